"""Reports dressed in every kind of noise, in the wordings held back from the writing of rules: floors a little under what was reached.

The reports are in fixtures/gold, so that headings glued to their text were learned from; ``make noise`` measures the rest.
"""
import pytest

from govreports.analysis import analyze
from govreports.training.gold import read_folder
from govreports.training.scores import mean, measure
from tests.analysis.noise.kinds import KINDS, bundle, dress
from tests.gold import GOLD

REPORTS = [report for report in read_folder(GOLD) if report.name in ("dev-01", "dev-04", "dev-08", "dev-09", "train-03", "train-38")]
BODY, HEADINGS = 0.99, 0.95
HARD = {"glued": 0.75, "site glued": 0.75, "one_line": 0.6, "paged": 0.6, "site paged": 0.6, "dropped": 0.7, "no_punctuation": 0.8, "mojibake": 0.85}


@pytest.mark.parametrize("kind", KINDS)
def test_noise_is_mended_and_text_stays(kind):
    rows = []
    for report in REPORTS:
        made = dress(report, kind, "floor", "held")
        analysis = max(analyze(made.txt().encode(), "a.txt"), key=lambda one: len(one.clean.text))
        rows.append(measure(made.gold, analysis))
    figures = mean(rows)
    assert figures["body"] >= BODY
    assert figures["headings"] >= HARD.get(kind, HEADINGS)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("half", ["tune", "held"])
def test_bundled_articles_become_reports(seed, half):
    raw, golds = bundle(REPORTS[:3], str(seed), half)
    found = analyze(raw.encode(), "a.txt")
    assert len(found) == 3
    assert min(measure(gold, one)["body"] for gold, one in zip(golds, found, strict=True)) >= BODY


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_is_not_taken_for_several(report):
    assert len(analyze(dress(report, "site", "floor", "tune").txt().encode(), "a.txt")) == 1
