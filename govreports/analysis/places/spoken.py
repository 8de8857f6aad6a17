"""Which hosts a passage speaks of: the stage after roles and passages, so that a city's page shows only what is about it.

In come passages in reading order with the headings and places of their report, out comes for each the hosts it speaks of,
with what says so. Named hosts come first; a passage that names none is told by its heading, by words such as 当地, or by what
stands before it. Duties at home and home itself speak of no host unless they name one.
"""
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..heading_paths import open_headings
from ..lexicon.divisions import chain
from ..records import Evidence, Heading, Passage, PlaceMark, PlaceName, Places, Role
from .host_names import HOME, HostNames, Named, by_name, host_names, sites_in
from .mentions import either, words

_NUMBERS = dict(zip("两二三四五六七八", (2, 2, 3, 4, 5, 6, 7, 8), strict=True))
# 三市, 三座城市 at the start of a clause or after such a word; not "新华、卫东、湛河三区", which ends a list, often of one's own
_COUNTED = re.compile(r"(?:(?<![、\u4e00-\u9fff])|(?<=[这那此该在看到是把与和同从让]))"
                      r"([两二三四五六七八])(?:[个座]?城市|个?地方|个?[地市县区镇村省])(?![政委直里级内长属])")
_ALL = re.compile("".join(f"(?<!{re.escape(word)})" for word in words("not_all_hosts")) + either("all_hosts"))
_SEVERAL, _OWN = (re.compile(either(name)) for name in ("refers_to_several", "own"))
_REFERS = re.compile(f"{either('refers')}|(?<![^，。；：！？“‘—])(?:可|而|但)?{either('refers_as_subject')}")  # not "把他们当干活的看"
_QUOTED = re.compile("“[^”]*”")
_REGION = re.compile(r"(?:赴|到|去)([\u4e00-\u9fff]{2,3}?)(?:等地)?(?:学习|考察|调研|参观|取经|观摩)")
_CUT = re.compile("[，。；：！？]|考察|参观|察看|走访|学习|召开")
_LIST_GAP = 4  # characters between two hosts of one list: 昆山市、张家港市

Found = dict[int, tuple[Evidence, str]]  # host -> what says so, and the code of what is named


@dataclass(slots=True)
class _Section:
    """What has been said so far under the headings now open."""

    path: tuple[int, ...] = ()
    last: int | None = None  # the host spoken of last
    heard: tuple[int, ...] = ()  # all hosts spoken of, in order
    paragraph: int = -1
    closes: frozenset[int] | None = None  # hosts of the paragraph as long as only facts of hosts stand in it
    is_home: bool = False  # the paragraph has turned to home


