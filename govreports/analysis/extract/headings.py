"""What a format says of headings, made even: a title apart, levels counted from 1, no heading as long as a paragraph."""
from ..records import LineKind, RawLine

LONGEST_HEADING = 80  # characters; writers also give heading styles to whole paragraphs, and the longest real titles have about 60


def promote_title(lines: list[RawLine]) -> tuple[RawLine, ...]:
    """A single top heading before all others is the title; the rest move up so that their highest level is 1.

    >>> [(line.kind.value, line.level) for line in promote_title([
    ...     RawLine("赴三市考察报告", LineKind.HEADING, 1), RawLine("一、基本情况", LineKind.HEADING, 3)])]
    [('title', 0), ('heading', 1)]
    """
    lines = [RawLine(line.text) if _is_overlong(line) else line for line in lines]
    headings = [line for line in lines if line.kind is LineKind.HEADING]
    top = [line for line in headings if line.level == 1]
    has_title = any(line.kind is LineKind.TITLE for line in lines)
    if len(top) == 1 and top[0] is headings[0] and not has_title:
        lines = [RawLine(line.text, LineKind.TITLE) if line is top[0] else line for line in lines]
        headings = headings[1:]
    ranks = {level: rank for rank, level in enumerate(sorted({line.level for line in headings}), 1)}
    return tuple(RawLine(line.text, line.kind, ranks[line.level]) if line.kind is LineKind.HEADING else line for line in lines)


def _is_overlong(line: RawLine) -> bool:
    return line.kind in (LineKind.HEADING, LineKind.TITLE) and len(line.text) > LONGEST_HEADING
