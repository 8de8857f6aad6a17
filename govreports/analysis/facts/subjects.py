"""What a figure counts or measures: the words before its number, or behind its unit. Empty where they do not end cleanly."""
import re
from functools import cache

from ..lexicon import load_list
from .lists import either, ending, words
from .owners import Said

LONGEST = 16  # characters before a number that may name what is measured …
LONGEST_NAME = 12  # … and those that end with no word for a measure: the longer, the more likely a clause
RATES = tuple("率值额比度")  # 调解成功率: the verb belongs to it
METRICS = tuple("率值额量数积比入重度价费金资")
LONGEST_THING = 10  # characters behind a unit
MEASURES = {"元", "成", "%"}
OF_THINGS = {"亩", "平方米", "公顷", "公里", "床位"}  # 拿出720亩养殖塘: the thing may stand behind
FARTHEST = 40  # characters back from a number; a clause longer than this has no name for it
NOUN_END = "户率者员量点期区数费社商"  # behind a verb these make a noun of it: 退养户, 签约率
EDGES = "【】，。；：！？、“”《》（）()\n—…"
EDGE_SET = frozenset(EDGES)
@cache
def load_edges() -> dict[str, re.Pattern[str]]:
    """The patterns of this module; compiled once."""
    patterns = load_list("facts")["around"]
    return {
        "time": re.compile(f"(?:{'|'.join(patterns['time'])})"),
        "unsure": re.compile("|".join(patterns["unsure"])),
        "open": re.compile(either("around.clause_open")),
        "done": re.compile(f"{either('around.done_to')}|有(?![效机色线轨限关力利益])"),
        "end": re.compile(f"{either('around.thing_end')}|经(?![济营理纪验费开贸办典销商])"),
        "noun": re.compile(either("around.thing_noun")),
        "adverbs": re.compile(either("around.adverbs")),
        "doubt": re.compile(f"[{words('around.thing_doubt')[0]}着了过]"),
    }


def counted(said: Said, start: int, end: int, unit: str, *, in_front: bool = False) -> str:
    """The thing counted by a figure from ``start`` to ``end``; ``in_front``: it can only stand before."""
    before = _before(said, start)
    if unit in words("units.times"):
        return before if in_front or before.endswith(words("around.lasting")) else ""
    is_measure = unit in MEASURES or unit in words("units.measures")
    if in_front or is_measure:
        named = _without_verb(before, keep=True)
        if unit in OF_THINGS and not in_front and said.text[start - 1:start] == "有":
            return _behind(said, end, unit) or named  # 产业园还有21万平方米空厂房
        if in_front or unit not in OF_THINGS or named != before or not _is_verb(before):
            return named
        return _behind(said, end, unit) or named
    return _behind(said, end, unit) or (_without_verb(before, keep=False) if _ends_here(said.text, end) else "")


def _before(said: Said, start: int) -> str:
    """The words of the clause before an offset, without time, place and adverbs."""
    text = said.text
    low = start
    while low and text[low - 1] not in EDGE_SET and start - low < FARTHEST:
        low -= 1
    if low and text[low - 1] == "、" and not re.search(r"\d[^\d、，。；]{0,6}$", text[max(0, low - 9):low - 1]):
        return ""  # the last of a list of names: what is counted is all of them
    phrase = _without_opening(said, _without_adverbs(text[low:start]), low)
    if parts := list(load_edges()["adverbs"].finditer(phrase)):
        phrase = _without_adverbs(phrase[parts[-1].end():])
    if "等" in phrase and len(last := phrase.rpartition("等")[2]) > 1 and not last.startswith("级"):
        phrase = last
    if "的" in phrase and len(last := phrase.rpartition("的")[2]) > 1:
        phrase = last  # 认养绿地的企业
    longest = LONGEST if phrase.endswith(METRICS) else LONGEST_NAME
    return phrase if 2 <= len(phrase) <= longest and not load_edges()["unsure"].search(phrase) else ""


def _without_adverbs(phrase: str) -> str:
    """规上工业产值累计达到 -> 规上工业产值; a verb before 了 goes with it: 机房建了."""
    while word := ending(phrase, "around.before_number", len(phrase)):
        phrase = phrase[:-len(word)]
        if word == "了" and (verb := ending(phrase, "around.done_to", len(phrase))):
            phrase = phrase[:-len(verb)]
    return phrase


def _without_opening(said: Said, phrase: str, at: int) -> str:
    """Without the time, places and joining words a clause opens with; the phrase stands at this offset."""
    edges = load_edges()
    while phrase:
        place = next((each for each in said.mentions if each.start == at), None)
        if found := edges["time"].match(phrase) or edges["open"].match(phrase):
            cut = found.end()
        elif place:
            cut = place.end - place.start + (said.text[place.end:place.end + 1] == "的")
        else:
            break
        at, phrase = at + cut, phrase[cut:]
    return phrase


def _is_verb(phrase: str) -> bool:
    """Nothing there, or a verb with nothing behind it."""
    found = load_edges()["done"].match(phrase)
    return not phrase or bool(found and found.end() >= len(phrase))


def _without_verb(phrase: str, *, keep: bool) -> str:
    """建引水闸 -> 引水闸; a verb on its own is what was counted only of money and measures (投入)."""
    found = load_edges()["done"].match(phrase)
    if not found or phrase.endswith(RATES):
        return phrase
    rest = phrase[found.end():].removeprefix("了").removeprefix("出")
    if rest and (len(rest) == 1 or rest[0] in NOUN_END):
        return phrase
    if rest:
        return rest
    return phrase if keep and phrase in words("around.spent") else ""


def _behind(said: Said, end: int, unit: str) -> str:
    """The noun behind a unit, up to where the sentence goes on."""
    text = said.text
    following = re.match(rf"[^{re.escape(EDGES)}\s]{{0,24}}", text[end:end + 24])[0]
    if unit in OF_THINGS:
        following = following.removeprefix("的")  # 300亩以上的湿地, but of 十一家的牌子 it is not the 牌子 that are counted
    edges = load_edges()
    stop = edges["end"].search(edges["noun"].sub(lambda found: "□" * len(found[0]), following))
    thing = following[:stop.start()] if stop else following
    if stop and following[stop.start():stop.start() + 2] in {"以上", "以下", "以内"}:
        return ""  # 科级以下干部
    after = end + len(thing) + (text[end:end + 1] == "的" and unit in OF_THINGS)
    if text[after:after + 1] in {*"和与及、"} and not text[after + 1:after + 2].isdigit():
        return ""  # 80多家企业和作坊: more is counted than this
    if thing.endswith(("里", "内")):
        return ""  # 十一份照片里: a place rather than what is counted
    thing = thing.removesuffix("中")
    if edges["doubt"].search(thing) or _without_verb(thing, keep=True) != thing or (stop and stop[0] in "着了过"):
        return ""  # 院子挂着锁: its verb may be part of it
    if text[end + len(following):end + len(following) + 1] == "“" and thing == following:
        return ""
    if any(end <= place.start < end + len(thing) for place in said.mentions):
        return ""
    return thing if 2 <= len(thing) <= (LONGEST_THING if stop else 7) else ""


def _ends_here(text: str, end: int) -> bool:
    return text[end:end + 1] in EDGE_SET or end == len(text)
