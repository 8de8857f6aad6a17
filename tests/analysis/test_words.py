"""Our cut is jieba's, on everything at hand and on nonsense."""
import random

import pytest

from govreports.analysis import words
from tests.gold import GOLD

TEXTS = sorted([*GOLD.glob("*.raw.txt"), *GOLD.parent.joinpath("training").glob("*.txt")])
ODD = "一二三中国人民5G3.5%+-_&#.，。\r\n\t 　ＡＢ㐀𠀀éあ龘乾隆物业abcXYZ·"


def by_jieba(text: str, mode: str) -> list[tuple[str, int, int]]:
    return list(words.load_tokenizer().tokenize(text, mode=mode))


@pytest.mark.parametrize("part", range(8))
def test_texts_are_cut_as_jieba_does(part: int):
    for path in TEXTS[part::8]:
        text = path.read_text("utf-8", errors="replace")
        assert words.cut(text) == words.load_tokenizer().lcut(text), path.name
        assert list(words.cut_with_offsets(text, search=True)) == by_jieba(text, "search"), path.name


@pytest.mark.parametrize("seed", range(20))
def test_nonsense_is_cut_as_jieba_does(seed: int):
    chance = random.Random(seed)
    for _ in range(200):
        text = "".join(chance.choices(ODD, k=chance.randint(0, 30)))
        assert words.cut(text) == words.load_tokenizer().lcut(text), repr(text)
        assert list(words.cut_with_offsets(text)) == by_jieba(text, "default"), repr(text)
