"""Made reports are the same for everybody and like real ones."""
from collections import Counter

from govreports.search.index.fields import Words
from tests.bench import corpus


def test_a_report_is_the_same_whatever_is_asked_before():
    later = list(corpus.reports(2, start=7))
    assert later == [corpus.report(7), corpus.report(8)] and later[0] != later[1]


def test_reports_have_the_size_and_the_rare_words_of_real_ones():
    made = list(corpus.reports(40))
    assert 4500 < sum(len(report.text) for report in made) / 40 < 6500
    held = Counter(term for report in made for term in set(Words().tokens(report.text).terms))
    assert sum(count == 1 for count in held.values()) > len(held) / 4
    assert any("學" in report.text for report in made) and all(report.cities and report.themes for report in made)
