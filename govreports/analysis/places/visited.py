"""Which places were visited and learned from."""
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..lexicon.divisions import Division, Level, chain, division
from ..records import PlaceName
from .mentions import Mention, lies_in, load_areas, load_ordinary, read_place, scan
from .resolve import Context
from .statements import Tour, visited_sites

_COUNT = re.compile(r"([两二三四五六七八])(?:省|市|县|区|地|城|座城市)")
_NUMBERS = dict(zip("两二三四五六七八", (2, 2, 3, 4, 5, 6, 7, 8), strict=True))
_NUMBER = re.compile(r"^[\s（(]*(?:第?[一二三四五六七八九十]+[、.．)）站是]|\d+[、.．)）]|\d+月\d+日[^\u4e00-\u9fff]*)*\s*")
_OFTEN = 3  # mentions that make a place a host when only the text can tell


@dataclass(frozen=True, slots=True)
class Host:
    """A place found, with what it means; ``division`` is None where masked or unsure."""

    mention: Mention
    division: Division | None
    is_village: bool = False

    @property
    def is_province(self) -> bool:
        """A province in the everyday sense: not Beijing, not Hong Kong."""
        return bool(self.division) and self.division.name.endswith(("省", "自治区")) and not self.mention.below

    @property
    def is_cut(self) -> bool:
        """Whether only the city of a chain was kept, since what follows may be a site: 武汉青山红钢城."""
        return bool(self.division) and not (self.mention.is_masked or self.mention.below) and not self.mention.text.endswith(
            (self.division.name, self.division.short_name))

    @property
    def is_bare_mask(self) -> bool:
        return self.mention.is_masked and not re.search(r"[\u4e00-\u9fff]", self.mention.text.replace("某", ""))


def resolve_all(mentions: Iterable[Mention], context: Context, beside: Sequence[Division] = (),
                *, villages: Iterable[str] = ()) -> list[Host]:
    """What mentions of one list mean, in the order given; the sure ones help with the others.

    ``villages`` are names of places below county level that are hosts themselves.
    """
    mentions = list(mentions)
    near = [*beside, *(each.candidates[0] for each in mentions if len(each.candidates) == 1)]
    villages, areas = tuple(villages), tuple(load_areas())
    return [
        Host(each, None if each.is_masked else context.resolve(each, near), each.below.endswith(villages) or each.below.startswith(areas))
        for each in mentions
    ]


def covers(area: Host, place: Host) -> bool:
    """Whether ``place`` says the same as ``area`` or more precisely."""
    if area.is_village and place.is_village:
        return area.mention.below in place.mention.below
    if not area.division or not place.division:
        return {each.name for each in area.mention.candidates} & {each.name for each in place.mention.candidates} != set()
    if area.division.is_former != place.division.is_former:  # 巢湖市 of a title is the former one of 巢湖市居巢区
        return any(step.short_name == area.division.short_name for step in chain(place.division.code))
    return area.division.code == place.division.code or lies_in(place.division, area.division)


def find_hosts(titled: list[Host], toured: list[Host], sites: list[Host]) -> list[Host]:
    """Put together what title and tour sentences say: the finer name wins, provinces give way.

    A city and a district in it both stay when the sentence first names the city as a stop of its own.
    """
    hosts: list[Host] = []
    for place in toured:
        is_told_finer = place.is_cut and any(covers(place, each) and not covers(each, place) for each in titled)
        if not is_told_finer and not any(covers(place, each) for each in hosts):
            hosts.append(place)
    hosts += [each for each in titled if not any(covers(each, place) for place in hosts)]
    for place in sites:
        if any(covers(each, place) for each in hosts) and not any(covers(place, each) for each in hosts):
            hosts.append(place)
    among_provinces = any(each.is_province for each in hosts)
    return [each for each in hosts if not _is_vague(each, hosts, among_provinces)]


def _is_vague(area: Host, hosts: list[Host], among_provinces: bool) -> bool:
    """Whether a province, or a municipality named in a row with provinces, is told more finely by another host."""
    is_wide = area.division and area.division.level == Level.PROVINCE and (area.is_province or among_provinces)
    return bool(is_wide) and any(each.division and lies_in(each.division, area.division) for each in hosts)


