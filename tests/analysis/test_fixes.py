"""Each fault by its cases, mended and left alone alike."""
import json
from pathlib import Path

import pytest

from govreports.analysis import contents, fixes, line_ends, site
from govreports.analysis.lines import Line

FILES = ("fixes", "line_ends", "site")
CASES = [case for name in FILES for case in json.loads((Path(__file__).parent / "cases" / f"{name}.json").read_text("utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_fix(case):
    rule = next(getattr(module, case["fix"]) for module in (contents, fixes, line_ends, site) if hasattr(module, case["fix"]))
    lines, removed = rule([Line(text, text) for text in case["input"]])
    assert [line.text for line in lines] == case["expected"]
    assert bool(removed) is (case["input"] != case["expected"])


def test_both_scripts_are_edited_together():
    line = Line("调研组(zǔ)到县(xiàn)里看(kàn)了三(sān)家厂(chǎng)", "調研組(zǔ)到縣(xiàn)裏看(kàn)了三(sān)家廠(chǎng)")
    [mended], _ = fixes.remove_pinyin([line])
    assert (mended.text, mended.original) == ("调研组到县里看了三家厂", "調研組到縣裏看了三家廠")


def test_hard_wraps_are_joined_and_paragraphs_kept():
    text = "　　考察组一路看过来，最深的印象是规矩立得早、账目亮得出、人心聚得拢，三条缺一不可，回去以后要一条一条地学，一件一件地做。"
    second = "　　有人问钱从哪里来，答案是先从省下来的地方来，再从居民愿意出的地方来，最后才向上面伸手，这个次序不能反，反了就做不长久。"
    wrapped = [line for paragraph in (text, second, text) for line in (paragraph[i : i + 24] for i in range(0, len(paragraph), 24))]
    joined, _ = line_ends.join_wrapped_lines([Line(line, line) for line in wrapped])
    assert [line.text for line in joined] == [text.strip(), second.strip(), text.strip()]
