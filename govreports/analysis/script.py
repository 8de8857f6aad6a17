"""Traditional and Simplified Chinese: every stage matches in Simplified, readers see what was written.

Conversion is character for character in length (OpenCC ``t2s``), so an offset holds in both scripts.
Phrase conversion to another region's wording (``tw2sp``) would not, and would change what was said.
"""
import re
from functools import cache

from opencc import OpenCC

# OpenCC leaves 著 where Simplified writes 着 (著力, 跟著); in these words it stays.
ZHE = re.compile("(?<![显名编专原论土卓昭巨译遗合知遐])著(?![名作称书述者有录])")


@cache
def load_converter() -> OpenCC:
    """OpenCC's Traditional to Simplified table; cached for the process."""
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """The text in Simplified, of the same length.

    >>> to_simplified("考察團認為，著名景點值得學習")
    '考察团认为，著名景点值得学习'
    >>> to_simplified("跟著規劃著力推進")
    '跟着规划着力推进'
    """
    converted = load_converter().convert(text)
    if len(converted) != len(text):
        single = (load_converter().convert(character) for character in text)
        converted = "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))
    return converted if converted == text else ZHE.sub("着", converted)
