"""Lines -> pieces: a line is parted where chapters were run together and where a heading is glued to its text.

Used by the outline stage. What can be cut is found here, where it is cut is for ``glue.py`` to say.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from . import glue
from .numbering import read_number
from .records import LineKind

MIN_GLUED, MIN_CHAPTER = 60, 24  # characters of a line, of a chapter parted from one, that may hold a heading glued to its text
LONG_PARAGRAPH = 700  # characters; longer ones may be several that lost their line ends
ALL_IN_ONE = 0.8  # share of a report in one line from which its line ends are taken to be lost
LOOK = 160  # characters of a part in which its heading ends
# "科学岛上的“闲人” 董铺水库里有座小岛": an unnumbered heading, a space, its text
SPACED_HEADING = re.compile(r"([^\s。，；：！？\d①-⑳（(][^\s。，；！？]{2,22}) (?=\S{12})")


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a part of one, with the level of its heading (0: a paragraph)."""

    start: int
    end: int
    family: str = ""  # of the heading's number; "" for a paragraph
    kind: LineKind = LineKind.TEXT
    level: int = 0  # of a heading by the format's own word, where the file has several such levels


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or a chapter of a line in which several were run together."""

    start: int
    end: int
    line: Block
    is_chapter: bool = False  # parted from a longer line at its number
    family: str = ""  # of a number at which a heading glued to its text may begin
    skip: int = 0  # the length of that number
    value: int = 0


def part_lines(text: str, lines: list[Block], body_start: int) -> list[Block]:
    """Headings and texts in reading order; what was not parted stays as it came."""
    heads = {line.start: head for line in lines if (head := SPACED_HEADING.match(text, line.start, line.end))}
    if len(heads) < 2:
        heads = {}
    parts = [part for line in lines for part in ([Part(line.start, line.end, line)] if line.start in heads else _parts(text, line))]
    ends = _glued_ends(text, parts, body_start)
    if not ends and (lost := _all_in_one(lines)):
        parts, ends = _part_unnumbered(text, lost, parts, body_start)
    return [piece for part in parts for piece in _pieces(text, part, ends.get(part.start), heads.get(part.start))]


def _pieces(text: str, part: Part, end: int | None, head: re.Match[str] | None) -> Iterator[Block]:
    start = part.start
    if head:
        number = read_number(head.group(1))
        yield Block(start, head.end(1), number.family if number else "unnumbered")
        start = head.end()
    elif end is not None:
        yield Block(start, start + len(text[start:end].rstrip()), part.family)
        start = end + len(text[end : part.end]) - len(text[end : part.end].lstrip())
    if start < part.end:
        yield Block(start, part.end, kind=part.line.kind, level=part.line.level)


def _parts(text: str, line: Block) -> Iterator[Part]:
    """A line cut at the numbers of chapters that were run together."""
    content = text[line.start : line.end]
    cuts, ordinals = {0}, {}
    if line.kind is LineKind.TEXT and len(content) > LONG_PARAGRAPH:
        cuts |= set(glue.split_chapters(content))
        ordinals = {} if len(cuts) > 1 else glue.ordinal_chapters(content)
        cuts |= ordinals.keys()
        if salutation := glue.SALUTATION.match(content):
            cuts.add(salutation.end())
    was_parted = len(cuts) > 1
    for begin, end in pairwise([*sorted(cuts), len(content)]):
        part = content[begin:end]
        number = read_number(part)
        family, skip, value = "", 0, 0
        if line.kind is LineKind.TABLE or len(part) < (MIN_CHAPTER if was_parted else MIN_GLUED):
            pass
        elif begin in ordinals:
            family, skip = "unnumbered", ordinals[begin]
        elif number:
            family, skip, value = number.family, number.length, number.value
        elif was_parted and re.match(r"[一二三四五六七八九]要", part):
            family, skip = "一要", 2
        yield Part(line.start + begin, line.start + end, line, was_parted, family, skip, value)


def _glued_ends(text: str, parts: list[Part], body_start: int) -> dict[int, int]:
    """Where the heading glued to a part ends, by the start of the part; brothers in number are weighed together."""
    numbered = sorted((part for part in parts if part.family), key=lambda part: part.family)
    if not numbered:
        return {}
    usage = glue.usage_of(text[body_start:], text[:body_start])
    found: dict[int, int] = {}
    for _, family in groupby(numbered, key=lambda part: part.family):
        for brothers in _runs(family):
            ends = glue.heading_ends(
                [text[part.start : min(part.end, part.start + LOOK)] for part in brothers],
                skips=[part.skip for part in brothers], chapters=[part.is_chapter for part in brothers], usage=usage,
            )
            found |= {part.start: part.start + end for part, end in zip(brothers, ends, strict=True) if end is not None}
    return found


def _runs(parts: Iterator[Part]) -> Iterator[list[Part]]:
    """Parts of one family, a new run where their numbers start anew."""
    run: list[Part] = []
    for part in parts:
        if run and part.value and part.value <= run[-1].value:
            yield run
            run = []
        run.append(part)
    yield run


def _all_in_one(lines: list[Block]) -> Block | None:
    """The line that holds nearly all of a report whose line ends are lost."""
    longest = max(lines, key=lambda line: line.end - line.start, default=None)
    size = longest.end - longest.start if longest else 0
    return longest if size > LONG_PARAGRAPH and size >= ALL_IN_ONE * sum(line.end - line.start for line in lines) else None


def _part_unnumbered(text: str, line: Block, parts: list[Part], body_start: int) -> tuple[list[Part], dict[int, int]]:
    """One line parted at headings without numbers too, and where these end."""
    content = text[line.start : line.end]
    found = glue.unnumbered_headings(content, glue.usage_of(content, text[:body_start]))
    starts = {line.start + start for start, _ in found} | {part.start for part in parts if part.line is line}
    new = [Part(start, end, line, True, "unnumbered") for start, end in pairwise([*sorted(starts), line.end])]
    before = [part for part in parts if part.start < line.start]
    after = [part for part in parts if part.start >= line.end]
    return [*before, *new, *after], {line.start + start: line.start + end for start, end in found}
