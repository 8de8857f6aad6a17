"""Place names in running text: chains of divisions, what lies below them, masks. First step of the place stage.

A chain is read as one mention (四川成都郫都区战旗村). What a name means when several divisions
share it is left open here: a mention carries every reading.
"""
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_list
from ..lexicon.divisions import Division, Level, division, load_divisions
from ..words import crosses_word

Reading = tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place name; offsets are those of the text it was read from."""

    start: int
    end: int
    text: str  # as written, with what lies below
    readings: tuple[Reading, ...]  # each from the highest division named to the lowest; empty where masked or below only
    below: str = ""  # town, village or zone named after the divisions
    is_masked: bool = False

    @property
    def candidates(self) -> tuple[Division, ...]:
        """The divisions it may be: current ones where there are any, a city before the county named after it."""
        if len(self.readings) == 1:  # as most are
            return (self.readings[0][-1],)
        lowest = dict.fromkeys(reading[-1] for reading in self.readings)
        found = [each for each in lowest if not each.is_former] or list(lowest)
        return tuple(each for each in found if not any(lies_in(each, city) and city.level == Level.PREFECTURE for city in found))

    @property
    def is_chain(self) -> bool:
        return any(len(reading) > 1 for reading in self.readings)


@cache
def words(name: str) -> tuple[str, ...]:
    """A word list of places.toml, longest words first; cached for the process."""
    return tuple(sorted(load_list("places")[name].split(), key=len, reverse=True))


def either(*lists: str) -> str:
    """A pattern for any word of these lists."""
    return f"(?:{'|'.join(re.escape(word) for name in lists for word in words(name))})"


@cache
def load_areas() -> dict[str, str]:
    """Zones that are named without the place they lie in, with its code."""
    return {entry[:-6]: entry[-6:] for entry in load_list("places")["areas"].split()}


@cache
def _areas() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(load_areas())})(?:(?!{either('tour')})[^，。、：\s]{{0,6}}?{either('zones')})?")


@cache
def load_names() -> dict[str, tuple[tuple[str, tuple[Division, ...]], ...]]:
    """Names by their first two characters, longest first; about 10 ms after the table, once."""
    index = defaultdict(list)
    for name in load_areas():
        index[name[:2]]  # only so that the scan stops there
    for name, found in load_divisions().by_name.items():
        index[name[:2]].append((name, found))
    return {start: tuple(sorted(each, key=lambda pair: -len(pair[0]))) for start, each in index.items()}


# "南京路", "徐州工程机械": after a short name these make something else of it
_NOT_A_PLACE = re.compile(rf"[东南西北中]?(?!{either('no_site')}){either('not_a_place')}(?!道)|[^，。、；\s]{{0,3}}(?:大学|学院)")
_TOUR = re.compile(either("tour"))
_KIND = "自治[州县旗]|特别行政区|新区|高新区|经开区|开发区|工业园区|省|市|州|盟|县|区|旗|镇|乡|街道|村|社区"
_MASK = re.compile(rf"(?:(?:[*＊]{{1,4}}|[×✕]{{1,4}}|[xXｘＸ]{{1,4}}|[#＃]{{1,3}}|某某?|[○〇]{{2,3}})(?:{_KIND})?)+")
# "两个村", "小镇", "农村", "古镇" are no names, 两河口村 and 小河街道 are
_NAME = (
    "(?![一二两三四五六七八九十几](?:个|镇|乡|村|社区))"
    "(?:(?![镇乡各该每全赴了的和与在到看去是有等及之为以])(?![驻农名小城集古新个几每](?:镇|乡|村|社区))[\u4e00-\u9fff]){1,4}?"
    "(?<![个几每])"
)
_ZONE = f"(?:{_NAME})?{either('zones')}"
_TOWN, VILLAGE = f"{_NAME}{either('towns')}", f"{_NAME}{either('villages')}(?!民|级|里|书记|两委|建设|治理|服务|养老|工作|振兴)"
_ABROAD = re.compile(either("abroad"))
_BELOW = re.compile(f"{_ZONE}|(?:{_TOWN})?{VILLAGE}|{_TOWN}")


def read_place(text: str, pos: int, *, town: bool = False) -> Mention | None:
    """The place named exactly here, with all that belongs to it, or None. With ``town`` also a town or village on its own.

    >>> place = read_place("到张家港市南丰镇永联村考察", 1)
    >>> place.text, [each.full_name for each in place.candidates], place.below
    ('张家港市南丰镇永联村', ['江苏省苏州市张家港市'], '南丰镇永联村')
    """
    found = _readings(text, pos)
    end = max((each[0] for each in found), default=pos)
    readings = tuple(reading for stop, reading in found if stop == end)
    if hidden := _MASK.match(text, end):
        with_kind = re.search(f"(?:{_KIND})$", hidden[0])
        if with_kind or (not readings and _may_be_place(text, hidden)):
            return Mention(pos, hidden.end(), text[pos:hidden.end()], readings, is_masked=True)
    if (area := _areas().match(text, pos)) and area.end(1) > end:  # 松山湖 is not 松山
        readings, end = (), pos
    below = area if not readings and area else _areas().match(text, end) or _BELOW.match(text, end)
    below = None if below and _TOUR.search(below[0]) else below  # "蒲江学习美丽乡村": no town
    if not readings and below and below.re is _areas():
        readings = ((division(load_areas()[below[1]]),),)
    if not readings and not below and (country := _ABROAD.match(text, pos)):
        return Mention(pos, country.end(), country[0], ())
    if not readings and not (town and below and below[0].endswith(words("towns") + words("villages"))):
        return None
    stop = below.end() if below else end
    return Mention(pos, stop, text[pos:stop], readings, below[0] if below else "")


def _may_be_place(text: str, hidden: re.Match) -> bool:
    """A bare mask is a place where a list or its verb goes on, not before a rank or within a name."""
    return hidden[0] != "某" and text[hidden.end():hidden.end() + 1] in "、，,和与及实考学等 三两四\n"


def _readings(text: str, pos: int, above: Division | None = None) -> list[tuple[int, Reading]]:
    found = []
    for name, divisions in load_names().get(text[pos:pos + 2], ()):
        if not text.startswith(name, pos):
            continue
        end = pos + len(name)
        for each in divisions:
            if above and not lies_in(each, above):
                continue
            is_short = name != each.name
            if is_short and text[pos] == "新" and not above and _reads_short(text, pos + 1):
                continue  # "现代化新邵阳" is not 新邵
            if is_short and each.is_former and each.level == Level.COUNTY and not above:
                continue  # "动力" is not Harbin's former 动力区
            if not (is_short and _NOT_A_PLACE.match(text, end)):  # 台州路桥 is a chain, 台州路 a road
                found.append((end, (each,)))
            if each.level != Level.COUNTY:
                found += [(stop, (each, *rest)) for stop, rest in _below(text, end, each)]
    return found


def _below(text: str, pos: int, area: Division) -> list[tuple[int, Reading]]:
    """What is read in an area right after its name, or after 的: 江西的广丰."""
    found = _readings(text, pos, area)
    if found or area.level != Level.PROVINCE or text[pos:pos + 1] != "的":
        return found
    return [(stop, rest) for stop, rest in _readings(text, pos + 1, area) if text[pos + 1:stop] not in load_ordinary()]


def _reads_short(text: str, pos: int) -> bool:
    return any(text.startswith(name, pos) for name, _ in load_names().get(text[pos:pos + 2], ()))


def lies_in(place: Division, area: Division) -> bool:
    """Whether a division is a true part of another, by its code."""
    if area.level == Level.COUNTY or place.code == area.code:
        return False
    return place.code.startswith(area.code[:2] if area.level == Level.PROVINCE else area.code[:4])


def scan(text: str, *, bare: bool = False) -> Iterator[Mention]:
    """All mentions of divisions in order. Everyday words (合作, 和平) count in a chain only, or all with ``bare``."""
    pos, names = 0, load_names()
    while pos < len(text) - 1:
        mention = read_place(text, pos) if text[pos:pos + 2] in names else None
        if mention and mention.readings and not is_word(text, mention, bare=bare):
            yield mention
            pos = mention.end
        else:
            pos += 1


def is_word(text: str, mention: Mention, *, bare: bool = False) -> bool:
    """Whether a mention on its own is rather an everyday word (合作, unless ``bare``) or the end of one (范县 of 示范县)."""
    if mention.is_chain or mention.is_masked:
        return False
    if mention.text in load_ordinary() and not bare:
        return True
    if mention.text == "会同县" and mention.start and "\u4e00" <= text[mention.start - 1] <= "\u9fff":
        return True  # 县民政局会同县卫健委
    before = text[max(0, mention.start - 1):mention.start]
    is_short = len(mention.text) == 2 and mention.text[1] in "县旗"
    if not is_short or not "\u4e00" <= before <= "\u9fff" or before in "赴到在与和及从对为是由省市州":
        return False
    return mention.text in load_ordinary() or crosses_word(text, mention.start, mention.end)


@cache
def load_ordinary() -> frozenset[str]:
    """Short names that are everyday words."""
    return frozenset(words("ordinary"))
