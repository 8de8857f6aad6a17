"""Figures: a number with its unit, what it counts, how it came about. First kind of the facts stage.

Numbers are read one by one (``_numbers``), pairs of a change are joined (``_is_pair``), what is left and means
nothing on its own (三个, 24小时书房, 4个方面) is dropped.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..records import Figure
from .found import Found
from .lists import either, ending, words
from .numerals import CHINESE, DIGITS, SCALE, read_chinese, read_number
from .owners import Said
from .subjects import counted

MASK = r"(?:[*＊×✕ＸX=＝□]{1,4})"
DAMAGED = rf"\d+\.(?!\d)|\d*{MASK}(?:\.?\d+)?|(?<![\d.])\.\d+"  # 16.平方公里, ××亿元, 1×.5万亩
SHORT_QUOTATION = re.compile("“[^“”，。；！？]{1,12}”")  # a name: “15分钟生活圈”
NO_CHANGE = re.compile("高达|没有?[^，。]?$|[未没]|^不|最[高低多少]")  # 没有少六成, 高达76%
LEAST_IN_CHARACTERS = 10  # 三座 is a way of speaking, 三十座 a figure


@dataclass(frozen=True, slots=True)
class Number:
    start: int  # with the words that bound it
    end: int
    number: str
    value: float | None
    unit: str
    bound: str
    is_damaged: bool
    is_weak: bool  # means something only as part of a change: 由七个减为两个


@cache
def load_number() -> re.Pattern[str]:
    """A number with its unit; compiled once."""
    measures, counters, times = either("units.measures"), either("units.counters"), either("units.times")
    number = (rf"(?P<cut>{DAMAGED})|(?P<digits>{DIGITS})(?P<to>(?:[万亿千%％元]|万元|亿元)?(?:[-－—~～至到]|——)(?:{DIGITS}))?"
              rf"|(?P<chinese>[数几]?{CHINESE}(?:万{CHINESE})?几?(?:[至到~～]{CHINESE})?|[数几](?=[十百千万亿]))")
    return re.compile(
        rf"(?<![\d第A-Za-z.〔\[＋+])(?:"
        rf"百分之(?P<hundredth>{CHINESE}(?:点{CHINESE})?|[数几]十|\d+(?:\.\d+)?)"
        rf"|(?P<tenths>[一二三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![立为了就长熟果型套效都员本功交不份分片批规语品绩人名])"
        rf"|(?:{number})(?P<some>[多余几])?(?P<scale>{SCALE})?(?P<more>[多余])?"
        rf"(?:(?P<measure>{measures})(?!制)(?P<per>/{either('units.per')})?|(?P<time>{times})"
        rf"|(?!{either('units.not_unit')})(?P<counter>{counters})"
        rf"|(?P<bare>(?=[，。；、）]|以上|左右))))"
        rf"(?P<after>{either('around.bound_after')})?"
    )


@cache
def load_patterns() -> dict[str, re.Pattern[str]]:
    """The other patterns of this module; compiled once."""
    up, down = either("around.up"), either("around.down")
    ordinal = rf"(?:第|前)(?P<number>{CHINESE}|\d+)(?P<unit>位|名|强)?(?![\d.个%年期批届章条次大产])"
    return {
        "begin": re.compile(r"[\d零〇一二两三四五六七八九十百千数几.*＊×✕ＸX=＝□]"),
        "from": re.compile(r"(?:由|从)(?:(?:19|20)\d\d年底?的?|[^，。；：\d由从]{0,12})$"),
        "joint": re.compile(rf"(?:，?[^，。；、：\d]{{0,12}})(?:{either('around.reached')})了?(?:(?:现在|目前|如今|去年|今年|当前)的?)?$"),
        "up": re.compile(rf"{up}(?:了|率|幅|约|近|幅度)?(?:达到?|为)?$"),
        "down": re.compile(rf"{down}(?:了|率|幅|约|近|幅度)?(?:达到?|为)?$"),
        "reached": re.compile(rf"(?:(?:{up}|{down})[到至为成]|{either('around.moved')}[到至为])了?$"),
        "rank": re.compile(
            rf"{either('around.rank')}[^，。；：第前\d]{{0,12}}?(?P<which>(?:{either('around.among')})?{ordinal})"
            rf"|(?P<which2>{either('around.among')}{ordinal.replace('number', 'number2').replace('unit', 'unit2')})(?=[，。；、）])"),
        "not_counted": re.compile(either("around.not_counted")),
        "not_time": re.compile("|".join(words("around.not_time"))),
    }


@cache
def changing() -> frozenset[str]:
    """First characters of the words of change: without any of them the patterns need not be tried."""
    return frozenset(word[0] for name in ("up", "down", "moved") for word in words(f"around.{name}"))


def find_figures(said: Said) -> Iterator[Found]:
    """The figures of a passage in order."""
    numbers = list(_numbers(said.text))
    taken = 0
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if number.start < taken:
            continue
        if following and _is_pair(said.text, number, following):
            taken = following.end
            yield _changed(said, number, following)
        elif not number.is_weak:
            yield _single(said, number)
    yield from _ranks(said)


def _numbers(text: str) -> Iterator[Number]:
    names = [found.span() for found in SHORT_QUOTATION.finditer(text)]
    begin, pattern, at = load_patterns()["begin"], load_number(), 0
    is_change = "由" in text or "从" in text
    while start := begin.search(text, at):  # tried only where a number may begin: four times as fast as finditer
        found = pattern.match(text, start.start())
        at = found.end() if found else start.end()
        if found and found["counter"] and not is_change and len(found["chinese"] or "") == 1 and not found["scale"]:
            continue  # 一个, 三座
        if found and not any(low < found.start() and found.end() < high for low, high in names):
            number = _read(text, found)
            if number is not None:
                yield number


def _read(text: str, found: re.Match[str]) -> Number | None:
    before = ending(text, "around.bound", found.start())
    if not before and text[found.start()] in "百千万亿" and re.search("(?<![迈跨站登以])上$", text[:found.start()][-2:]):
        before = "上"  # 上百家
    start = found.start() - len(before)
    bound = before + "".join(found[name] or "" for name in ("some", "more", "after"))
    if found["hundredth"]:
        whole, _, part = found["hundredth"].partition("点")
        value = read_number(whole)
        if part:
            value = None if value is None else float(f"{int(value)}.{''.join(str(int(read_chinese(each) or 0)) for each in part)}")
        return Number(start, found.end(), found["hundredth"], value, "%", bound, False, False)
    if found["tenths"]:
        value = (read_chinese(found["tenths"]) or 0) + (0.5 if found["half"] == "半" else (read_chinese(found["half"] or "零") or 0) / 10)
        written = text[found.start("tenths"):found.end("half") if found["half"] else found.end("tenths")]
        return Number(start, found.end(), written, value, "成", bound, False, False)
    return _with_unit(text, start, found, bound)


def _with_unit(text: str, start: int, found: re.Match[str], bound: str) -> Number | None:
    digits, chinese, scale = found["digits"], found["chinese"], found["scale"] or ""
    written = found["cut"] or (digits + (found["to"] or "") if digits else chinese)
    unit, value = found["measure"] or found["time"] or found["counter"] or "", None
    if digits and not found["to"]:
        value = read_number(digits, scale)
    elif chinese and not set(chinese) & set("数几至到~～"):
        value = read_number(chinese, scale)
        if value is None:
            return None
    if found["bare"] is not None and not (scale and (digits or found["cut"])):
        return None  # a bare number, no figure
    if found["cut"] and not found["measure"] and not scale and set(found["cut"]) <= set("=＝"):
        return None
    unit, value = _unscaled(unit, value)
    unit += found["per"] or ""
    if (scale and not unit and found["bare"] is None) or _is_something_else(text, start, found, written):
        return None
    is_weak = bool(chinese) and _is_weak(found, chinese, scale, bound)
    return Number(start, found.end(), written + scale, value, unit, bound, bool(found["cut"]), is_weak)


def _is_something_else(text: str, start: int, found: re.Match[str], written: str) -> bool:
    """What only looks like a figure: part of a longer number, a name, a rank, a way of arranging a speech."""
    patterns, before, behind = load_patterns(), text[max(0, start - 6):start], text[found.end():found.end() + 12]
    if behind.startswith("半"):
        return True  # 一倍半, 十个半月: more than was read
    if written == "1" and re.search("每[^，。]{0,4}$", before):
        return True  # 每投入1元, 带动…: what the next number is reckoned by
    if found["time"]:  # 16分20秒, 24小时书房, 每三个月
        return bool(re.search(r"\d分$", before)) or before.endswith("每") or patterns["not_time"].match(behind) is not None
    if found["counter"]:  # 4个方面, 5个1, 3处长
        followed = behind[:1].isdigit() and not found["counter"].startswith("大")
        return patterns["not_counted"].match(behind) is not None or followed or (found["counter"] == "处" and behind[:1] in {*"长理级置"})
    return False


def _unscaled(unit: str, value: float | None) -> tuple[str, float | None]:
    """亿元 is a unit of the list only where no number carries the scale."""
    for scale, worth in (("亿", 1e8), ("万", 1e4)):
        if len(unit) > 1 and unit.startswith(scale):
            return unit[1:], None if value is None else value * worth
    return ("%" if unit == "％" else unit), value


def _is_weak(found: re.Match[str], chinese: str, scale: str, bound: str) -> bool:
    """Numerals in characters that are a way of speaking rather than a figure."""
    chinese = re.split("[至到~～]", chinese)[-1]
    if scale and (scale not in "千" or found["measure"]):
        return False
    if found["measure"]:
        return chinese in {"一", "两", "几"} or (found["measure"] in {"方", "度电", "斤", "米"} and len(chinese) < 2)
    if found["time"]:
        return chinese == "一" or found["time"] not in words("units.times_in_characters")
    if chinese in {"百", "千"} and not found["some"] and not found["more"] and not bound:
        return True  # 千村, 百店
    value = read_chinese(chinese.strip("数几"))
    return value is None or value < LEAST_IN_CHARACTERS or bool(set(chinese) & set("数几"))


def _is_pair(text: str, one: Number, two: Number) -> bool:
    """Whether two numbers are one change: 由0.9%提高到3.4%."""
    times = words("units.times")
    is_like = not one.unit or not two.unit or one.unit == two.unit or (one.unit in times and two.unit in times)
    if not is_like or two.bound.endswith("不等") or not load_patterns()["joint"].fullmatch(text, one.end, two.start):
        return False
    return load_patterns()["from"].search(text, max(0, one.start - 16), one.start) is not None


def _changed(said: Said, one: Number, two: Number) -> Found:
    lead = load_patterns()["from"].search(said.text, max(0, one.start - 16), one.start)
    start, unit = lead.start() if lead else one.start, two.unit or one.unit
    before = one.number if one.unit in {"", unit} else one.number + one.unit  # 由3天压到1个工作日
    what = counted(said, start, two.end, unit, in_front=True)
    detail = Figure(two.number, two.value, unit, what, two.bound, "from-to", before, one.is_damaged or two.is_damaged)
    return Found(start, two.end, detail, *said.whose(start))


def _single(said: Said, number: Number) -> Found:
    patterns, text = load_patterns(), said.text
    low = max(0, number.start - 16)
    change, at = "", number.start
    for name in ("reached", "up", "down") if changing() & set(text[low:number.start]) else ():
        verb = patterns[name].search(text, low, number.start)
        if verb and not NO_CHANGE.search(text, max(0, verb.start() - 2), verb.end()):
            change, at = "to" if name == "reached" else name, verb.start()
            break
    what = counted(said, at, number.end, number.unit, in_front=bool(change))
    detail = Figure(number.number, number.value, number.unit, what, number.bound, change, "", number.is_damaged)
    return Found(number.start, number.end, detail, *said.whose(number.start))


def _ranks(said: Said) -> Iterator[Found]:
    for found in load_patterns()["rank"].finditer(said.text):
        group = "" if found["which"] else "2"
        number, unit = found["number" + group], found["unit" + group] or ""
        if not group and not unit and not re.search("全国|全省|全市|世界|全球|省内|国内|同类|西部|东部|中部|沿海|[省市区县]", found[0]):
            continue
        start, end = found.span("which" + group)
        bound = "前" if "前" in found["which" + group] else ""
        what = counted(said, found.start(), end, "位", in_front=True)
        yield Found(start, end, Figure(number, read_number(number), "位", what, bound, "rank"), *said.whose(found.start()))
