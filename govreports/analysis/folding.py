"""One form for all spellings of the same words, so that a query meets a text: Simplified, half width, lower case.

Folding keeps every character in its place, so an offset in the folded text is one in the text.
"""
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np

from govreports.analysis.script import to_simplified

# A unit is what nobody searches a part of: one Chinese character, a run of letters, a run of digits.
UNIT = re.compile(r"[0-9]+|[a-z]+|[^\W_]")


@cache
def load_table() -> np.ndarray:
    """UTF-16 code unit -> folded code unit; what would become several ("㎡") stays, and so do characters of two units."""
    return np.array([_fold_unit(code) for code in range(0x10000)], np.uint16)


def _fold_unit(code: int) -> int:
    folded = "" if 0xD800 <= code < 0xE000 else unicodedata.normalize("NFKC", chr(code)).lower()
    return ord(folded) if len(folded) == 1 and folded < "\U00010000" else code


def fold(text: str) -> str:
    """The form that is matched, as long as the text. Text already in Simplified is meant.

    >>> fold("ＡＩ赋能，５Ｇ先行")
    'ai赋能,5g先行'
    """
    if text.isascii():
        return text.lower()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return load_table()[codes].tobytes().decode("utf-16-le", "surrogatepass")


def fold_any_script(text: str) -> str:
    """The same for text in either script, as long as the text.

    >>> fold_any_script("物業管理：Ｗ")
    '物业管理:w'
    """
    return fold(to_simplified(text))


def units(folded: str) -> Iterator[tuple[str, int]]:
    """(unit, offset) in order; punctuation and spaces are skipped and leave a gap.

    >>> list(units("5a级 93.5"))
    [('5', 0), ('a', 1), ('级', 2), ('93', 4), ('5', 7)]
    """
    return ((match.group(), match.start()) for match in UNIT.finditer(folded))


def pattern(word: str) -> str:
    """A regular expression that finds a folded word in folded text exactly where its units stand in a row.

    >>> re.sub(pattern("5g"), "*", "5g,15g,5gb,5g"), re.sub(pattern("经济"), "*", "市场经济体")
    ('*,15g,5gb,*', '市场*体')
    """
    parts, end = [], 0
    for unit, start in units(word):
        parts.append("." * (start - end) if parts else "")
        parts.append(_whole(unit))
        end = start + len(unit)
    return "".join(parts)


def _whole(unit: str) -> str:
    if unit.isascii() and unit.isdigit():
        return rf"(?<![0-9]){unit}(?![0-9])"
    if unit.isascii() and unit.isalpha():
        return rf"(?<![a-z]){unit}(?![a-z])"
    return re.escape(unit)
