"""Excerpts show the right place, and marks sit on the right characters in either script."""
import pytest

from govreports.analysis.script import to_simplified
from govreports.analysis.snippets import CUT, WIDTH, find_marks, snippet


def marked(found) -> list[str]:
    return [text for text, is_mark in found.parts if is_mark]


BEFORE, HERE = "老城区道路狭窄，停车位不足，居民意见较大。", "武侯区推行信托制物业，每笔支出扫码可查。"
LONG = BEFORE * 12 + HERE + "其他街道也在学习这一做法，效果逐步显现。" * 12


def test_short_text_is_shown_whole():
    found = snippet("物业矛盾是老城区的顽疾。", ["物业"])
    assert str(found) == "物业矛盾是老城区的顽疾。" and marked(found) == ["物业"]


def test_long_text_is_cut_around_the_words_at_whole_sentences():
    found = snippet(LONG, ["信托制"])
    assert marked(found) == ["信托制"]
    assert str(found).startswith(CUT + "武侯区推行") and str(found).endswith("。" + CUT)
    assert len(str(found)) <= WIDTH * 5 // 4


def test_the_place_with_most_words_wins():
    text = "物业很重要。" + "路灯已经修好。" * 40 + "这里讲物业，也讲信托。" + "树也种上了。" * 40
    assert marked(snippet(text, ["物业", "信托"])) == ["物业", "信托"]


def test_text_without_the_words_gives_its_beginning():
    found = snippet(LONG, ["海绵城市"])
    assert str(found).startswith("老城区道路狭窄") and str(found).endswith(CUT) and marked(found) == []


@pytest.mark.parametrize("original", ["發展規劃與鄉村「振興」的關係", "在後臺裏乾著急，幹部瞭解著名景點", "學習𠮷林的頭髮產業"])
def test_marks_sit_on_the_original_characters(original: str):
    text = to_simplified(original)
    for start in range(len(text) - 1):
        word = text[start:start + 2]
        if word.isalnum():
            found = snippet(text, [word], original=original)
            assert str(found) == original
            assert original[start:start + 2] in "".join(marked(found))


def test_an_original_of_another_length_is_marked_by_itself():
    found = snippet("学习物业管理", ["物业"], original="學習 物業管理")
    assert marked(found) == ["物業"]


def test_words_side_by_side_are_one_mark():
    assert marked(snippet("信托制物业好", ["信托制", "物业"])) == ["信托制物业"]


def test_overlapping_words_are_marked_once():
    marks = find_marks("城市更新和更新换代", ["城市更新", "市更", "更新"])
    assert [(mark.start, mark.end) for mark in marks] == [(0, 4), (5, 7)]


def test_markup_in_a_text_stays_text():
    assert str(snippet("<b>物业</b>&amp;", ["物业"])) == "<b>物业</b>&amp;"


@pytest.mark.parametrize("text", ["", "。", "物业"])
@pytest.mark.parametrize("words", [[], [""], ["。"], ["物业"], ["(["]])
def test_nothing_is_an_error(text: str, words: list[str]):
    assert str(snippet(text, words)) == text
