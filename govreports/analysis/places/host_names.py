"""What a text may call the hosts of its report: own names, parts, sites, what lies around them. Read by ``spoken``.

In come the places of a report, out comes one pattern for all names and what each of them means.
"""
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_list
from ..lexicon.divisions import Division, Level, chain, customary_names, load_divisions
from ..records import PlaceName
from .mentions import either, load_ordinary, read_place, words

HOME = -1  # stands where the index of a host stands elsewhere
_BELOW_SEAT = re.compile("(?:街道|社区|嘎查|苏木|镇|乡|村)$")
_TOWN = re.compile(".+?(?:街道|镇|乡|苏木)(?=.)")
_MASK = re.compile(r"[*＊×✕#＃○〇某]|(?<![A-Za-z])[xXｘＸ]{2}")
_NOT_A_HOST = re.compile(f"{either('not_a_host')}(?!网)")
# The shortest stem, then all that can be an end: 潘安湖湿地公园, but 马庄村 of 马庄村民
_SITE = re.compile(rf"(?P<stem>[\u4e00-\u9fff]{{1,7}}?)(?P<end>{either('site_ends')})(?!{either('site_ends')})")
_NO_SITE = re.compile(f"{either('no_site_starts')}|[一二三四五六七八九十]{either('no_site_after_number')}")
_JOINTS = re.compile(f"(?:[^\u4e00-\u9fff]|{either('site_joints')})+")
_TOWN_STEM, _PLAIN_STEM = 2, 3  # characters a village, and another site, needs to go by its stem alone


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for."""

    hosts: frozenset[int]  # indexes, or HOME alone
    code: str = ""  # what is named, where it lies around the hosts: 330100 for 杭州 of 杭州市拱墅区
    is_part: bool = False  # a county, town or site of the host


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a text."""

    start: int
    end: int
    text: str
    meaning: Meaning


class HostNames:
    """The names of one report's hosts; nothing here changes after the start.

    Looked up by their first two characters: a pattern of all names takes longer to compile than a report to read.
    """

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = dict(meanings)
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self.meanings, key=len, reverse=True):
            self._by_start.setdefault(name[:2], []).append(name)
        self._first = re.compile(f"[{re.escape(''.join({start[0] for start in self._by_start}))}]")
        self.find = cache(self._find)  # a passage is asked for several times; lives as long as the report is read

    def _find(self, text: str) -> list[Named]:
        """Names in order; longer ones win: 张家港市 before 张家港."""
        found, after = [], 0
        for first in self._first.finditer(text):
            at = first.start()
            if at < after:
                continue
            name = next((each for each in self._by_start.get(text[at:at + 2], ()) if text.startswith(each, at)), "")
            if name and not _NOT_A_HOST.match(text, at + len(name)) and not (at and _is_mask(name) and _is_mask(text[at - 1])):
                after = at + len(name)
                found.append(Named(at, after, name, self.meanings[name]))
        return found

    def with_sites(self, sites: Mapping[str, int]) -> "HostNames":
        """Also sites by host; names already known keep their meaning."""
        return HostNames({name: Meaning(frozenset({host}), is_part=True) for name, host in sites.items()} | self.meanings)


def _is_mask(name: str) -> bool:
    return name[0] in "*＊×✕#＃○〇xXｘＸ"


def host_names(hosts: Sequence[PlaceName], origin: Sequence[PlaceName], title: str = "") -> HostNames:
    """All names that mean a host or home.

    Own names win over parts, parts over what lies around; a part of two hosts means neither. A mask that home bears as well is no name.
    Short names that are words (中山, 大理) count where the title of the report calls a host so.

    >>> names = host_names([PlaceName("徐州市", "320300"), PlaceName("杭州市拱墅区", "330105")], [PlaceName("平顶山市", "410400")])
    >>> [(found.text, sorted(found.meaning.hosts)) for found in names.find("徐州贾汪和杭州都说，鹰城平顶山……")]
    [('徐州', [0]), ('贾汪', [0]), ('杭州', [1]), ('平顶山', [-1])]
    """
    own, parts = (by_name((name, number) for number, host in enumerate(hosts) for name in read(host)) for read in (_own, _parts))
    for number, host in enumerate(hosts):
        division, below = _read(host)
        if division and not below and division.short_name in title:
            own.setdefault(division.short_name, set()).add(number)
    around: dict[str, tuple[set[int], str]] = {}
    for number, host in enumerate(hosts):
        for name, code in _around(host):
            around.setdefault(name, (set(), code))[0].add(number)
    homes = {step.code for each in origin if each.code for step in chain(each.code)}
    meanings = {name: Meaning(frozenset(found), code) for name, (found, code) in around.items() if code not in homes}
    meanings |= {name: Meaning(frozenset(found), is_part=True) for name, found in parts.items() if len(found) == 1}
    at_home = {name for each in origin for name in _own(each)}
    meanings |= {name: Meaning(frozenset({HOME})) for each in origin for name in (*_own(each), *_parts(each, full_only=True))}
    meanings |= {name: Meaning(frozenset(found)) for name, found in own.items() if name not in at_home or not _MASK.search(name)}
    return HostNames(meanings)