class _Report:
    """One report read for its hosts; ``mark`` is asked once for each passage, in order."""

    def __init__(self, headings: Sequence[Heading], places: Places, names: HostNames, region: str) -> None:
        self.headings, self.places, self.names, self.region = headings, places, names, region
        self.all = tuple(range(len(places.hosts)))
        self.tops = tuple(n for n in self.all if not any(_lies_in(places.hosts[n], other) for other in places.hosts))
        self.under = [self._of_heading(heading.text) for heading in headings]

    def mark(self, passage: Passage, path: Sequence[int], section: _Section) -> Found:
        _enter(section, tuple(path), passage)
        mentions = [each for each in self.names.find(passage.text) if HOME not in each.meaning.hosts]
        found = self._named(mentions)
        for host, reason in self._all_of(passage, section, mentions).items():
            if host not in found or found[host][1]:  # "around" says less than "all"
                found[host] = reason
        if not found and passage.role in (Role.LEARNED, Role.REALIZED):
            tell = self._of_learned if passage.role is Role.LEARNED else self._of_realized
            found = tell(passage, path, section)
        section.is_home = not found and (section.is_home or self._is_home(passage.text))
        _note(section, passage, found, mentions)
        return found

    def _named(self, mentions: Sequence[Named]) -> Found:
        found: Found = {}
        for each in sorted(mentions, key=lambda each: (bool(each.meaning.code), each.meaning.is_part)):
            kind = "part" if each.meaning.is_part else "around" if each.meaning.code else "cue"
            for host in each.meaning.hosts:
                found.setdefault(host, (Evidence(kind, each.text, 1.0), each.meaning.code))
        return found

    def _all_of(self, passage: Passage, section: _Section, mentions: Sequence[Named]) -> Found:
        """What 三市, 两地, 各地 or the name of their region stand for."""
        if passage.role is Role.ACTION or len(self.all) < 2:
            return {}
        if self.region and self.region in passage.text:
            return self._each(self.all, "all", self.region)
        for word in _COUNTED.finditer(passage.text):
            number = _NUMBERS[word[1]]
            for group in (self.tops, self.all, section.heard):
                if len(group) == number:
                    return self._each(group, "all", word[0])
        word = _ALL.search(passage.text)
        return self._each(self.all, "all", word[0]) if word and not mentions and not self._is_home(passage.text) else {}

    def _of_learned(self, passage: Passage, path: Sequence[int], section: _Section) -> Found:
        if len(self.all) == 1:
            return self._each(self.all, "only", self.places.hosts[0].name)
        if found := self._above(path):
            return found
        return self._each((section.last,), "neighbour", self.places.hosts[section.last].name) if section.last is not None else {}

    def _of_realized(self, passage: Passage, path: Sequence[int], section: _Section) -> Found:
        """Only where it refers to hosts, stands under one, or closes a paragraph on one; not where it turns to home."""
        several = _SEVERAL.search(passage.text)
        if several and section.heard:
            return self._each(section.heard, "refers", several[0])
        if self._is_home(passage.text):
            return {}
        word = _REFERS.search(passage.text)
        last = self.all[0] if len(self.all) == 1 else section.last
        if word and last is not None:
            return self._each((last,), "refers", word[0])
        if section.is_home:
            return {}
        if found := self._above(path):
            return found
        only = section.closes if section.closes and len(section.closes) == 1 else ()
        return self._each(only, "neighbour", self.places.hosts[next(iter(only))].name) if only else {}

    def _above(self, path: Sequence[int]) -> Found:
        """The hosts the nearest heading names, unless it names all of them."""
        for index in reversed(path):
            if self.under[index]:
                return {host: (Evidence("heading", self.headings[index].text, 0.8), "") for host in self.under[index]}
        return {}

    def _of_heading(self, heading: str) -> frozenset[int]:
        hosts = {host for each in self.names.find(heading) for host in each.meaning.hosts if host != HOME}
        return frozenset(hosts) if len(hosts) < len(self.all) or len(self.all) == 1 else frozenset()

    def _each(self, hosts: Sequence[int] | frozenset[int], kind: str, text: str) -> Found:
        return {host: (Evidence(kind, text, 0.6), "") for host in hosts}

    def _is_home(self, text: str) -> bool:
        """Speaks of home, by name or as 我市; what hosts say of themselves in quotation marks does not count."""
        return bool(_OWN.search(_QUOTED.sub("", text))) or any(HOME in each.meaning.hosts for each in self.names.find(text))


def mark_places(
    passages: Sequence[Passage], headings: Sequence[Heading], *, places: Places, title: str = ""
) -> list[tuple[PlaceMark, ...]]:
    """For each passage the hosts it speaks of, in the order of the hosts; none for most of what is about home.

    Passages stand in reading order. ``PlaceMark.code`` is that of the host, or of a division around it where only that is named.

    >>> texts = ["徐州把矿坑修成湖。", "当地的人爱去。", "扬州的公园不收门票。", "两市都舍得。", "我市年内建成。"]
    >>> roles = [Role.LEARNED, Role.LEARNED, Role.LEARNED, Role.REALIZED, Role.ACTION]
    >>> passages = [Passage(n, n + 1, text, n, None, role, 1.0) for n, (text, role) in enumerate(zip(texts, roles))]
    >>> hosts = (PlaceName("徐州市", "320300"), PlaceName("扬州市", "321000"))
    >>> [[mark.place.name for mark in marks] for marks in mark_places(passages, [], places=Places((), hosts))]
    [['徐州市'], ['徐州市'], ['扬州市'], ['徐州市', '扬州市'], []]
    """
    if not places.hosts:
        return [() for _ in passages]
    names, paths = host_names(places.hosts, places.origin, title), open_headings([each.start for each in passages], headings)
    region = _region(title, names)
    found = _mark_all(_Report(headings, places, names, region), passages, paths)
    if len(places.hosts) > 1 and (sites := _sites(passages, found, names)):
        found = _mark_all(_Report(headings, places, names.with_sites(sites), region), passages, paths)
    return [
        tuple(PlaceMark(places.hosts[host], code or places.hosts[host].code, (why,)) for host, (why, code) in sorted(each.items()))
        for each in found
    ]


