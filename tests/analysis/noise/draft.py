"""A report as lines that noise can be put around and into, and the raw text it becomes."""
import html
import json
from dataclasses import dataclass, field
from pathlib import Path

from govreports.training.gold import GoldHeading, GoldReport, read_folder

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "eval"  # evaluation reports beside the project, where they are
TEXT, HEADING, TITLE, NOISE = "text", "heading", "title", "noise"


@dataclass
class Piece:
    """A line; of gold where ``block`` tells its number among the blocks."""

    text: str
    kind: str = TEXT
    block: int | None = None


@dataclass
class Draft:
    """``gold`` changes with the text only where the text is damaged for good."""

    title: str
    gold: dict
    pieces: list[Piece]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    indent: str = ""
    gap: int = 0  # empty lines between paragraphs
    raw: str | None = None  # the finished text, where a kind of noise wrote it itself

    def lines(self) -> list[str]:
        return [self.indent * (piece.kind == TEXT) + piece.text for piece in self.pieces]

    def txt(self) -> str:
        body = self.raw if self.raw is not None else ("\n" * (1 + self.gap)).join(self.lines())
        return "\n".join([*self.above, body, *self.below]) + "\n"

    def page(self) -> str:
        """A web page: noise in boxes of its own, some of its words as links."""
        def box(lines: list[str]) -> str:
            return "".join(f"<div>{html.escape(line)}</div>\n" for text in lines for line in text.split("\n"))

        tags = {TITLE: "h1", TEXT: "p", NOISE: "p", HEADING: "p"}
        rows = self.pieces if self.raw is None else [Piece(line) for line in self.raw.split("\n")]
        body = "\n".join(f"<{tags[p.kind]}>{html.escape(self.indent * (p.kind == TEXT) + p.text)}</{tags[p.kind]}>" for p in rows)
        return (f"<html><head><title>{html.escape(self.title)}</title></head><body><div class=\"top\">{box(self.above)}</div>"
                f"<div class=\"con\">{body}</div><div class=\"bottom\">{box(self.below)}</div></body></html>")

    def change(self, change) -> None:
        """Damage for good: the same change in the text and in its annotation."""
        for block in self.gold["blocks"]:
            for part in [block] if block["type"] == "heading" else block["spans"]:
                part["text"] = change(part["text"])
        self.pieces = [Piece(self.text_of(p.block), p.kind, p.block) if p.block is not None else p for p in self.pieces]

    def text_of(self, block: int) -> str:
        found = self.gold["blocks"][block]
        return found["text"] if found["type"] == "heading" else "".join(span["text"] for span in found["spans"])


def draft(report: GoldReport) -> Draft:
    """The report without any noise: its title, then a line for each block."""
    blocks = [
        {"type": "heading", "level": block.level, "text": block.text}
        if isinstance(block, GoldHeading)
        else {"type": "para", "spans": [{"role": str(s.role), "themes": sorted(s.themes), "text": s.text} for s in block]}
        for block in report.blocks
    ]
    gold = {"title": report.title, "kind": str(report.kind), "date": report.date, "visit_start": report.visit[0],
            "visit_end": report.visit[1], "origin": list(report.origin), "hosts": list(report.hosts), "blocks": blocks}
    new = Draft(report.title, json.loads(json.dumps(gold)), [Piece(report.title, TITLE)])
    kinds = {"heading": HEADING, "para": TEXT}
    new.pieces += [Piece(new.text_of(number), kinds[block["type"]], number) for number, block in enumerate(blocks)]
    return new


def reports() -> list[GoldReport]:
    """Every annotated report at hand, once each, by name."""
    folders = [ROOT / "fixtures" / "training", ROOT / "fixtures" / "gold", SHARED / "train", SHARED / "dev"]
    found = {report.name: report for folder in folders if folder.is_dir() for report in read_folder(folder)}
    return [found[name] for name in sorted(found)]
