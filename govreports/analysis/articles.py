"""Part a file that holds several reports (第一篇：…, 篇2, 【篇三】…), before cleaning.

Sites bundle articles on one page; each becomes a report of its own.
"""
import re
from dataclasses import replace

from .records import LineKind, RawLine, RawText
from .script import to_simplified

ORDINAL = r"[一二三四五六七八九十\d]{1,3}"
MARK = re.compile(
    rf"^[\s　]*[【\[（(]?(?:(?:精选|推荐)?第\s*{ORDINAL}\s*篇|篇\s*{ORDINAL})[】\]）)]?[\s　:：、]*(?P<title>.{{0,80}})$"
)
MAX_MARK = 100  # characters of a line that opens an article
MIN_ARTICLE = 300  # characters; shorter parts are a list of titles, not articles


def split_articles(raw: RawText) -> list[RawText]:
    """The reports of a file in order; a file with one report gives itself."""
    short = [(number, line.text) for number, line in enumerate(raw.lines) if len(line.text) <= MAX_MARK]
    starts = [(number, match) for number, text in short if (match := MARK.match(to_simplified(text)))]
    bounds = [number for number, _ in starts] + [len(raw.lines)]
    parts = []
    for (number, match), end in zip(starts, bounds[1:], strict=True):
        lines = raw.lines[number + 1 : end]
        if sum(len(line.text) for line in lines) < MIN_ARTICLE:
            continue
        title = match["title"].strip()
        head = (RawLine(raw.lines[number].text.strip()[-len(title) :], LineKind.TITLE),) if len(title) >= 6 else ()
        parts.append(replace(raw, lines=head + lines, title="" if head else raw.title))
    return parts if len(parts) >= 2 else [raw]
