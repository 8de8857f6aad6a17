"""A report to be read from top to bottom: headings, paragraphs with their passages, the outline."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from govreports.reports.models import Passage, Report, Role, Section
from govreports.reports.selectors.report import PassageItem, Show, passage_item

DEEPEST = 4  # h2 to h4; deeper headings are shown like the fourth level
SIGNATURE_LINES = 4  # paragraphs at the end of a report that may be a signature or a date
SIGNATURE_LENGTH = 30  # characters
CLOSING = "。！？；：…”）"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    parts: tuple[str, ...]  # of the heading, cut at its spaces
    anchor: str
    children: tuple["OutlineItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or the passages of one paragraph."""

    tag: str = ""  # h2, h3, h4; empty for a paragraph
    text: str = ""
    anchor: str = ""
    passages: tuple[PassageItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportText:
    blocks: tuple[Block, ...]  # in reading order
    outline: tuple[OutlineItem, ...]
    firsts: tuple[tuple[str, str], ...]  # (role, anchor of its first passage), 学 悟 行 景; a role without passages is left out


def report_text(report: Report, passages: Iterable[Passage], show: Show) -> ReportText:
    """One query, for the headings."""
    passages, sections = list(passages), list(report.sections.order_by("number"))
    headings = [
        (section.start, section.heading_as_written if show.as_written else section.heading, f"s{section.number}", depth)
        for section, depth in zip(sections, depths(sections), strict=True)
    ]
    blocks = [(start, Block(f"h{depth + 2}", text, anchor)) for start, text, anchor, depth in headings]
    paragraphs = [list(group) for _, group in groupby(passages, key=lambda passage: passage.paragraph)]
    for place, paragraph in enumerate(paragraphs):
        items = tuple(passage_item(passage, show) for passage in paragraph)
        if len(paragraphs) - place <= SIGNATURE_LINES and is_signature(paragraph):
            items = (replace(items[0], is_sign_off=True),)
        blocks.append((paragraph[0].start, Block(passages=items)))
    first = {passage.role: f"#p{passage.number}" for passage in reversed(passages)}
    return ReportText(
        blocks=tuple(block for _, block in sorted(blocks, key=lambda pair: pair[0])),
        outline=outline([heading[1:] for heading in headings]),
        firsts=tuple((role, first[role]) for role in Role.values if role in first),
    )


def depths(sections: Iterable[Section]) -> list[int]:
    """How deep each heading stands below those before it, from 0; no level is skipped."""
    open_levels: list[int] = []
    found = []
    for section in sections:
        while open_levels and open_levels[-1] >= section.level:
            open_levels.pop()
        found.append(min(len(open_levels), DEEPEST - 2))
        open_levels.append(section.level)
    return found


def outline(headings: list[tuple[str, str, int]]) -> tuple[OutlineItem, ...]:
    """Headings as (text, anchor, depth) in order, as a tree."""
    items, at = [], 0
    while at < len(headings):
        text, anchor, depth = headings[at]
        end = next((n for n in range(at + 1, len(headings)) if headings[n][2] <= depth), len(headings))
        items.append(OutlineItem(tuple(text.split()), anchor, outline(headings[at + 1:end])))
        at = end
    return tuple(items)


def is_signature(paragraph: list[Passage]) -> bool:
    """A short line of context without a closing mark: who signed, or when."""
    text = paragraph[0].text.strip()
    return len(paragraph) == 1 and paragraph[0].role == Role.CONTEXT and len(text) <= SIGNATURE_LENGTH and text[-1:] not in CLOSING
