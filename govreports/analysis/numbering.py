"""How Chinese documents number their parts: 一、 （一） 1. （1） ① 第一， 一是 一要."""
import re
from dataclasses import dataclass

HAN_NUMBER = "一二三四五六七八九十"
FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("一、", re.compile(rf"^([{HAN_NUMBER}]{{1,3}})\s*、\s*")),
    ("（一）", re.compile(rf"^[（(]([{HAN_NUMBER}]{{1,3}})[）)]\s*、?\s*")),
    ("1.", re.compile(r"^(\d{1,2})\s*(?:[.．](?!\d)|、)\s*")),
    ("（1）", re.compile(r"^[（(](\d{1,2})[）)]\s*")),
    ("①", re.compile(r"^([①-⑳])\s*")),
    ("第一篇", re.compile(rf"^第([{HAN_NUMBER}]{{1,3}})[章节篇部]分?[\s:：]*")),
    ("一问", re.compile(rf"^([{HAN_NUMBER}]{{1,2}})[问看学悟做行思感](?=[\s　:：])[\s　:：]*")),
    ("上篇", re.compile(r"^([上中下合]|终|结)篇[\s　:：]+")),
)
BULLET = re.compile(r"^[▌■●◆□▲★❖]\s*")
RUN_IN = re.compile(rf"(?:第?[{HAN_NUMBER}]{{1,2}}(?:是|要|[，、：,])|其[{HAN_NUMBER}])")


@dataclass(frozen=True, slots=True)
class Number:
    family: str
    value: int
    length: int  # of the number with what parts it from the text, in characters


def read_number(text: str) -> Number | None:
    """The number at the start of a line, or None.

    >>> read_number("（三）聚焦项目"), read_number("12.5公里")
    (Number(family='（一）', value=3, length=3), None)
    """
    for family, pattern in FAMILIES:
        if match := pattern.match(text):
            return Number(family, value_of(match.group(1)), match.end())
    return None


def value_of(number: str) -> int:
    """
    >>> value_of("十二"), value_of("7"), value_of("③")
    (12, 7, 3)
    """
    if number.isdigit() and number.isascii():
        return int(number)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    if number in "上中下合终结":
        return "上中下合终结".index(number) + 1
    tens, ten, ones = number.rpartition("十")
    value = (HAN_NUMBER.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return value + (HAN_NUMBER.index(ones) + 1 if ones else 0)


def number_for(family: str, value: int) -> str:
    """How a family writes a value, for families that appear inside running text.

    >>> number_for("一、", 2), number_for("（一）", 3), number_for("一要", 2)
    ('二、', '（三）', '二要')
    """
    han = HAN_NUMBER[value - 1] if value <= 10 else "十" + HAN_NUMBER[value - 11]
    return {"一、": f"{han}、", "（一）": f"（{han}）", "一要": f"{han}要"}[family]
