"""What a figure counts or measures: the words before its number, or behind its unit. Empty where they do not end cleanly."""
import re
from functools import cache

from .lists import either, words
from .owners import Said

LONGEST = 16  # characters before a number that may name what is counted
LONGEST_THING = 10  # characters behind a unit
MEASURES = {"元", "成", "%"}
OF_THINGS = {"亩", "平方米", "公顷", "公里", "吨", "床位"}  # 拿出720亩养殖塘: the thing may stand behind
EDGES = "，。；：！？、“”《》（）()\n—…"
# Verbs and turns that show the words to be more than a name.
UNSURE = re.compile(
    r"[把被让给将向对由按靠凭拿宜坐陪连每究就至赴并]|以[东西南北内]|(?<![行作])为|一处|^沿|到(?![位账户岗期])|从(?!业)|在(?![册建校岗编用])|(?<!费)(?<!利)(?<!使)(?<!公)用(?![地电水户能工房气量途时])|(?<!占)比(?![例重])"
    r"|\d|[着过了]|不(?!动产|良)|没|如果|还是|这|那|怎|哪|谁|什么|就是|前后$|以来$|平均$|普遍|[里上的地得时等交花攒剩长]$|[和与及]$"
    r"|^[一二三四五六七八九十两几分先](?![产般级甲网码线进季销红配])|^(?:可|要|能|会|挤|省|多|少|补|需|须)$")
TIME = re.compile(
    r"^(?:(?:到|至|截至|自|从)?(?:19|20)\d\d年(?:\d{1,2}月)?(?:底|末|初)?(?:前|后|以来|以前)?|到?\d{1,2}月(?:\d{1,2}日)?(?:底|末|初)?(?:前|后|起)?"
    r"|(?:近|前|头|这)?[一二两三四五六七八九十几]+(?:多)?年(?:间|来|前|后|下来|内)?"
    r"|(?:去|今|前|明|当|上|首|全|每)年(?:以来|底|末|初|上半年|下半年)?|[一二三四]季度|[上下]半年|“[一二三四十]+五”(?:期间|末)?|(?:年|月|[一二三四]?季度)底前|春节(?:期间|前)?|国庆(?:期间|假期)?|目前|截至目前)")


@cache
def load_edges() -> dict[str, re.Pattern[str]]:
    """The patterns of this module; compiled once."""
    return {
        "behind": re.compile(f"{either('around.before_number')}$"),
        "open": re.compile(either("around.clause_open")),
        "done": re.compile(f"{either('around.done_to')}|有(?![效机色线轨限关力利益])"),
        "done_end": re.compile(f"{either('around.done_to')}$"),
        "end": re.compile(either("around.thing_end")),
        "adverbs": re.compile(either("around.adverbs")),
        "doubt": re.compile(f"[{words('around.thing_doubt')[0]}着了过]"),
    }


def counted(said: Said, start: int, end: int, unit: str, *, in_front: bool = False, alone: bool = True) -> str:
    """The thing counted by a figure from ``start`` to ``end``; ``in_front``: it can only stand before.

    ``alone`` is false for the second figure of a list, which shares no words with the first.
    """
    before = _before(said, start)
    is_measure = unit in MEASURES or unit in words("units.measures") or unit in words("units.times")
    if in_front or is_measure:
        named = _without_verb(before, keep=True)
        if in_front or unit not in OF_THINGS or named != before or not _is_verb(before):
            return named
        return _behind(said.text, end) or named
    return _behind(said.text, end) or (_without_verb(before, keep=False) if _ends_here(said.text, end) else "")


def _before(said: Said, start: int) -> str:
    """The words of the clause before an offset, without time, place and adverbs."""
    text = said.text
    low = max((text.rfind(edge, 0, start) for edge in EDGES), default=-1) + 1
    if low and text[low - 1] == "、" and not re.search(r"\d[^\d、]{0,6}$", text[max(0, low - 9):low - 1]):
        return ""  # the last of a list of names: what is counted is all of them
    phrase, edges = text[low:start], load_edges()
    while found := edges["behind"].search(phrase):
        phrase = phrase[:found.start()]
        if found[0] == "了" and (verb := edges["done_end"].search(phrase)):
            phrase = phrase[:verb.start()]  # 机房建了800平方米
    low_now = low
    while True:
        place = next((each for each in said.mentions if each.start == low_now), None)
        if found := TIME.match(phrase) or edges["open"].match(phrase):
            cut = found.end()
        elif place:
            cut = place.end - place.start
            cut += text[place.end:place.end + 1] == "的"
        else:
            break
        if cut == 0 or cut > len(phrase):
            break
        low_now, phrase = low_now + cut, phrase[cut:]
    if parts := list(edges["adverbs"].finditer(phrase)):
        phrase = phrase[parts[-1].end():]
        while found := edges["behind"].search(phrase):
            phrase = phrase[:found.start()]
    if "的" in phrase and len(last := phrase.rpartition("的")[2]) > 1:
        phrase = last  # 认养绿地的企业
    if not 2 <= len(phrase) <= LONGEST or UNSURE.search(phrase):
        return ""
    return phrase


def _is_verb(phrase: str) -> bool:
    """Nothing there, or a verb with nothing behind it."""
    found = load_edges()["done"].match(phrase)
    return not phrase or bool(found and found.end() >= len(phrase))


def _without_verb(phrase: str, *, keep: bool) -> str:
    """建引水闸 -> 引水闸; a verb on its own is what was counted only of money and measures (投入)."""
    found = load_edges()["done"].match(phrase)
    if not found:
        return phrase
    rest = phrase[found.end():].removeprefix("了")
    if len(rest) > 1:
        return rest
    if rest:
        return phrase  # 签约率
    return phrase if keep and not rest and phrase not in {"拿出", "建成", "有"} else ""


def _behind(text: str, end: int) -> str:
    """The noun behind a unit, up to where the sentence goes on."""
    following = re.match(rf"[^{re.escape(EDGES)}\s]{{0,24}}", text[end:end + 24])[0].removeprefix("的")
    edges = load_edges()
    stop = edges["end"].search(following)
    thing = following[:stop.start()] if stop else following
    after = end + len(thing)
    if text[after:after + 1] in {*"和与及、"} and not text[after + 1:after + 2].isdigit():
        return ""  # 80多家企业和作坊: more is counted than this
    thing = re.sub("[里中内]$", "", thing)
    if edges["doubt"].search(thing) or (stop and stop[0] in "着了过"):
        return ""  # 院子挂着锁: its verb may be part of it
    if text[end + len(following):end + len(following) + 1] == "“" and thing == following:
        return ""
    return thing if 2 <= len(thing) <= (LONGEST_THING if stop else 7) else ""


def _ends_here(text: str, end: int) -> bool:
    return text[end:end + 1] in {*EDGES, ""}
