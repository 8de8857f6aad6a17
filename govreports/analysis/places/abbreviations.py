"""One-character names of provinces and cities in a row: 沪甬绍, 苏浙沪."""
import re
from functools import cache

from ..lexicon import load_list
from ..lexicon.divisions import Division, Level, division
from .mentions import Mention, either


@cache
def _load_abbreviations() -> dict[str, tuple[Division, ...]]:
    table = load_list("places")["abbreviations"].split()
    return {entry[0]: tuple(division(code) for code in entry[1:].split("/")) for entry in table}


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"([{''.join(_load_abbreviations())}]{{2,6}})(?={either('title_end')}|[各]|$)")


def read_abbreviations(text: str, pos: int) -> list[Mention]:
    """The places of a row that stands exactly here, before a word for the tour; else empty.

    >>> [place.candidates[0].name for place in read_abbreviations("赴沪甬绍学习", 1)]
    ['上海市', '宁波市', '绍兴市']
    >>> [place.candidates[0].name for place in read_abbreviations("赴苏锡常考察", 1)]
    ['苏州市', '无锡市', '常州市']
    """
    row = _row().match(text, pos)
    if not row:
        return []
    choices = [_load_abbreviations()[sign] for sign in row[1]]
    sure = [each[0] for each in choices if len(each) == 1]
    cities = {each.code[:2] for each in sure if each.level == Level.PREFECTURE}
    found = []
    for offset, (sign, readings) in enumerate(zip(row[1], choices, strict=True), start=pos):
        beside = [each for each in readings if each.level == Level.PREFECTURE and each.code[:2] in cities]
        found.append(Mention(offset, offset + 1, sign, (((beside or readings)[0],),)))
    return found
