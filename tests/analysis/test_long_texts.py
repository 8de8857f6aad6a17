"""Texts much longer than any report, and odder: the time must grow with their length and not faster."""
import time

import pytest

from govreports.analysis import analyze


@pytest.mark.parametrize("report", [
    "滨海市赴杭州市考察报告\n" + "杭州市抓老旧小区改造，成效明显。我们深感差距很大。下一步要制定方案。" * 600,
    "我市要学\n" * 3000,
], ids=["one paragraph", "lines alike"])
def test_long_odd_text_takes_no_longer_than_its_length(report):
    started = time.process_time()
    analyze(report.encode(), "a.txt")
    assert time.process_time() - started < 20  # seconds; about 2, but minutes where every part is compared with every other
