"""Folding keeps every character in its place, whatever stands there."""
import re

import pytest

from govreports.analysis.folding import fold, fold_any_script, pattern, units

AWKWARD = [
    "５Ｇ＋工业互联网", "㎡、№、①、Ⅻ、½、ﬁ", "İstanbul", "𠮷野家與𠀋", "乾隆年間的乾果", "𝟚𝟘𝟚𝟛年", "", "\u200b零宽\ufeff", "が", "e\u0301",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_folded_text_is_as_long_as_the_text(text: str):
    assert len(fold(text)) == len(fold_any_script(text)) == len(text)


@pytest.mark.parametrize("text", AWKWARD)
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


def test_both_scripts_and_widths_meet():
    assert fold_any_script("學習「一網統管」，ＧＤＰ") == fold("学习「一网统管」，gdp")


@pytest.mark.parametrize(("word", "text", "times"), [
    ("2023", "12023年、2023年、20230年", 1),
    ("a级", "5A级、3a级", 2),
    ("93.5", "增长93.5%、193.5、93-5", 2),
    ("c++", "C++与C", 2),
])
def test_numbers_and_letters_are_found_whole(word: str, text: str, times: int):
    assert len(re.findall(pattern(word), fold(text))) == times


def test_units_say_where_they_stand():
    text = fold("用地5.2万㎡")
    assert all(text[start:start + len(unit)] == unit for unit, start in units(text))