def by_name(pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """The hosts that each name stands for."""
    found: dict[str, set[int]] = {}
    for name, host in pairs:
        found.setdefault(name, set()).add(host)
    return found


def _own(place: PlaceName) -> Iterator[str]:
    """杭州市拱墅区 -> 拱墅区, 拱墅; 张家港市南丰镇永联村 -> 南丰镇永联村, 永联村, 永联; a mask as it stands."""
    yield place.name
    division, below = _read(place)
    if below:
        last = _TOWN.sub("", below)
        yield from (below, last, *(stem for stem in [_BELOW_SEAT.sub("", last)] if len(stem) > 1 and stem not in load_ordinary()))
    elif division and not _MASK.search(place.name):
        yield from _names(division, ordinary=_plain_words())


def _read(place: PlaceName) -> tuple[Division | None, str]:
    """The division a name gives, and what it names below it; without code what the name itself tells."""
    found = read_place(place.name, 0)
    lowest = next((each for each in found.candidates if each.code == place.code or not place.code), None) if found else None
    division = lowest or next(iter(load_divisions().by_code.get(place.code or "", ())), None)
    return division, found.below if found and lowest else ""


def _names(division: Division, *, ordinary: frozenset[str]) -> Iterator[str]:
    yield division.name
    yield from customary_names(division.name)
    if division.short_name not in ordinary:
        yield division.short_name


def _parts(place: PlaceName, *, full_only: bool = False) -> Iterator[str]:
    """Names of the divisions within a city (GB/T 2260); a short one that is a word, or a bigger place elsewhere, is left out."""
    division, below = _read(place)
    if not division or below or division.level == Level.COUNTY:
        return
    for part in _divisions_within(division.code):
        yield part.name
        if not full_only and _is_safe(part):
            yield part.short_name


@cache
def _divisions_within(code: str) -> tuple[Division, ...]:
    """Of a city; of a province, or of a city that is one, all its cities and counties."""
    start = code[:2] if code.endswith("0000") else code[:4]
    return tuple(each for key, row in load_divisions().by_code.items() if key.startswith(start) and key != code for each in row)


@cache
def _is_safe(part: Division) -> bool:
    """Whether the short name of a part is neither a word nor the name of a bigger place elsewhere."""
    if part.short_name in _plain_words() or part.short_name in load_ordinary():
        return False
    return all(each.level == Level.COUNTY or each.code[:4] == part.code[:4] for each in load_divisions().by_name.get(part.short_name, ()))


def _around(place: PlaceName) -> Iterator[tuple[str, str]]:
    """Names and codes of the divisions a host lies in."""
    division, below = _read(place)
    if division:
        for step in chain(division.code if below else division.parent):
            yield from ((name, step.code) for name in _names(step, ordinary=_plain_words()))


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(load_list("ordinary_names")["names"].split())


def sites_in(text: str) -> Iterator[str]:
    """What looks like the name of a site, and its shorter form where that is safe.

    >>> list(sites_in("看了潘安湖湿地公园和边上的马庄村"))
    ['潘安湖湿地公园', '潘安湖', '马庄村', '马庄']
    """
    for run in _JOINTS.split(text):
        found = _SITE.match(run)
        if not found or _NO_SITE.match(run):
            continue
        yield found[0]
        stem = found["stem"]
        if len(stem) >= (_TOWN_STEM if found["end"] in words("goes_by_stem") else _PLAIN_STEM) and stem not in load_ordinary():
            yield stem
