"""Whose a fact is: the host's, home's, another place's. Nearest name or pronoun before it, and the role of the passage.

A passage that was learned speaks of the hosts and a measure to be taken of home, unless its words say otherwise;
under the other roles only words decide.
"""
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_list
from ..lexicon.divisions import Division, Level, chain, load_divisions
from ..records import PlaceName, Places, Role, Whose
from .lists import either, words

KIND_END = re.compile("[市县区州旗盟省]")
SUFFIX = re.compile("(?:特别行政区|自治州|自治县|自治区|新区|省|市|区|县|旗|镇|乡|村)$")
SENTENCE = re.compile("[。！？\n]")
CLAUSE = re.compile("[。！？；，：\n]")
BEFORE_NAME = {"", *"，。、；：！？“（ \n在到赴与和比从由对像如是把让给的省及同跟以"}  # 天水 of 冬天水压 is no city
MASKS = set("*＊×✕xXｘＸ#某○〇")
LONGEST_NAME = 8  # characters of a division's name that are tried in running text


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a passage."""

    start: int
    end: int
    whose: Whose
    place: str = ""  # empty of a pronoun that names nobody


@cache
def load_pronouns() -> re.Pattern[str]:
    sides = [f"(?P<{side}>{either(f'whose.{side}')})" for side in ("home", "host", "whole")]
    first = {word[0] for side in ("home", "host", "whole") for word in words(f"whose.{side}")}
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{'|'.join(sides)})")  # the first characters alone decide most places


@cache
def load_against() -> re.Pattern[str]:
    """What stands before a place that is only compared with, or learned from."""
    return re.compile(rf"{either('whose.against')}(?:[^，。；、的]{{0,3}}、)?$")


@cache
def load_not_place() -> re.Pattern[str]:
    return re.compile(either("whose.not_place"))


@cache
def load_visited() -> re.Pattern[str]:
    """先后到东营、盐城走了11个点位: what was done there the visitors did."""
    return re.compile(rf"{either('whose.visited')}(?:[^，。；的]{{0,20}}、)?[^，。；、的]{{0,6}}$")


@cache
def load_ordinary() -> frozenset[str]:
    """Short names that are everyday words (平安, 和平)."""
    return frozenset(load_list("places")["ordinary"].split())


@cache
def load_cities() -> dict[str, Division]:
    """Short names of provinces and cities that are not everyday words (深圳, 苏州)."""
    ordinary = load_ordinary()
    return {
        name: found[0] for name, found in load_divisions().by_name.items() if len(name) == 2 and name not in ordinary
        and found[0].level != Level.COUNTY and not found[0].is_former and name == found[0].short_name
    }


class Owners:
    """The two sides of a report; asked for every passage, never changed."""

    def __init__(self, places: Places) -> None:
        hosts, home = _names(places.hosts), _names(places.origin)
        shared = hosts.keys() & home.keys()
        self.names = {name: (Whose.HOST, place) for name, place in hosts.items() if name not in shared}
        self.names |= {name: (Whose.HOME, place) for name, place in home.items() if name not in shared}
        self.codes = [(place.code, Whose.HOST) for place in places.hosts if place.code]
        self.codes += [(place.code, Whose.HOME) for place in places.origin if place.code]
        self.only_host = places.hosts[0].name if len(places.hosts) == 1 else ""
        self.home = places.origin[0].name if len(places.origin) == 1 else ""
        self.longest_first = sorted(self.names, key=len, reverse=True)

    def read(self, text: str, role: Role, carried: Mention | None = None) -> "Said":
        """``carried`` is the last host named before in the paragraph."""
        return Said(self, text, role, carried)

    def place_at(self, text: str, start: int, *, short: bool = False) -> Mention | None:
        """The place whose name begins exactly here; with ``short`` also one in its short form that is no city (昆山)."""
        known = next((name for name in self.longest_first if text.startswith(name, start)), "")
        if known:
            end = start + len(known)
            whose, place = self.names[known]
            longer = self._division_at(text, start, short=False)
            return longer if longer and longer.end > end else Mention(start, end, whose, place)
        return self._division_at(text, start, short=short)

    def _division_at(self, text: str, start: int, *, short: bool) -> Mention | None:
        names = load_divisions().by_name
        for end in range(min(len(text), start + LONGEST_NAME), start + 1, -1):
            name = text[start:end]
            if (found := names.get(name)) and (name == found[0].name or name in load_cities() or (short and name not in load_ordinary())):
                whole = self._division_at(text, end, short=False) if found[0].level != Level.COUNTY else None
                if whole and whole.place:
                    return Mention(start, whole.end, whole.whose, text[start:whole.end])
                return Mention(start, end, self.side_of(found), name)
        return None

    def side_of(self, found: Sequence[Division]) -> Whose:
        """Host or home where the division is one of them or lies in one; untold where they lie in it; else another."""
        sides = {side for code, side in self.codes for each in found if _lies_in(each.code, code)}
        if not sides and any(_lies_in(code, each.code) for code, _ in self.codes for each in found):
            return Whose.UNTOLD
        if sides or Whose.HOME not in {side for _, side in self.codes}:  # where home is not known, any place may be it
            return sides.pop() if len(sides) == 1 else Whose.UNTOLD
        return Whose.OTHER

    def named(self, text: str) -> Iterator[Mention]:
        """Places in running text: those of the report in any form, others by full name or as a city."""
        names, cities = load_divisions().by_name, load_cities()
        found = [Mention(at, at + len(name), *self.names[name]) for name in self.longest_first for at in _places_of(name, text)]
        for kind in KIND_END.finditer(text):
            for start in range(max(0, kind.end() - LONGEST_NAME), kind.end() - 2):
                if (known := names.get(text[start:kind.end()])) and known[0].name == text[start:kind.end()] and not known[0].is_former:
                    found.append(Mention(start, kind.end(), self.side_of(known), text[start:kind.end()]))
                    break
        found += [
            Mention(at, at + 2, self.side_of([cities[text[at:at + 2]]]), text[at:at + 2]) for at in range(len(text) - 1)
            if text[at:at + 2] in cities and text[max(0, at - 1):at] in BEFORE_NAME and not load_not_place().match(text, at + 2)
        ]
        end = 0
        for mention in sorted(found, key=lambda each: (each.start, -each.end)):
            if mention.start >= end:
                yield mention
                end = mention.end


class Said:
    """A passage and who is named in it, in order."""

    def __init__(self, owners: Owners, text: str, role: Role, carried: Mention | None) -> None:
        self.owners, self.text, self.role, self.carried = owners, text, role, carried
        self.mentions = sorted((*owners.named(text), *self._pronouns()), key=lambda each: each.start)
        self.sentences = [found.end() for found in SENTENCE.finditer(text)]
        self.clauses = [found.end() for found in CLAUSE.finditer(text)]
        hosts = [each for each in self.mentions if each.whose is Whose.HOST and each.place]
        self.last_host = hosts[-1] if hosts else carried

    def _pronouns(self) -> Iterator[Mention]:
        for found in load_pronouns().finditer(self.text):
            start, end = found.span()
            quoted = self.in_quotation(start)
            if found["host"] and self.role is not Role.LEARNED and found[0][1] in "县区":
                continue  # 三区 may be our own
            if found["host"]:
                yield Mention(start, end, Whose.UNTOLD if quoted else Whose.HOST)
            elif quoted or found["whole"]:  # who speaks? in what was learned, the hosts
                side = {Role.LEARNED: Whose.HOST, Role.ACTION: Whose.HOME}.get(self.role, Whose.UNTOLD if quoted else Whose.HOME)
                yield Mention(start, end, side)
            elif self.role is Role.LEARNED and found[0] in {"我们", "咱们", "自己", "自家", "本市", "本县", "本区", "本镇", "本地"}:
                yield Mention(start, end, Whose.UNTOLD)  # 给我们介绍: in what was learned no sign of home
            else:
                yield Mention(start, end, Whose.HOME, self.owners.home)

    def in_quotation(self, at: int) -> bool:
        """Also where the quotation began in the passage before."""
        opened, closed = self.text.rfind("“", 0, at), self.text.rfind("”", 0, at)
        if opened == closed:  # no mark before
            begin, end = self.text.find("“", at), self.text.find("”", at)
            return end >= 0 and not 0 <= begin < end
        return opened > closed

    def whose(self, at: int) -> tuple[Whose, str]:
        """Whose a fact at this offset is, and the name of the place."""
        sentence, clause = _last(self.sentences, at), _last(self.clauses, at)
        sides = [each for each in self.mentions if each.whose or not each.place]  # 江苏 of 江苏昆山 is on no side
        before = [each for each in sides if sentence <= each.start < at and not self._is_against(each, at)]
        near = [each for each in before if each.start >= clause]
        nearest = (near or before)[-1] if before else None
        if self.role is Role.ACTION:
            if not near:  # a host in an earlier clause is whom one learns from
                return Whose.HOME, self.owners.home
            return (Whose.UNTOLD, "") if near[-1].whose is Whose.HOST else (near[-1].whose, near[-1].place)
        if self.role not in {Role.LEARNED, Role.ACTION} and not near and nearest and nearest.place != self.owners.home:
            return Whose.UNTOLD, ""
        if nearest is None:
            return self._by_role(at)
        if self.role is Role.CONTEXT and nearest.whose is Whose.HOST:
            return Whose.UNTOLD, ""  # what was done on the way, mostly
        if nearest.whose is Whose.HOST and not nearest.place:
            said = self.text[nearest.start]
            return Whose.HOST, "" if said in "两三四" else self.owners.only_host if said == "全" else self._host_before(at)
        if nearest.whose is Whose.HOME and self.role is Role.LEARNED and not near:
            return Whose.UNTOLD, ""
        if nearest.whose is Whose.HOME and sum(each.whose is Whose.HOME for each in near) > 1:
            return Whose.HOME, self.owners.home  # 洮南市、大安市…一行11人: of all of them
        return nearest.whose, nearest.place

    def _by_role(self, at: int) -> tuple[Whose, str]:
        return (Whose.HOST, self._host_before(at)) if self.role is Role.LEARNED else (Whose.UNTOLD, "")

    def _host_before(self, at: int) -> str:
        hosts = [each.place for each in self.mentions if each.end <= at and each.whose is Whose.HOST and each.place]
        return hosts[-1] if hosts else self.carried.place if self.carried else self.owners.only_host

    def _is_against(self, mention: Mention, at: int) -> bool:
        """Only compared with (比昆山高3个百分点), or part of what is: 天元区的39%."""
        if load_against().search(self.text, max(0, mention.start - 8), mention.start):
            return True
        if self.role is Role.CONTEXT and load_visited().search(self.text, max(0, mention.start - 24), mention.start):
            return True
        return self.text[mention.end:mention.end + 1] == "的" and mention.end + 1 == at


def _places_of(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _last(ends: Sequence[int], at: int) -> int:
    """Where the stretch begins that ``at`` stands in, from the ends of those before."""
    place = bisect_right(ends, at)
    return ends[place - 1] if place else 0


def _names(places: Sequence[PlaceName]) -> dict[str, str]:
    """How running text calls places, and the name each stands for: empty where several share it.

    A place goes before those that only lie in it: 深圳 is 深圳市 where that is a host beside 深圳市南山区.
    """
    own: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for place in places:
        levels = [each for each in chain(place.code) if each.level != Level.PROVINCE] if place.code else []
        for level, called in ((own, {place.name, SUFFIX.sub("", place.name) or place.name}), *(
            (own if each.code == place.code else above, {each.name, each.short_name}) for each in levels
        )):
            for name in called:
                if len(name) > 1 and not set(name) & MASKS:
                    level.setdefault(name, set()).add(place.name)
    return {name: whole.pop() if len(whole) == 1 else "" for name, whole in (above | own).items()}


def _lies_in(code: str, area: str) -> bool:
    stem = area[:2] if area.endswith("0000") else area[:4] if area.endswith("00") else area
    return code.startswith(stem)
