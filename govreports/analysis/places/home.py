"""Who travelled, or whose document it is."""
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..lexicon.divisions import Division, Level, chain, division
from ..records import Kind, PlaceName
from ..words import crosses_word
from .mentions import Mention, either, is_word, lies_in, load_names, load_ordinary, read_place, scan, words
from .resolve import Context, Report
from .statements import DELEGATION, Tour, title_parts

_OFFICE = re.compile(rf"(?=[\s（(]|$)|[^，。；、：:\s“”《》]{{0,14}}?{either('offices')}")
# what follows is one more office, or a place of the tour
_LISTED = re.compile(r"(?:、|以及|会同|和|与|及|同|邀请|陪同|在|到|赴|往|对|考察|参观)$")
_PARTIES = "(?:中共|政协|共青团|中国共产党|中国人民政治协商会议)"
_BYLINE = re.compile(rf"[（(]?(?:作者系|作者单位[是为]?|作者|供稿|报送|来源)?[（(：:\s]*{_PARTIES}?")
_DELEGATION = re.compile(rf"[^，、\s]{{0,10}}{DELEGATION}")
_AUTHOR = re.compile("作者[系是为](?:中共)?")
_DATELINE = re.compile(r"本报(?=[^，。\s]{2,8}讯)")  # 本报崇左讯
_SENT = re.compile(r"赴[^，。；]{2,30}(?:考察|学习|调研)(?:考察|学习)?(?:组|团|小组)$")  # signed by the group that went
_SELF = re.compile(r"(?:我叫[^，。]{2,4}[，,]\s*)?(?:我是|我在|我来自|作为|身为)|我叫[^，。]{2,4}[，,]\s*(?:是|在|来自)?")
_WE = re.compile(r"[我全本咱]([省市州盟县旗区镇乡村])|([省市州县旗区])委、(?:[省市州县旗区]人民)?[省市州县旗区]?政府")
_KINDS = {"省": "省", "市": "市", "州": "州盟", "盟": "州盟", "县": "县旗", "旗": "旗", "区": "区"}
_KINDS |= dict.fromkeys("镇乡村", "县旗区")
_STAYED = re.compile("跟班|学习|挂职|培训|考察|[住待]了")
_SCHOOL = re.compile("大学|学院|学校|[中小]学|党校|公司|集团|银行|医院")
_PEOPLE = re.compile("人(?![均口大才次数工事力民])")  # 霍邱人不笨
_FIRST = re.compile(r"\s*(?:[^。\n]{1,20}[：:]\s*)?")
_MASK_START = re.compile(r"(?<![*×xX某])[*×xX某]")
_LINE = 60  # a signature or byline is no longer than this
_ENOUGH = 3  # points that make a place home: one for a mention, two more for a phrase of ownership


def find_home(tour: Tour | None, lead: Sequence[Tour], context: Context) -> tuple[PlaceName, ...]:
    """The place the report comes from, as the most telling source names it; empty when none does."""
    found = next(_sources(tour, lead, context.report), None)
    return (_named(found, context),) if found else ()


def _sources(tour: Tour | None, lead: Sequence[Tour], report: Report) -> Iterator[Mention]:
    """Places that title, tour sentence, signature, byline or the writer's own words give, best first."""
    if tour and (found := _owner(tour.before) or read_place(tour.before, 0) or _seat(tour.before)):
        yield found
    yield from _delegations(report.title)
    if (author := _AUTHOR.search(report.title)) and (found := read_place(report.title, author.end())):
        yield _without_street(found)
    if lead and (found := _owner(lead[0].before)):
        yield found
    away = "".join(host.text for each in (tour, *lead) if each for host in each.hosts)
    if lead and not tour:
        named = (_owner(part, at_start=True) for part in reversed(title_parts(report.title)))
        yield from (found for found in named if found and found.text not in away)
    if not (tour and tour.is_received):
        yield from filter(None, (read_place(report.text, line.end()) for line in _DATELINE.finditer(report.text, 0, _LINE)))
    for line in (*report.signature.splitlines(), *_edges(report.text)):
        found = _owner(line[_BYLINE.match(line).end():], at_start=True) if _may_sign(line) else None
        if found and found.text not in away:
            yield found
    if report.kind == Kind.SPEECH and not (tour and tour.hosts):
        yield from _of_meeting(report.title)
    for own in _SELF.finditer(report.text, 0, 600):
        after = report.text[own.end():own.end() + 30]
        found = _owner(after) or read_place(after, 0)
        if found and found.text not in away and not _STAYED.search(after):
            yield _without_street(found)


def _seat(office: str) -> Mention | None:
    """The city in the name of a school or firm: 阜阳师范学院附属中学."""
    for name, divisions in load_names().get(office[:2], ()) if _SCHOOL.search(office) else ():
        if office.startswith(name) and divisions and divisions[0].level != Level.COUNTY:
            return Mention(0, len(name), name, ((divisions[0],),))
    return None


def _delegations(title: str) -> Iterator[Mention]:
    """Whose delegation a title without a journey names: 崇礼代表团东北行."""
    for part in title_parts(title):
        for place in _places(part):
            if _DELEGATION.match(part, place.end) and not re.search("[赴到在对往、和与]$", part[:place.start]):
                yield place


def _of_meeting(title: str) -> Iterator[Mention]:
    """Whose meeting a speech was held at: 在XX市城市更新推进会上的讲话."""
    for place in _places(title.removeprefix("在")):
        if place.is_masked or (place.readings and place.text not in load_ordinary()):
            yield place


