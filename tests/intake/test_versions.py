"""When two texts are versions of one report."""
import pytest

from govreports.intake.versions import SAME_REPORT, share_in_common, title_key
from tests.gold import GOLD, load_gold

NAMES = sorted(path.name.split(".")[0] for path in GOLD.glob("*.gold.json"))


def text_of(name: str) -> str:
    blocks = load_gold(name)["blocks"]
    return "\n".join(block["text"] if block["type"] == "heading" else "".join(span["text"] for span in block["spans"]) for block in blocks)


def test_different_reports_have_next_to_nothing_in_common():
    texts = [text_of(name) for name in NAMES]
    highest = max(share_in_common(one, other) for number, one in enumerate(texts) for other in texts[number + 1:])
    assert highest < SAME_REPORT / 5


def test_masked_copy_with_blanked_years_is_still_the_same_report():
    text = text_of("dev-01")
    masked = text.replace("2024年", "20XX年").replace("徐州", "**").replace("3", "")
    assert masked != text
    assert share_in_common(text, masked) >= SAME_REPORT


def test_half_of_a_report_is_not_taken_for_a_newer_version_of_the_whole():
    text = text_of("dev-01")
    assert share_in_common(text, text[: len(text) // 4]) < SAME_REPORT


@pytest.mark.parametrize("title", ["赴苏州考察报告（修订稿）", "赴苏州考察报告(终稿)", " 赴苏州考察报告 ", "赴苏州考察报告【征求意见稿】"])
def test_notes_on_the_version_do_not_make_another_title(title):
    assert title_key(title) == "赴苏州考察报告"


def test_empty_texts_have_nothing_in_common():
    assert share_in_common("", "") == share_in_common("他们抓规划。", "") == 0
