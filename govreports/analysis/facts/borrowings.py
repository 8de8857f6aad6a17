"""Borrowings: 借鉴昆山…做法. What home is to do as another place does it, with the place and the measure where they are named.

A purpose (为学习借鉴…经验), a general bow to others (借鉴先进经验) and what the hosts once borrowed are none.
"""
import re
from collections.abc import Iterator
from functools import cache

from ..records import Borrowing, Role, Whose
from .found import Found
from .lists import either
from .owners import Mention, Said

SHORT = 3  # characters; a measure shorter than this keeps the word behind it: 三级分工
LONGEST = 26  # characters of what is borrowed
SITE = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:村|镇|社区|街道|园区|开发区|高新区|新区|公司|集团|学校|医院|景区)")
PURPOSE = re.compile("(?:为了?|旨在|目的是|以便)[^，。；]{0,12}$")


@cache
def load_patterns() -> dict[str, re.Pattern[str]]:
    sorts = either("borrowings.sorts")
    return {
        "verb": re.compile(f"{either('borrowings.verbs')}了?"),
        "weak": re.compile(f"{either('borrowings.weak_verbs')}了?"),
        "not_before": re.compile(f"{either('borrowings.not_before')}$"),
        "generic": re.compile(either("borrowings.generic")),
        "sort": re.compile(sorts),
        "end": re.compile(rf"[^，。；！？：\n]{{0,{LONGEST}}}?{sorts}(?![\u4e00-\u9fff]?化)(?:{sorts})?"),
        "and": re.compile("[、和与及]"),
    }


def find_borrowings(said: Said) -> Iterator[Found]:
    """One for each place named; learned passages count only where a host of the report is named."""
    if said.role is Role.CONTEXT:
        return
    patterns, text, taken = load_patterns(), said.text, 0
    for verb in patterns["verb"].finditer(text):
        if verb.start() < taken or said.in_quotation(verb.start()):
            continue
        begin = verb.start()
        if patterns["not_before"].search(text, max(0, begin - 4), begin) or PURPOSE.search(text, max(0, begin - 14), begin):
            continue
        for found in _borrowed(said, verb):
            taken = found.end
            yield found


def _borrowed(said: Said, verb: re.Match[str]) -> list[Found]:
    text, patterns = said.text, load_patterns()
    sources, at = _sources(said, verb.end())
    phrase = patterns["end"].match(text, at)
    measure, end = _measure(text, at, phrase)
    is_weak = patterns["weak"].fullmatch(verb[0]) is not None
    hosts = [each for each in sources if each.whose is Whose.HOST]
    if (is_weak or said.role is Role.LEARNED) and not hosts:
        return []
    if not phrase and not (sources and measure):
        clear = sources and verb[0].startswith(("参照", "借鉴", "仿照", "学习借鉴"))
        if not clear or text[at:at + 1] in "的":
            return []
    if any(each.whose is Whose.HOME for each in sources):
        return []
    if not sources:
        site = SITE.match(text, verb.end()) if not text.startswith("“", verb.end()) else None
        if patterns["generic"].match(text, verb.end()) or not measure:
            return []
        if site and site.end() < end:
            rest = text[site.end():end].removeprefix("的")
            sources, measure = [Mention(site.start(), site.end(), Whose.UNTOLD)], _bare(rest)
    measure, further = _split(said, measure)
    return [
        Found(verb.start(), end, Borrowing(text[each.start:each.end], measure), each.whose, each.place) for each in sources
    ] + [Found(verb.start(), end, borrowing, whose, place) for borrowing, whose, place in further] or [
        Found(verb.start(), end, Borrowing("", measure))
    ]


def _split(said: Said, measure: str) -> tuple[str, list[tuple[Borrowing, Whose, str]]]:
    """先租后买、桐乡积分换物: a place behind 、 begins the next borrowing."""
    first, *parts = re.split("[、和与及]", measure)
    further: list[tuple[Borrowing, Whose, str]] = []
    for part in parts:
        place = said.owners.place_at(part, 0, short=True)
        if place:
            further.append((Borrowing(part[:place.end], _bare(part[place.end:].removeprefix("的"))), place.whose, place.place))
        elif further:
            return measure, []  # who knows what belongs to whom
    return (first, further) if further and len(further) == len(parts) else (measure, [])


def _sources(said: Said, at: int) -> tuple[list[Mention], int]:
    """The places named at an offset, joined by 、 or 和, and where they end."""
    found: list[Mention] = []
    while place := said.owners.place_at(said.text, at, short=True):
        found.append(place)
        at = place.end
        joint = load_patterns()["and"].match(said.text, at)
        if not joint or not said.owners.place_at(said.text, joint.end(), short=True):
            break
        at = joint.end()
    return found, at


def _measure(text: str, at: int, phrase: re.Match[str] | None) -> tuple[str, int]:
    """What is borrowed, without the word that says it is a way of doing; and where it ends."""
    quoted = re.match("的?“([^”]{2,14})”(?:的)?", text[at:at + 20])
    if quoted:
        end = at + quoted.end()
        sort = load_patterns()["sort"].match(text, end)
        return quoted[1], sort.end() if sort else end - quoted[0].endswith("的")
    if not phrase:
        return "", at
    return _bare(phrase[0].removeprefix("的")), phrase.end()


def _bare(phrase: str) -> str:
    """先租后买的办法 -> 先租后买; 三级分工 stays; 做法 -> nothing."""
    sort = re.search(f"(?:的)?{either('borrowings.sorts')}+$", phrase)
    bare = phrase[:sort.start()] if sort else phrase
    if load_patterns()["generic"].fullmatch(bare) or len(bare) < 2:
        return ""
    if bare.startswith("“") and bare.endswith("”") and "”" not in bare[:-1]:
        bare = bare[1:-1]
    return phrase if len(bare) < SHORT or bare.count("“") != bare.count("”") else bare
