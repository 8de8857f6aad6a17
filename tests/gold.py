"""Turn a gold report (an annotated invented report) into an ``Analysis``, as a perfect reader would give it."""
import json
from pathlib import Path

from govreports.analysis.records import (
    Analysis,
    CleanText,
    Heading,
    Kind,
    Masthead,
    Passage,
    PlaceName,
    Places,
    RawLine,
    Role,
    ThemeMark,
)

GOLD = Path(__file__).resolve().parents[1] / "fixtures" / "gold"


def load_gold(name: str) -> dict:
    """One gold report, for example ``load_gold("dev-01")``."""
    return json.loads((GOLD / f"{name}.gold.json").read_text("utf-8"))


SHARED_SEEDS = Path(__file__).resolve().parents[2] / "shared" / "eval" / "seeds"  # real reports, kept outside the project


def gold_raws(folder: Path = GOLD) -> list[tuple[Path, dict]]:
    """Every raw file of a gold report with its annotation, in order of name."""
    raws = sorted(folder.glob("*.raw*"))
    return [(raw, json.loads((folder / f"{raw.name.split('.raw')[0]}.gold.json").read_text("utf-8"))) for raw in raws]


def analysis_from_gold(gold: dict, *, codes: dict[str, str] | None = None) -> Analysis:
    """``codes`` gives the GB/T 2260 code for names of places; others have none."""
    lines, headings, passages, offset, paragraph = [], [], [], 0, 0
    for block in gold["blocks"]:
        if block["type"] == "heading":
            headings.append(Heading(offset, offset + len(block["text"]), block["text"], block["level"]))
            line = block["text"]
        else:
            start = offset
            for span in block["spans"]:
                themes = tuple(ThemeMark(slug, 0.9) for slug in span["themes"])
                passages.append(Passage(start, start + len(span["text"]), span["text"], paragraph,
                                        len(headings) - 1 if headings else None, Role(span["role"]), 0.9, (), themes))
                start += len(span["text"])
            paragraph += 1
            line = "".join(span["text"] for span in block["spans"])
        lines.append(RawLine(line))
        offset += len(line) + 1
    text = "\n".join(line.text for line in lines)
    masthead = Masthead(gold["title"], Kind(gold["kind"]), gold["date"], gold["visit_start"], gold["visit_end"], 0, len(text))
    named = lambda names: tuple(PlaceName(name, (codes or {}).get(name)) for name in names)  # noqa: E731
    return Analysis(masthead, CleanText(tuple(lines), text), tuple(headings), tuple(passages),
                    Places(named(gold["origin"]), named(gold["hosts"])))
