"""Part a file that holds several reports (第一篇：…, 篇2, 【篇三】…), before cleaning.

Sites bundle articles on one page; each becomes a report of its own.
"""
import re
from collections.abc import Sequence
from dataclasses import replace

from .numbering import value_of
from .records import LineKind, RawLine, RawText
from .script import to_simplified
from .site_signs import TITLE_LIKE

ORDINAL = r"(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})"
KIND = "(?:篇目?|范文|例文|范例|样本|样文|模板|文章|材料|稿件)"
# 第一篇：…, 篇2 …, 【篇三】…, 考察报告范文2：…, ◆第2篇◆; and behind the title: …报告（二）, …报告(篇2)
MARK = re.compile(
    rf"^[\W_]*[^\W\d_]{{0,8}}?[\W_]{{0,2}}(?:第\s*{ORDINAL}\s*篇|{KIND}\s*{ORDINAL.replace('<n>', '<m>')})[\W_]*"
    r"(?P<title>.{0,80}?)[】\])）◆ 　]*$"
)
BEHIND = re.compile(rf"^(?P<m>)(?P<title>.{{12,80}}?)[（(](?:第|{KIND})?\s*{ORDINAL}\s*篇?[）)]$")
MAX_MARK = 100  # characters of a line that opens an article
LEAST_TITLE = 6  # characters; a shorter rest of the line is no title
MIN_ARTICLE = 300  # characters; shorter parts are a list of titles, not articles


def split_articles(raw: RawText) -> list[RawText]:
    """The reports of a file in order; a file with one report gives itself."""
    texts = [(number, line.text.strip()) for number, line in enumerate(raw.lines) if len(line.text) <= MAX_MARK]
    starts = max((_marks(texts, pattern) for pattern in (MARK, BEHIND)), key=len)
    bounds = [number for number, _ in starts] + [len(raw.lines)]
    parts = []
    for (number, title), end in zip(starts, bounds[1:], strict=True):
        lines = raw.lines[number + 1 : end]
        if sum(len(line.text) for line in lines) < MIN_ARTICLE:
            continue
        head = (RawLine(title, LineKind.TITLE),) if len(title) >= LEAST_TITLE else ()
        parts.append(replace(raw, lines=head + lines, title="" if head else raw.title))
    return parts if len(parts) >= 2 else [raw]


def _marks(texts: Sequence[tuple[int, str]], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """(line, title) of marks counted from one on; a number that does not follow the one before is no mark."""
    found: list[tuple[int, str]] = []
    for number, text in texts:
        match = pattern.match(to_simplified(text))
        values = match.groupdict() if match else {}
        is_mark = match is not None and (pattern is MARK or TITLE_LIKE.search(values["title"]) is not None)
        if is_mark and value_of(values["n"] or values["m"]) == len(found) + 1:
            found.append((number, text[match.start("title") : match.end("title")].strip()))
    return found