def _mark_all(report: _Report, passages: Sequence[Passage], paths: Sequence[Sequence[int]]) -> list[Found]:
    section = _Section()
    return [report.mark(passage, path, section) for passage, path in zip(passages, paths, strict=True)]


def _enter(section: _Section, path: tuple[int, ...], passage: Passage) -> None:
    """Under another heading what was said last no longer counts; in another paragraph it does."""
    if path != section.path:
        section.path, section.last, section.heard = path, None, ()
    if passage.paragraph != section.paragraph:
        section.paragraph, section.closes, section.is_home = passage.paragraph, frozenset(), False


def _note(section: _Section, passage: Passage, found: Found, mentions: Sequence[Named]) -> None:
    is_fact = passage.role is Role.LEARNED
    section.closes = section.closes | found.keys() if is_fact and section.closes is not None else None
    if is_fact:
        section.heard = tuple(dict.fromkeys((*section.heard, *found)))
    if passage.role in (Role.LEARNED, Role.CONTEXT) and found:
        by_name = [next(iter(each.meaning.hosts)) for each in mentions if len(each.meaning.hosts) == 1]
        section.last = next(iter(found)) if len(found) == 1 else by_name[-1] if by_name and is_fact else None


def _sites(passages: Sequence[Passage], found: Sequence[Found], names: HostNames) -> dict[str, int]:
    """Names of sites by the one host they belong to; a word that duties at home use as well is no name.

    What stands beside the name of a host counts before what stands where only its heading, or the passage before, tells of one.
    """
    told = [pair for pair in zip(passages, found, strict=True) if pair[1] and pair[0].role in (Role.LEARNED, Role.CONTEXT)]
    at_home = "\n".join(passage.text for passage, marks in zip(passages, found, strict=True) if passage.role is Role.ACTION and not marks)
    beside = by_name(pair for passage, _ in told for pair in _sites_beside(passage.text, names))
    alone = by_name((name, next(iter(marks))) for passage, marks in told if len(marks) == 1 and not names.find(passage.text)
                     for name in sites_in(passage.text))
    return {name: next(iter(hosts)) for name, hosts in (alone | beside).items() if len(hosts) == 1 and name not in at_home}


def _sites_beside(text: str, names: HostNames) -> Iterator[tuple[str, int]]:
    """Sites with the host named before them."""
    mentions = [each for each in names.find(text) if len(each.meaning.hosts) == 1]
    for number, each in enumerate(mentions):
        host = next(iter(each.meaning.hosts))
        end = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        if host == HOME:
            continue
        if number and each.start - mentions[number - 1].end <= _LIST_GAP and host not in mentions[number - 1].meaning.hosts:
            cut = _CUT.search(text, each.end, end)  # the last of a list: only what stands right at it is its own
            end = cut.start() if cut else end
        yield from ((name, host) for name in sites_in(text[each.end:end]))


def _region(title: str, names: HostNames) -> str:
    """What a title calls the hosts together: 苏南 of 赴苏南学习考察."""
    found = _REGION.search(title)
    return found[1] if found and not names.find(found[1]) else ""


def _lies_in(place: PlaceName, other: PlaceName) -> bool:
    return bool(place.code and other.code and place.code != other.code and other.code in {step.code for step in chain(place.code)})
