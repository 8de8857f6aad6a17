"""A table of contents that a copy left above the text, told by its lines coming back below."""
import re

from .lines import Line

Fixed = tuple[list[Line], list[str]]
LEADER = re.compile(r"[\s.．…·・_-]*\d{0,3}\s*$")  # dots and a page behind an entry
LABEL = re.compile(r"^\W*(?:目\s*录|提\s*纲|大\s*纲|要目|contents?|(?:内容|本文|文章)(?:目录|提纲|导航|概览)).{0,10}$", re.I)
LEAST_ENTRIES = 3
LONGEST = 50  # characters of an entry
KEY = 12  # characters by which an entry and its heading are told to be the same
FIRST_LINES = 40  # among which a table begins


def remove_contents(lines: list[Line]) -> Fixed:
    """Three or more lines in a row that come back below in the same order, and the label above them."""
    bare = [re.sub(r"\s", "", LEADER.sub("", line.text)) for line in lines]
    below = {re.sub(r"\s", "", line.text)[:KEY]: number for number, line in enumerate(lines)}  # the last line with a key
    for start in range(min(len(lines), FIRST_LINES)):
        end = _end_of_table(bare, below, start)
        if end is None:
            continue
        above = next((number for number in range(start - 1, -1, -1) if bare[number]), None)
        first = above if above is not None and LABEL.match(lines[above].text.strip()) else start
        return [*lines[:first], *lines[end:]], [line.text for line in lines[first:end] if line.text.strip()]
    return lines, []


def _end_of_table(bare: list[str], below: dict[str, int], start: int) -> int | None:
    """The line behind a table that begins at a line, or None."""
    end, last, entries = start, -1, 0
    while end < len(bare):
        place = below.get(bare[end][:KEY], -1)
        if bare[end] and not (3 <= len(bare[end]) <= LONGEST and place > max(last, end)):
            break
        if bare[end]:
            last, entries = place, entries + 1
        end += 1
    return end if entries >= LEAST_ENTRIES and last >= end else None
