"""Part what was glued together: chapters run into one paragraph, and a heading run into its text.

Used by the outline stage. A place to cut is chosen by what can end a heading and what can start a
text; where nothing speaks for a cut, the text is left whole.
"""
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .glue_model import LONGEST, Usage, choose, usage_of, weigh
from .numbering import number_for, value_of

# Scores that a place needs to be cut; less where the number belongs to a row of chapters, more where the
# first sentence is so short that it may as well be a run-in lead (一、行程。4月8日至12日…).
MIN_CUT, MIN_CHAPTER, MIN_LEAD = -1.5, -9.0, 1.0
MIN_UNNUMBERED, MIN_NAMED = 0.5, -5.0  # without a number; with a label and a colon
MIN_SECTION = 120  # characters under a heading without a number
LEAD = 22  # characters of a run-in lead
ITEM_SIGNS = "0123456789①②③④⑤⑥⑦⑧⑨⑩"  # of items that are paragraphs where all of them have a run-in lead
SENTENCE_END = re.compile(r"[。！？][”）]?(?=[^”）])")
STOP_BEFORE = "。！？”：；…"
SALUTATION = re.compile(r"^(?:\S{0,12}(?:同志们|各位领导|各位代表|朋友们)[：:，,]|[一-鿿、]{2,20}[：])")


def split_chapters(text: str) -> list[int]:
    """Offsets inside a long paragraph where a new chapter or item begins.

    A chapter counts when its numbers go up by one from one on and each stands behind a stop
    or a heading: ``…报告如下。一、成都武侯…。二、深圳龙岗…``.
    """
    cuts = set(_sequence(text, "一、", loose=True)) | set(_nested(text, "（一）"))
    if not cuts:
        slogans = _sequence(text, "一要", loose=False)
        # run-in leads (一要学气魄。气魄…) stay in their paragraph; only glued headings part it
        texts = [text[at : at + 120] for at in slogans]
        ends = heading_ends(texts, skips=[2] * len(texts), chapters=[False] * len(texts), usage=usage_of(text, ""))
        if len(slogans) >= 2 and all(ends[:2]):
            cuts |= set(slogans)
    return sorted(cut for cut in cuts if cut > 0)


def _sequence(text: str, family: str, *, loose: bool, start: int = 0) -> list[int]:
    """Offsets of number one, two, three …, each after the one before.

    A later number may follow a misread stop (``“中原明珠二三要``), the first may not.
    """
    found, at, value = [], start, 1
    while value <= 20:
        mark = number_for(family, value)
        place = text.find(mark, at)
        while place > 0 and not _may_start(text, place, loose=(loose and value == 1) or value > 1):
            place = text.find(mark, place + 1)
        if place < 0:
            break
        found.append(place)
        at, value = place + len(mark), value + 1
    return found if len(found) >= 2 else []


def _may_start(text: str, place: int, *, loose: bool) -> bool:
    if text[place - 1] in STOP_BEFORE:
        return True
    return loose and text[place - 1] not in "，、（十第" and not text[place - 1].isdigit()


def _nested(text: str, family: str) -> Iterator[int]:
    """Every run of （一）（二）… in turn; a chapter starts them anew."""
    first = number_for(family, 1)
    starts = [match.start() for match in re.finditer(re.escape(first), text)] + [len(text)]
    for start, end in pairwise(starts):
        yield from _sequence(text[:end], family, loose=True, start=start)


def heading_ends(texts: Sequence[str], *, skips: Sequence[int], chapters: Sequence[bool], usage: Usage) -> list[int | None]:
    """Where the heading at the start of each glued text of one family ends, or None if nothing speaks for a cut.

    ``skips`` are the lengths of their numbers; ``chapters`` says whether a number is one of a row.

    >>> text = "一、基本情况为深入学习借鉴先进地区经验，区里组织了考察。"
    >>> [text[:end] for end in heading_ends([text], skips=[2], chapters=[True], usage=usage_of(text, ""))]
    ['一、基本情况']
    """
    leads = [_has_lead(text, skip) for text, skip in zip(texts, skips, strict=True)]
    if texts and all(leads) and not any(chapters) and texts[0][0] in ITEM_SIGNS:
        return [None] * len(texts)
    parted = [_spaced_end(text, skip) for text, skip in zip(texts, skips, strict=True)]
    chosen = iter(choose([t for t, end in zip(texts, parted, strict=True) if end is None],
                         [s for s, end in zip(skips, parted, strict=True) if end is None], usage))
    are_leads = sum(leads) * 2 > len(leads)
    ends: list[int | None] = []
    for is_lead, is_chapter, end in zip(leads, chapters, parted, strict=True):
        choice = next(chosen) if end is None else None
        least = MIN_CHAPTER if is_chapter and not are_leads else MIN_LEAD if is_lead or are_leads else MIN_CUT
        ends.append(choice.at if choice and choice.score >= least else end)
    return ends


