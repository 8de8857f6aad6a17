"""Characters as PDF and OFD writers store them -> the characters they stand for."""
import unicodedata

# Radicals of the CJK Radicals Supplement that are whole characters too; Unicode's EquivalentUnifiedIdeograph.txt pairs them.
RADICALS = str.maketrans(
    "⺁⺟⺠⻁⻄⻅⻆⻉⻋⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⺒⺝⺪⺮⻌⻨",
    "厂母民虎西见角贝车钅長长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟巳月疋竹辶麦")
UNREADABLE = 0.25  # share of characters without a meaning that makes a text layer worthless


def mend_characters(text: str) -> str:
    """Radicals that PDF writers put for the characters they look like: ⽂ is 文, ⺠ is 民.

    >>> mend_characters("⽂化为⺠")
    '文化为民'
    """
    return "".join(unicodedata.normalize("NFKC", sign) if "\u2f00" <= sign <= "\u2fd5" else sign for sign in text).translate(RADICALS)


def is_garbled(text: str) -> bool:
    """Whether a text layer has no usable characters: fonts without a table from glyph to character.

    >>> is_garbled("\\ue001\\ue002\\ue003")
    True
    """
    signs = [sign for sign in text if not sign.isspace()]
    unknown = sum(sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cc") for sign in signs)
    return unknown > UNREADABLE * len(signs)
