"""What a number is worth: digits, Chinese numerals, 万 and 亿."""
import re

DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = "[零〇一二两三四五六七八九十百千]+"
SCALES = {
    "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "": 1.0,
}
SCALE = "|".join(filter(None, SCALES))

_DIGIT = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEP = {"十": 10, "百": 100, "千": 1000}


def read_number(written: str, scale: str = "") -> float | None:
    """The value, or None for what is no single well-formed number.

    >>> read_number("1,200.5"), read_number("9.2", "亿"), read_number("三百", "万"), read_number("两千五百")
    (1200.5, 920000000.0, 3000000.0, 2500.0)
    >>> read_number("16."), read_number("十几"), read_number("百"), read_number("一万二千")
    (None, None, 100.0, 12000.0)
    """
    if re.fullmatch(DIGITS, written):
        return round(float(re.sub("[,，]", "", written)) * SCALES[scale], 6)
    value = read_chinese(written)
    return None if value is None else value * SCALES[scale]


def read_chinese(written: str) -> float | None:
    """A Chinese numeral; 三五 and 一二三 are none."""
    thousands, _, rest = written.partition("万")
    if rest:
        high, low = read_chinese(thousands), read_chinese(rest)
        return None if high is None or low is None else high * 10000 + low
    total, digit = 0, None
    for character in written:
        if character in _STEP:
            total += (1 if digit is None else digit) * _STEP[character]
            digit = None
        elif character not in _DIGIT or digit:
            return None
        else:
            digit = _DIGIT[character]
    return float(total + (digit or 0)) if written else None