def sites_of(tour: Tour, text: str) -> list[Mention]:
    """Places named in full as looked at in the rest of the paragraph after a tour sentence."""
    end = text.find("\n", tour.start)
    found = visited_sites(text, tour.start, end if end > 0 else len(text))
    return [each for each in found if any(each.text.startswith(reading[-1].name) or each.is_chain for reading in each.readings)]


def hosts_of_headings(headings: Sequence[str], context: Context) -> list[Host]:
    """Places that open a heading: 一、成都武侯：…, （一）海盐场."""
    opened = []
    for heading in headings:
        start = _NUMBER.match(heading).end()
        place = read_place(heading, start)
        if place and place.readings:
            opened.append(place)
    return resolve_all(opened, context)


def hosts_of_title(title: str, context: Context, home: Sequence[Division]) -> list[Host]:
    """Places a title names without a word for travelling, when the text keeps writing of them."""
    found = resolve_all(scan(title, bare=True), context)
    found = [each for each in found if each.division and not is_part_of(each, home)]
    return [each for each in found if context.stated[each.division.code] >= _OFTEN]


def hosts_by_use(context: Context, *, count: int | None, away: Sequence[Division] = ()) -> list[Host]:
    """The places most written of, for reports that hide or leave out where they went.

    ``away`` are places that cannot be hosts. With ``count`` so many, else those named nearly as often as the first.
    """
    places: dict[str, Host] = {}
    used: Counter[str] = Counter()
    for mention in scan(context.report.text):
        meant = context.resolve(mention)
        if not meant or meant.level == Level.PROVINCE:
            continue
        if any(meant.code == each.code or lies_in(meant, each) or lies_in(each, meant) for each in away):
            continue
        used[meant.code] += 1
        places.setdefault(meant.code, Host(mention, meant))
    ranked = [(code, times) for code, times in used.most_common() if times >= (_OFTEN if count != 1 else 2 * _OFTEN)]
    if count is None:
        ranked = [(code, times) for code, times in ranked if times * 3 >= ranked[0][1]]
    return [places[code] for code, _ in ranked[:count]]


def told_finer(hosts: list[Host], context: Context) -> list[Host]:
    """A city gives way to its one district where the text hardly names the city and keeps writing of the district."""
    named: dict[str, Counter[str]] = {}
    beside = [each.division for each in hosts if each.division]
    for mention in context.mentions:
        meant = context.resolve(mention, beside)
        if meant and (mention.is_chain or mention.text not in load_ordinary()):
            named.setdefault(meant.parent if meant.level == Level.COUNTY else meant.code, Counter())[meant.code] += 1
    finer = []
    for host in hosts:
        counts = named.get(host.division.code, Counter()) if host.division and not host.is_village else Counter()
        (best, times), *others = [*((code, times) for code, times in counts.most_common() if code != host.division.code), ("", 0)]
        is_finer = times >= _OFTEN and len(others) < 2 and times > counts[host.division.code]
        is_finer = is_finer and (division(best).name.endswith("区") or counts[host.division.code] <= 1)  # once: in the title
        finer.append(Host(Mention(0, 0, division(best).name, (chain(best),)), division(best)) if is_finer else host)
    return finer


def stated_count(title: str, text: str) -> int | None:
    """How many places 三市, 两地 say there were; the title counts before the text."""
    found = _COUNT.search(title) or _COUNT.search(text[:1500])
    return _NUMBERS[found[1]] if found else None


def name_hosts(hosts: Iterable[Host], context: Context) -> tuple[PlaceName, ...]:
    """Names in order, each once. A level named once holds for what follows in it: 贵州省黎平县、雷山县."""
    names: dict[PlaceName, None] = {}
    carried: set[str] = set()
    for each in hosts:
        names.setdefault(context.name(each.mention, each.division, below=each.is_village, carried=carried))
        carried = {step.code for reading in each.mention.readings for step in reading[:-1]} or carried
    return tuple(names)


def is_part_of(host: Host, areas: Sequence[Division]) -> bool:
    """Whether a place is one of these areas, or lies in one."""
    codes = {step.code for step in chain(host.division.code)} if host.division else set()
    return any(area.code in codes for area in areas)