def _spaced_end(text: str, skip: int) -> int | None:
    """A heading parted from its text by a space only: 一、体制：谁来统 杭州城市大脑…"""
    stop = re.search(r"[。；！？…]", text[skip:])
    limit = min(skip + LONGEST, skip + stop.start() if stop else len(text))
    spaced = re.search(r"(?<=[一-鿿”？])[ 　]+(?=\S)", text[skip : limit + 1])
    return skip + spaced.start() if spaced and len(text) - skip - spaced.end() > 40 and spaced.start() >= 3 else None


def _has_lead(text: str, skip: int) -> bool:
    """Whether the first sentence is so short that it may be a run-in lead: （一）立规矩，从质量管起。永兴…"""
    stop = re.search(r"[。；！？…]", text[skip:])
    return stop is not None and stop.start() <= LEAD


def unnumbered_headings(text: str, usage: Usage) -> list[tuple[int, int]]:
    """(start, end) of headings without numbers in a text that lost every line end; empty where fewer than two show.

    Two labels with a colon that name what the report speaks of are enough; others need a high score.
    """
    starts = [0, *(match.end() for match in SENTENCE_END.finditer(text))]
    rows = [(start, max(weigh(text[start : start + 120], 0, usage), key=lambda choice: choice.score, default=None)) for start in starts]
    found = {start: choice for start, choice in rows if choice and choice.score >= MIN_UNNUMBERED}
    labelled = _labelled(text, starts, usage)
    named = {start: choice for start, choice in rows if choice and choice.score >= MIN_NAMED and start in labelled}
    if len(named) >= 2:
        found |= named
    kept: list[tuple[int, int]] = []
    for start in sorted(found, key=lambda start: -found[start].score - 9 * (start in named and len(named) >= 2)):
        if all(abs(start - other) >= MIN_SECTION for other, _ in kept) and len(text) - start >= MIN_SECTION:
            kept.append((start, start + found[start].at))
    return sorted(kept) if len(kept) >= 2 else []


LABEL = re.compile(r"[^\W\d_]{2,8}(?=[：:][^“])")


def _labelled(text: str, starts: Sequence[int], usage: Usage) -> set[int]:
    """Starts with a label and a colon that the report speaks of elsewhere, each but once: 西安：街是死的…, not 经验：…, 启示：…"""
    labels = [(match.group(), start) for start in starts if (match := LABEL.match(text, start))]
    counts = Counter(label for label, _ in labels)
    return {start for label, start in labels if counts[label] == 1 and (usage.pairs[label[:2]] > 2 or label[:2] in usage.places)}


ORDINAL = re.compile(
    r"(?<=[。！？”）])(?P<before>第|[一-鿿]{2,4})?(?P<n>[一二三四五六七八九十])(?P<after>[一-鿿]{1,3})?(?P<gap>[：:　 ])(?=[^“])"
)


def ordinal_chapters(text: str) -> dict[int, int]:
    """Chapters counted in words, one to the last: 第一站 淮安…, 专题二：…, 三问：…; their offsets and the lengths of the label."""
    rows: dict[tuple[str, str, str], list[tuple[int, int, int]]] = {}
    for match in ORDINAL.finditer(text):
        if match["before"] or match["after"]:
            key = (match["before"] or "", (match["after"] or "")[-1:], match["gap"])
            rows.setdefault(key, []).append((value_of(match["n"]), match.start(), len(match.group())))
    longest = max(rows.values(), key=len, default=[])
    counted = [value for value, _, _ in longest] == list(range(1, len(longest) + 1))
    return {start: length for _, start, length in longest} if counted and len(longest) >= 2 else {}
