"""Whole reports against gold: floors a little under what was reached. Raise them when you can."""
import pytest

from govreports.analysis import analyze
from tests.analysis.measure import mean, measure
from tests.gold import gold_raws

FLOORS = {"body": 0.995, "headings": 0.90, "roles": 0.74, "themes": 0.68, "title": 1.0, "kind": 1.0, "date": 0.95, "visit": 0.90}


@pytest.fixture(scope="module")
def figures():
    rows = []
    for raw, gold in gold_raws():
        analysis = max(analyze(raw.read_bytes(), raw.name), key=lambda a: len(a.clean.text))
        rows.append(measure(gold, analysis))
    assert len(rows) >= 24
    return mean(rows)


@pytest.mark.parametrize("name", FLOORS)
def test_figure_stays_above_its_floor(figures, name):
    assert figures[name] >= FLOORS[name]


@pytest.mark.parametrize("pair", gold_raws(), ids=lambda pair: pair[0].name)
def test_passages_and_headings_cover_the_body_without_overlap(pair):
    raw, _ = pair
    for analysis in analyze(raw.read_bytes(), raw.name):
        text, at = analysis.clean.text, analysis.masthead.body_start
        assert len(analysis.clean.original) == len(text)
        blocks = sorted([*analysis.headings, *analysis.passages], key=lambda block: block.start)
        for block in blocks:
            assert text[at : block.start].strip(" \n　▌■") == ""
            assert block.text == text[block.start : block.end]
            at = block.end
        assert text[at:].strip() == ""
