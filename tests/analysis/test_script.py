"""The tables applied here must say what OpenCC itself says."""
import pytest
from opencc import OpenCC

from govreports.analysis.script import ZHE, to_simplified
from tests.gold import gold_raws


@pytest.mark.parametrize("spelling", ["s2t", "s2tw", "s2hk"])
def test_conversion_is_that_of_opencc(spelling):
    simplified, spelt = OpenCC("t2s"), OpenCC(spelling)
    for _, gold in gold_raws()[:6]:
        text = spelt.convert("\n".join(block.get("text") or "".join(span["text"] for span in block["spans"]) for block in gold["blocks"]))
        assert to_simplified(text) == ZHE.sub("着", simplified.convert(text))


def test_length_stays_where_the_table_has_two_readings():
    assert [to_simplified(text) for text in ("乾燥", "老態龍鍾", "沒有變化的簡化字")] == ["干燥", "老态龙钟", "没有变化的简化字"]
