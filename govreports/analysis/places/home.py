"""Who travelled, or whose document it is."""
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..lexicon.divisions import Division, Level, chain, division
from ..records import Kind, PlaceName
from .mentions import Mention, either, is_word, lies_in, load_ordinary, read_place, scan, words
from .resolve import Context, Report
from .statements import Tour, title_parts

_OFFICE = re.compile(rf"(?=[\s（(]|$)|[^，。；、：:\s“”《》]{{0,14}}?{either('offices')}")
# what follows is one more office, or a place of the tour
_LISTED = re.compile(r"(?:、|以及|会同|和|与|及|同|邀请|陪同|在|到|赴|往|对|考察|参观)$")
_BYLINE = re.compile(r"[（(]?(?:作者系|作者单位[是为]?|作者|供稿|报送|来源)?[（(：:\s]*(?:中共|政协|共青团)?")
_SELF = re.compile(r"(?:我是|我在|我来自|我叫|作为|身为)")
_WE = re.compile(r"[我全本]([省市州盟县旗区镇乡])")
_KINDS = {"省": "省", "市": "市", "州": "州盟", "盟": "州盟", "县": "县旗", "旗": "旗", "区": "区"}
_LINE = 60  # a signature or byline is no longer than this
_ENOUGH = 3  # points that make a place home: one for a mention, two more for a phrase of ownership


def find_home(tour: Tour | None, lead: Sequence[Tour], context: Context) -> tuple[PlaceName, ...]:
    """The place the report comes from, as the most telling source names it; empty when none does."""
    found = next(_sources(tour, lead, context.report), None)
    return (_named(found, context),) if found else ()


def _sources(tour: Tour | None, lead: Sequence[Tour], report: Report) -> Iterator[Mention]:
    """Places that title, tour sentence, signature, byline or the writer's own words give, best first."""
    if tour and (found := _owner(tour.before) or read_place(tour.before, 0)):
        yield found
    if lead and (found := _owner(lead[0].before)):
        yield found
    away = "".join(host.text for each in (tour, *lead) if each for host in each.hosts)
    if lead and not tour:
        named = (_owner(part, at_start=True) for part in reversed(title_parts(report.title)))
        yield from (found for found in named if found and found.text not in away)
    for line in (*report.signature.splitlines(), *_edges(report.text)):
        found = _owner(line[_BYLINE.match(line).end():], at_start=True) if _may_sign(line) else None
        if found and found.text not in away:
            yield found
    if report.kind == Kind.SPEECH and not (tour and tour.hosts):
        yield from scan(report.title)
    for own in _SELF.finditer(report.text, 0, 600):
        if found := _owner(report.text[own.end():own.end() + 30]):
            yield found


def _may_sign(line: str) -> bool:
    """Short, and no sentence: thanks to the hosts also end a report."""
    return len(line) <= _LINE and (line.startswith(("（", "(", "作者")) or not re.search("[，。！？；]", line))


def _edges(text: str) -> list[str]:
    lines = [line.strip() for line in text.strip().splitlines()]
    return [*reversed(lines[-3:]), *lines[:2]]


def _places(text: str) -> list[Mention]:
    """Places of a short text, masked and below county level ones included."""
    found, pos = [], 0
    while pos < len(text):
        place = read_place(text, pos, town=pos == 0)
        if place and (pos == 0 or not is_word(text, place)):
            found.append(place)
            pos = place.end
        else:
            pos += 1
    return found


def _owner(text: str, *, at_start: bool = False) -> Mention | None:
    """The place whose office, or delegation, this text names."""
    for place in _places(text):
        if at_start and place.start > 0:
            return None
        if _LISTED.search(text[:place.start]):
            continue
        if place.below.endswith(words("towns") + words("villages")) or _OFFICE.match(text, place.end):
            return place
    return None


def _named(found: Mention, context: Context) -> PlaceName:
    if not found.readings and not found.is_masked:  # a town: the text may name its county elsewhere
        fuller = next((each for each in context.mentions if each.below and each.text.endswith(found.text)), None)
        return context.name(fuller, context.resolve(fuller), below=True) if fuller else PlaceName(found.text)
    return context.name(found, context.resolve(found), below=bool(found.below))


def find_home_by_use(context: Context, hosts: Sequence[Division]) -> tuple[PlaceName, ...]:
    """The place the text treats as its own, for speeches and notes that nowhere say whose they are.

    It must be of the kind of 我市, 我县; hosts and what they lie in are out.
    """
    text = context.report.text
    kinds = Counter(_WE.findall(text))
    if not kinds:
        return ()
    ends = _KINDS.get(kinds.most_common(1)[0][0], "")
    away = {step.code for host in hosts for step in chain(host.code)}
    points: Counter[str] = Counter()
    for place in scan(text, bare=True):
        meant = context.resolve(place)
        if not meant or meant.code in away or meant.name[-1] not in ends or any(lies_in(meant, host) for host in hosts):
            continue
        if meant.level == Level.PROVINCE and ends != "省":
            continue
        own = _is_own(text, place)
        points[meant.code] += 3 if own else 1 if place.text not in load_ordinary() else 0
    (best, most), *rest = [*points.most_common(2), ("", 0)]
    if most < _ENOUGH or (rest and rest[0][1] * 2 > most):
        return ()
    return (PlaceName(division(best).name, best),)


def _is_own(text: str, place: Mention) -> bool:
    if text[place.start - 1:place.start] in ("、", "和", "与") or text[place.end:place.end + 1] == "、":
        return False  # one of a list
    around = text[max(0, place.start - 6):place.start] + "{}" + text[place.end:place.end + 5]
    return any(phrase in around for phrase in words("home"))
