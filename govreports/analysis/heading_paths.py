"""Which headings are open at a place in the text: what roles and themes of a passage are read under."""
from collections.abc import Iterable, Sequence

from .records import Heading


def open_headings(offsets: Iterable[int], headings: Sequence[Heading]) -> list[list[int]]:
    """For each offset the indexes of the headings open there, from the top level down.

    Offsets ascend, headings stand in reading order; one pass over both. Before the first heading: an empty list.

    >>> open_headings([0, 9], [Heading(3, 5, "一、做法", 1), Heading(6, 8, "（一）规矩", 2)])
    [[], [0, 1]]
    """
    path: list[int] = []
    found, at = [], 0
    for offset in offsets:
        while at < len(headings) and headings[at].start <= offset:
            path = [*(other for other in path if headings[other].level < headings[at].level), at]
            at += 1
        found.append(path)
    return found
