"""The divisions of the country: names and codes of GB/T 2260, current and former.

``divisions.csv`` has one line for each name a code has carried; ``load_divisions`` reads and
checks it once. Where the facts come from is told in README.md beside it.
"""
import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from govreports.analysis.lexicon import load_list

TABLE = Path(__file__).with_name("divisions.csv")
LONGEST = 15  # characters of a name: 积石山保安族东乡族撒拉族自治县
NEVER = 9999  # a year after all others, for what still stands
COLUMNS = ["code", "name", "level", "parent", "since", "until", "successor"]

_PEOPLES = re.compile(rf"(?:(?:{'|'.join(sorted(load_list('places')['peoples'].split(), key=len, reverse=True))})族?)+$")


class Level(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


LEVELS = {level.value: level for level in Level}


_PART = re.compile(r".+?(?:自治[州县旗区]|特别行政区|街道|社区|嘎查|[省市县区盟旗镇乡村])(?![区镇乡]|街道|社区)|.+$")
_KIND = re.compile(r"自治[州县旗区]$|特别行政区$|[新地]区$|(?<=...)[林矿]区$|街道$|社区$|嘎查$|[省市州盟县旗区镇乡村]$")


@dataclass(frozen=True, slots=True)
class Division:
    """One name of one division. Years are those of the yearly code book: ``since`` the first
    with this name (None: before 1981), ``until`` the one that no longer has it (None: still there)."""

    code: str
    name: str  # 青羊区
    full_name: str  # 四川省成都市青羊区
    short_name: str  # 青羊; names of two characters stay whole: 曹县
    level: Level
    parent: str  # code of the next real level up, "" for a province
    since: int | None = None
    until: int | None = None
    successor: str = ""  # code of what it became part of, where known

    @property
    def is_former(self) -> bool:
        return self.until is not None


@dataclass(frozen=True, slots=True)
class Divisions:
    """The table and its two ways in."""

    by_code: dict[str, tuple[Division, ...]]  # current holder of the code first, then the latest
    by_name: dict[str, tuple[Division, ...]] = field(repr=False)  # full, short and customary names

    def __len__(self) -> int:
        return sum(map(len, self.by_code.values()))


def short_name(name: str) -> str:
    """How running text calls a place: its name without kind and peoples, never under two characters.

    >>> short_name("青羊区"), short_name("通道侗族自治县"), short_name("曹县"), short_name("鄂温克族自治旗"), short_name("临汾路街道")
    ('青羊', '通道', '曹县', '鄂温克', '临汾路')
    """
    kind = _KIND.search(name)
    bare = name[:kind.start()] if kind else name
    if kind and kind[0].startswith("自治"):
        bare = _PEOPLES.sub("", bare) if len(_PEOPLES.sub("", bare)) > 1 else bare.removesuffix("族")
    return bare if len(bare) > 1 else name


def customary_names(name: str) -> list[str]:
    """Other ways to say a name: 恩施州, 通道县, 科右前旗.

    >>> customary_names("恩施土家族苗族自治州"), customary_names("科尔沁右翼前旗")
    (['恩施州'], ['科右前旗'])
    """
    names = [short_name(name) + name[-1]] if name[-3:-1] == "自治" and name[-1] != "区" else []
    if "翼" in name and (banner := re.fullmatch(r"(.).+([左右])翼(.旗)", name)):
        names.append("".join(banner.groups()))
    return names


@cache
def load_divisions() -> Divisions:
    """Read and check the table (about 60 ms), once. ``ValueError`` names the first bad line."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if next(reader) != COLUMNS:
            raise ValueError(f"{TABLE.name}: columns must be {','.join(COLUMNS)}")
        rows = list(reader)
    _check(rows)
    names: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        names[row[0]].append((int(row[5] or NEVER), row[1]))
    by_code, by_name = defaultdict(list), defaultdict(list)
    for row in sorted(rows, key=lambda row: -int(row[5] or NEVER)):
        found = _division(row, names)
        by_code[found.code].append(found)
        for name in dict.fromkeys((found.name, found.short_name, *customary_names(found.name))):
            by_name[name].append(found)
    return Divisions({code: tuple(each) for code, each in by_code.items()}, {name: tuple(each) for name, each in by_name.items()})


def _division(row: list[str], names: dict[str, list[tuple[int, str]]]) -> Division:
    code, name, level, parent, since, until, successor = row
    full = name
    for above in dict.fromkeys((parent, code[:2] + "0000")):
        if above in names and above != code:
            full = _name_then(names[above], int(until or NEVER)) + full
    return Division(code, name, full, short_name(name), LEVELS[level], parent, int(since) if since else None,
                    int(until) if until else None, successor)


def _name_then(names: list[tuple[int, str]], year: int) -> str:
    """The name a code had shortly before the year, from its names with the years they ended."""
    if len(names) == 1:
        return names[0][1]
    later = [each for each in names if each[0] >= year]
    return min(later)[1] if later else max(names)[1]


def _check(rows: list[list[str]]) -> None:
    codes, seen = {row[0] for row in rows}, set()
    for number, row in enumerate(rows, start=2):
        code, name, level, parent, since, until, successor = row
        expected = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
        fault = (
            "code" if not (code.isdecimal() and len(code) == 6) else
            "level" if level != expected else
            "parent" if (parent not in codes if level != "province" else parent) else
            "successor" if successor and successor not in codes else
            "years" if since and until and int(since) > int(until) else
            "order" if number > 2 and code < rows[number - 3][0] else
            "repetition" if (code, name, until) in seen else "")
        if fault:
            raise ValueError(f"{TABLE.name}, line {number}: {fault} of {','.join(row)}")
        seen.add((code, name, until))


def division(code: str) -> Division | None:
    """The division that has this code now, or had it last.

    >>> division("330103").full_name, division("330103").until, division("429005").full_name
    ('浙江省杭州市下城区', 2021, '湖北省潜江市')
    """
    return load_divisions().by_code.get(code, (None,))[0]


def named(name: str) -> tuple[Division, ...]:
    """All divisions with this full, short or customary name, current ones first.

    >>> [each.full_name for each in named("青羊")]
    ['四川省成都市青羊区']
    """
    return load_divisions().by_name.get(name, ())


def chain(code: str) -> tuple[Division, ...]:
    """From the province down to the division itself; empty for an unknown code.

    >>> [each.name for each in chain("510105")], [each.name for each in chain("120101")]
    (['四川省', '成都市', '青羊区'], ['天津市', '和平区'])
    """
    found = division(code)
    return (*chain(found.parent), found) if found else ()


def city_of(code: str) -> Division | None:
    """The city a division belongs to: its prefecture, or itself where there is none between it and the province.

    >>> city_of("510105").name, city_of("120101").name, city_of("429005").name
    ('成都市', '天津市', '潜江市')
    """
    line = chain(code)
    if len(line) < 2 or line[0].name.endswith("市"):
        return line[0] if line else None
    return line[1]


def name_parts(name: str) -> list[str]:
    """The places a full name is made of, widest first; masks, towns and villages included.

    >>> name_parts("四川省成都市青羊区"), name_parts("新乡市新乡县"), name_parts("XX市南丰镇永联村"), name_parts("广西陆川县")
    (['四川省', '成都市', '青羊区'], ['新乡市', '新乡县'], ['XX市', '南丰镇', '永联村'], ['广西', '陆川县'])
    """
    parts: list[str] = []
    while name:
        part = _official(name) or next((short for short in (name[:3], name[:2]) if named(short) and _official(name[len(short):])), None)
        parts.append(part or _PART.match(name)[0])
        name = name[len(parts[-1]):]
    return parts


def _official(text: str) -> str | None:
    """The longest official name a text begins with."""
    known = (text[:length] for length in range(min(len(text), LONGEST), 1, -1))
    return next((each for each in known if any(one.name == each for one in named(each))), None)


@cache
def _children() -> dict[str, tuple[Division, ...]]:
    below = defaultdict(list)
    for holders in load_divisions().by_code.values():
        below[holders[0].parent].append(holders[0])
    return {code: tuple(each) for code, each in below.items()}


def parts_of(code: str) -> tuple[Division, ...]:
    """The divisions right below one, by code, former ones too; none of a county.

    >>> [each.short_name for each in parts_of("610700")][:3]
    ['汉台', '南郑', '城固']
    """
    return _children().get(code, ())
