"""What cannot be mended is said; what only looks like it is not. The text itself is never changed."""
import json
from pathlib import Path

import pytest

from govreports.analysis.clean import clean
from govreports.analysis.damage import find_damage
from govreports.analysis.records import RawLine, RawText
from tests.gold import gold_raws

CASES = json.loads((Path(__file__).parent / "cases" / "damage.json").read_text("utf-8"))
MASKED = "有的名称或日期被符号遮住"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_damage(case):
    assert list(find_damage(case["input"])) == case["expected"]


@pytest.fixture(scope="module")
def wholes() -> list[str]:
    return ["\n".join(b.get("text") or "".join(s["text"] for s in b["spans"]) for b in gold["blocks"]) for _, gold in gold_raws()]


def test_whole_reports_have_no_damage_but_masks(wholes):
    assert {reason for text in wholes for reason in find_damage(text)} <= {MASKED}


@pytest.mark.parametrize(("lost", "reason"), [("的在了用由从", "有的常用字整批缺失"), ("3456", "有的数字符号整批缺失"), ("，。、；：！？", "标点整批缺失")])
def test_what_is_missing_throughout_is_told(wholes, lost, reason):
    text = max(wholes, key=lambda whole: sum(c.isdigit() for c in whole))
    assert reason in find_damage("".join(c for c in text if c not in lost))


def test_damaged_text_is_kept_as_it_stands():
    line = "总面积16.平方公里，比上年增长%，XX县的**镇在月8日建成__个点。"
    assert clean(RawText((RawLine(line),), "txt")).text == line


def test_text_held_back_by_the_site_is_told():
    text = clean(RawText(tuple(map(RawLine, ["考察组走了三个区，每到一处都听介绍、看现场、问细节。" * 5, "剩余45%未读，订阅后可继续阅读"])), "txt"))
    assert text.damage == ("原文在网站上没有全文",)
    assert "未读" not in text.text
