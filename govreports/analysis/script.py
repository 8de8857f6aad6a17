"""Traditional and Simplified Chinese: every stage matches in Simplified, readers see what was written.

Conversion is character for character in length (OpenCC ``t2s``), so an offset holds in both scripts.
Phrase conversion to another region's wording (``tw2sp``) would not, and would change what was said.
"""
from functools import cache

from opencc import OpenCC


@cache
def load_converter() -> OpenCC:
    """OpenCC's Traditional to Simplified table; cached for the process."""
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """The text in Simplified, of the same length.

    >>> to_simplified("考察團認為，著名景點值得學習")
    '考察团认为，著名景点值得学习'
    """
    converted = load_converter().convert(text)
    if len(converted) == len(text):
        return converted
    single = (load_converter().convert(character) for character in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))
