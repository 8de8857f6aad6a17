"""Annotated reports in two forms: JSON beside raw files (evaluation), and plain text to read and write (training).

The text form, one file a report::

    title: 某县赴苏南学习考察报告
    kind: study_tour
    date: 2023-08-15
    visit: 2023-08-01 2023-08-04
    origin: 某县
    hosts: 江苏省昆山市 江苏省张家港市

    # 一、主要做法
    ## （一）先定规矩
    学 community smart-governance | 昆山把网格切小到百户。谁家水管爆了，群里喊一声就到。

    悟 | 根子不在钱上，在规矩上。
    行 community | 年内由县委政法委牵头重划网格。

# is a heading, as many as its level; other lines are spans: role (学 悟 行 景), themes, a bar, whole sentences.
A blank line ends a paragraph.
"""
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from govreports.analysis.records import Kind, Role
from govreports.analysis.themes import load_themes

ROLE_SIGNS = {"学": Role.LEARNED, "悟": Role.REALIZED, "行": Role.ACTION, "景": Role.CONTEXT}
SPAN = re.compile(r"([学悟行景])((?: [a-z-]+)*) \| (\S.*)")
HEADING = re.compile(r"(#{1,4}) (\S.*)")
FACT = re.compile(r"(title|kind|date|visit|origin|hosts): ?(.*)")


class GoldError(ValueError):
    """A line that does not follow the form; says file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Span:
    role: Role
    themes: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class GoldHeading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldReport:
    """Blocks in reading order: a heading, or the spans of a paragraph."""

    name: str
    title: str
    kind: Kind
    origin: tuple[str, ...]
    hosts: tuple[str, ...]
    blocks: tuple[GoldHeading | tuple[Span, ...], ...]
    date: str | None = None
    visit: tuple[str | None, str | None] = field(default=(None, None))


def read_json(path: Path) -> GoldReport:
    gold = json.loads(path.read_text("utf-8"))
    blocks = tuple(
        GoldHeading(block["level"], block["text"])
        if block["type"] == "heading"
        else tuple(Span(Role(span["role"]), frozenset(span["themes"]), span["text"]) for span in block["spans"])
        for block in gold["blocks"]
    )
    return GoldReport(
        path.name.split(".")[0], gold["title"], Kind(gold["kind"]), tuple(gold["origin"]), tuple(gold["hosts"]), blocks,
        gold["date"], (gold["visit_start"], gold["visit_end"]),
    )


def read_text(path: Path) -> GoldReport:
    """Raises ``GoldError`` at the first line that does not follow the form."""
    facts: dict[str, str] = {}
    blocks: list[GoldHeading | list[Span]] = []
    open_paragraph = False
    known = {theme.slug for theme in load_themes()}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not blocks and (fact := FACT.fullmatch(line)):
            facts[fact[1]] = fact[2].strip()
        elif not line.strip():
            open_paragraph = False
        elif heading := HEADING.fullmatch(line):
            blocks.append(GoldHeading(len(heading[1]), heading[2].strip()))
            open_paragraph = False
        elif span := SPAN.fullmatch(line):
            themes = frozenset(span[2].split())
            if unknown := themes - known:
                raise GoldError(f"{path.name}:{number}: unknown theme {', '.join(sorted(unknown))}")
            if len(themes) > 3:
                raise GoldError(f"{path.name}:{number}: more than three themes")
            if not open_paragraph:
                blocks.append([])
            blocks[-1].append(Span(ROLE_SIGNS[span[1]], themes, span[3].strip()))
            open_paragraph = True
        else:
            raise GoldError(f"{path.name}:{number}: neither heading nor span: {line[:40]}")
    if "title" not in facts or "kind" not in facts or not blocks:
        raise GoldError(f"{path.name}: title, kind or text is missing")
    start, _, end = facts.get("visit", "").partition(" ")
    return GoldReport(
        path.stem, facts["title"], Kind(facts["kind"]), tuple(facts.get("origin", "").split()), tuple(facts.get("hosts", "").split()),
        tuple(block if isinstance(block, GoldHeading) else tuple(block) for block in blocks),
        facts.get("date") or None, (start or None, end or None),
    )


def read_folder(folder: Path) -> list[GoldReport]:
    """Every annotated report of a folder, by name."""
    texts = [path for path in folder.glob("*.txt") if ".raw" not in path.name]
    found = [read_json(path) for path in folder.glob("*.gold.json")] + [read_text(path) for path in texts]
    return sorted(found, key=lambda report: report.name)
