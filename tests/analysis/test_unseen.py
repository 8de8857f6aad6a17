"""Reports that the models never saw: learn from ``fixtures/training`` alone, read the raw files of ``fixtures/gold``.

Floors a little under what was reached; ``make table`` tells more, by cross-validation, but takes minutes.
"""
from govreports.analysis import analyze
from govreports.analysis.pipeline import Learned
from govreports.training import roles, themes
from govreports.training.gold import read_folder
from govreports.training.scores import mean, measure
from tests.gold import GOLD, gold_raws

FLOORS = {"roles": 0.905, "themes": 0.735}


def test_unseen_reports_stay_above_the_floors():
    reports = read_folder(GOLD.parent / "training")
    learned = Learned(roles.train([roles.example(report) for report in reports]), themes.train([themes.example(report) for report in reports]))
    read = [
        (gold, max(analyze(raw.read_bytes(), raw.name, learned=learned), key=lambda found: len(found.clean.text))) for raw, gold in gold_raws()
    ]
    figures = mean([measure(gold, analysis) for gold, analysis in read])
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}