def _without_street(place: Mention) -> Mention:
    """Somebody of a community was sent by the district."""
    return replace(place, below="") if place.readings and place.below.endswith(("街道", "社区")) else place


def _may_sign(line: str) -> bool:
    """Short, and no sentence: thanks to the hosts also end a report."""
    return len(line) <= _LINE and (line.startswith(("（", "(", "作者")) or not re.search("[，。！？；]", line) or bool(_SENT.search(line)))


def _edges(text: str) -> list[str]:
    lines = [line.strip() for line in text.strip().splitlines()]
    return [*reversed(lines[-3:]), *lines[:2]]


def _places(text: str) -> list[Mention]:
    """Places of a short text, masked and below county level ones included."""
    found, pos = [], 0
    while pos < len(text):
        place = read_place(text, pos, town=pos == 0)
        if place and (pos == 0 or not (is_word(text, place) or crosses_word(text, place.start, place.end))):
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
        if place.below.endswith(words("towns") + words("villages")) or _OFFICE.match(text, place.end) or _SENT.match(text, place.end):
            return place
    return None


def _named(found: Mention, context: Context) -> PlaceName:
    if not found.readings and not found.is_masked:  # a town: the text may name its county elsewhere
        fuller = next((each for each in context.mentions if each.below and each.text.endswith(found.text)), None)
        return context.name(fuller, context.resolve(fuller), below=True) if fuller else PlaceName(found.text)
    return context.name(found, context.resolve(found), below=bool(found.below))


def find_home_by_use(
    context: Context, hosts: Sequence[Division], *, is_told: bool = False, hidden: Sequence[str] = ()
) -> tuple[PlaceName, ...]:
    """The place the text treats as its own, for speeches and notes that nowhere say whose they are.

    ``hidden`` are masked hosts; ``is_told`` where the text must be of a place that it names: then one that stands alone needs no more.
    It must be of the kind of 我市, 我县; hosts and what they lie in are out. A prefecture is also told by its districts.
    """
    text = context.report.text
    kinds = Counter(one or other for one, other in _WE.findall(text))
    ends = _KINDS.get(kinds.most_common(1)[0][0], "") if kinds else "市县区旗州盟"
    away = {step.code for host in hosts for step in chain(host.code)}
    points, parts, in_full = Counter(), set(), set()
    opens = _FIRST.match(text).end()  # 如东县60周岁以上老年人口…: what a report speaks of first
    for place in scan(text, bare=True):
        meant = context.resolve(place)
        if not meant or meant.code in away or any(lies_in(meant, host) for host in hosts):
            continue
        is_full = place.text.endswith(meant.name)
        if not place.is_chain and crosses_word(text, place.start, place.end):
            continue
        if place.text not in load_ordinary():
            parts.add(meant.code)
        if meant.name[-1] in ends and (meant.level != Level.PROVINCE or ends == "省"):
            is_own = _is_own(text, place) or (place.start == opens and place.text not in load_ordinary())
            points[meant.code] += 3 if is_own else 1 if place.text not in load_ordinary() else 0
            in_full |= {meant.code} if is_full else set()
    for code in points if "市" in ends else ():
        points[code] += sum(lies_in(division(part), division(code)) for part in parts)
    best = next((code for code, _ in points.most_common(1)), "")
    others = [times for code, times in points.items() if code != best and times and not lies_in(division(code), division(best))]
    is_alone = bool(best) and not others and (is_told or (bool(kinds) and (best in in_full or points[best] > 1)))
    if not is_alone and (points[best] < _ENOUGH or max(others, default=0) * 2 > points[best]):
        return _masked_home(context, hidden)
    return (PlaceName(division(best).name, best),)


def find_home_of_title(context: Context, hosts: Sequence[Division]) -> tuple[PlaceName, ...]:
    """石屏县豆制品产业考察笔记: the place that opens title or subtitle, where others were visited."""
    for part in title_parts(context.report.title):
        opening = read_place(part, 0)
        meant = opening and context.resolve(opening)
        if meant and opening.text.endswith(meant.name) and not any(lies_in(host, meant) or host.code == meant.code for host in hosts):
            return (context.name(opening, meant),)
    return ()


def _masked_home(context: Context, hosts: Sequence[str]) -> tuple[PlaceName, ...]:
    """优化XX县营商环境: a hidden name with a word of ownership, or the one that keeps coming."""
    text = context.report.text
    read = (read_place(text, start.start()) for start in _MASK_START.finditer(text))
    masks = [mask for mask in read if mask and mask.is_masked and not mask.readings and mask.text not in hosts]
    own = dict.fromkeys(mask.text for mask in masks if _is_own(text, mask))
    kinds = {one or other for one, other in _WE.findall(text)}
    often = [name for name, times in Counter(mask.text for mask in masks).items() if times > 1 and name[-1] in kinds]
    found = list(own) or often
    return (PlaceName(found[0]),) if len(found) == 1 else ()


def _is_own(text: str, place: Mention) -> bool:
    before, after = text[max(0, place.start - 6):place.start], text[place.end:place.end + 5]
    if after.startswith("、") or before.endswith("、"):
        return False  # one of a list
    if before.endswith(("和", "与")):
        before = ""
    return bool(_PEOPLE.match(after)) or any(phrase in f"{before}{{}}{after}" for phrase in words("home"))
