"""The numbers Word writes by itself: 一、 （一） 1. are not in a docx's text, only the rule that makes them.

From word/numbering.xml (ECMA-376 part 1, 17.9). A paragraph names a list (numId) and a level
(ilvl); the level has a number format and a text such as "（%1）" with the counters put in.
"""
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from .package import attribute, local

DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLAIN_DIGITS, WIDE_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九"), str.maketrans("0123456789", "０１２３４５６７８９")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LARGEST = 9_999  # a counter beyond it is a damaged file; it is written in plain digits


def chinese(number: int, digits: str = DIGITS, units: str = " 十百千") -> str:
    """A number from 1 to 9999 as it is counted; 十 alone stands for 10 to 19.

    >>> [chinese(number) for number in (1, 10, 12, 20, 105, 110)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十']
    """
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            text = digits[int(digit)] + units[place].strip() + text
        elif text and not text.startswith(digits[0]):
            text = digits[0] + text
    return text[1:] if 10 <= number < 20 and digits == DIGITS else text


def roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), chinese),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), lambda n: str(n).translate(PLAIN_DIGITS)),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), lambda n: chinese(n, LEGAL_DIGITS, " 拾佰仟")),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda n: str(n).translate(WIDE_DIGITS)),
    "ideographTraditional": _cycle(STEMS), "ideographZodiac": _cycle(BRANCHES),
    "decimalZero": lambda n: f"{n:02}", "decimalEnclosedParen": lambda n: f"({n})", "decimalEnclosedFullstop": lambda n: f"{n}.",
    "lowerLetter": _letters, "upperLetter": lambda n: _letters(n).upper(), "lowerRoman": roman, "upperRoman": lambda n: roman(n).upper(),
    "bullet": lambda n: "", "none": lambda n: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    is_legal: bool = False  # numbers of higher levels as plain digits

    def number(self, value: int) -> str:
        return FORMATS.get(self.format, str)(value) if 1 <= value <= LARGEST else str(value)


@dataclass(frozen=True, slots=True)
class ListRule:
    """One list of the document; lists of a family count on together unless they restart."""

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int]  # depth -> first number, set when the list is first used


class Numbering:
    """Counts through a document; ask ``label`` for every paragraph of a list, in order."""

    def __init__(self, lists: dict[str, ListRule]) -> None:
        self._lists = lists
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[str] = set()

    def label(self, list_id: str, depth: int) -> str:
        """What Word prints before this paragraph: "（二）", or nothing for a bullet or an unknown list."""
        rule = self._lists.get(list_id)
        if rule is None:
            return ""
        counters = self._counters.setdefault(rule.family, {})
        if list_id not in self._used:
            self._used.add(list_id)
            counters.update({level: start - 1 for level, start in rule.restarts.items()})
        level = rule.levels.get(depth, Level(text=f"%{depth + 1}."))
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]
        if level.format in ("bullet", "none"):
            return ""
        text = level.text
        for other in range(depth + 1):
            upper = rule.levels.get(other, Level())
            value = counters.get(other, upper.start)
            text = text.replace(f"%{other + 1}", str(value) if level.is_legal else upper.number(value))
        return text.strip()


def read_numbering(root: etree._Element | None) -> Numbering:
    """From the root of numbering.xml; a document without one has no lists."""
    elements = list(root) if root is not None else []
    families = {attribute(element, "abstractNumId") or "": element for element in elements if local(element) == "abstractNum"}
    styled = {_child(element, "styleLink"): number for number, element in families.items() if _child(element, "styleLink")}
    lists = {}
    for element in elements:
        if local(element) == "num":
            family = _child(element, "abstractNumId")
            if family in families:
                family = styled.get(_child(families[family], "numStyleLink"), family)
            levels, restarts = dict(_levels(families[family])) if family in families else {}, {}
            for override in element:
                depth = whole(attribute(override, "ilvl"))
                if local(override) == "lvlOverride" and depth is not None:
                    levels.update(_levels(override))
                    if (start := whole(_child(override, "startOverride"))) is not None:
                        restarts[depth] = start
            lists[attribute(element, "numId") or ""] = ListRule(family, levels, restarts)
    return Numbering(lists)


def whole(text: str | None) -> int | None:
    """A number in an attribute, or None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for child in element:
        depth = whole(attribute(child, "ilvl"))
        if local(child) == "lvl" and depth is not None:
            start = whole(_child(child, "start"))
            yield depth, Level(_format(child), _child(child, "lvlText"), 1 if start is None else start,
                               any(local(part) == "isLgl" for part in child))


def _format(level: etree._Element) -> str:
    """Formats newer than the standard stand in a choice with a fallback: mc:AlternateContent."""
    found = next((part for part in level.iter() if local(part) == "numFmt"), None)
    return (attribute(found, "val") or "decimal") if found is not None else "decimal"


def _child(element: etree._Element, name: str) -> str:
    found = next((child for child in element if local(child) == name), None)
    return (attribute(found, "val") or "") if found is not None else ""
