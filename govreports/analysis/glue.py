"""Part what was glued together: chapters run into one paragraph, and a heading run into its text.

Used by the outline stage. A place to cut is chosen by what can end a heading and what can start a
text; where nothing speaks for a cut, the text is left whole.
"""
import re
from collections.abc import Iterator

from . import words
from .lexicon import load_list
from .numbering import number_for

MAX_HEADING = 40  # characters of a glued heading
# Points a place needs to be cut, tried on glued chapters of invented and real reports; less where the
# number already belongs to a row of chapters, more where the text may as well be a run-in lead.
MIN_CUT, MIN_CUT_CHAPTER, MIN_CUT_LEAD = 3.0, 2.0, 4.0
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
        if len(slogans) >= 2 and all(heading_end(text[at : at + 120], skip=2) for at in slogans[:2]):
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
    at = 0
    while (place := text.find(number_for(family, 1), at)) >= 0:
        run = _sequence(text, family, loose=True, start=place)
        yield from run
        at = (run[-1] if run else place) + 3


def heading_end(text: str, *, skip: int, is_chapter: bool = False) -> int | None:
    """Where the heading at the start of a glued text ends, or None if nothing speaks for a cut.

    ``skip`` is the length of its number; ``is_chapter`` says that the number is one of a row.
    The offset is into ``text``.

    >>> text = "一、基本情况为深入学习借鉴先进地区经验，区里组织了考察。"
    >>> text[:heading_end(text, skip=2)]
    '一、基本情况'
    """
    stop = re.search(r"[。；！？…]", text[skip:])
    limit = min(skip + MAX_HEADING, skip + stop.start() if stop else len(text))
    spaced = re.search(r"(?<=[一-鿿”？])[ 　]+(?=\S)", text[skip : limit + 1])
    if spaced and len(text) - skip - spaced.end() > 40 and spaced.start() >= 3:
        return skip + spaced.start()
    least = MIN_CUT_CHAPTER if is_chapter else MIN_CUT
    if stop and stop.start() <= 22:  # perhaps a run-in lead: 一、行程。4月8日至12日…
        least = MIN_CUT_LEAD
    best, best_points = None, least - 0.01
    boundaries = [start for _, start, _ in words.cut_with_offsets(text[: limit + 24]) if skip + 3 < start < limit]
    for at in boundaries:
        points = _points(text, skip, at)
        if points > best_points:
            best, best_points = at, points
    return best


def _points(text: str, skip: int, at: int) -> float:
    """What speaks for the heading ending here; see ``lexicon/outline.toml``."""
    known = load_list("outline")
    head, rest = text[skip:at], text[at:]
    points = 0.0
    if head[-1] in "，、：（“—" or rest[0] in "，、：；。）”的了和与及":
        return 0.0
    if head.count("“") != head.count("”"):
        return 0.0
    start = max((word for word in known["text_starts"] if rest.startswith(word)), key=len, default="")
    points += {0: 0.0, 1: 1.2}.get(len(start), 2.5)
    points += 2.0 if head.endswith(tuple(known["heading_ends"])) else 0.0
    points += 1.0 if head.endswith(tuple(known["measure_ends"])) else 0.0
    points += 2.0 if head.endswith(tuple(known["complements"])) else 0.0
    points += 1.5 if re.match(r"\d{4}年|\d{1,2}月|[一二三四五六七八九十]{1,3}年前|[一-鿿]{2,3}[省市县区](?![长委里级场])", rest) else 0.0
    topic = re.split(r"[：，“]", head)[0][-2:]
    if len(topic) == 2 and rest.startswith(topic):
        points += 4.0
    elif any(rest.startswith(head[i : i + 2]) for i in range(min(4, len(head) - 2))):
        points += 2.0
    clauses = [re.sub(r"\W", "", clause) for clause in head.split("，")]
    if len(clauses) > 1:  # a pair of clauses of one length: 建强组织体系，突出一个“统”字
        points += {0: 2.5, 1: 1.5}.get(abs(len(clauses[-1]) - len(clauses[-2])), 0.0)
    points -= max(0, len(head) - 22) * 0.15
    return points
