"""Title, kind, dates and places on reports whose wording nobody wrote rules for: floors a little under what was reached."""
from pathlib import Path

import pytest

from govreports.training.gold import read_folder
from govreports.training.metadata import measure, place_f1, place_key, render

TRAINING = Path(__file__).resolve().parents[2] / "fixtures" / "training"
FLOORS = {"title": 1.0, "kind": 0.99, "date": 1.0, "visit": 0.96, "origin": 0.94, "hosts": 0.94}


@pytest.fixture(scope="module")
def shares():
    told: dict[str, list[float]] = {}
    for report in read_folder(TRAINING):
        for each in measure(report, *render(report, TRAINING)):
            told.setdefault(each.fact, []).append(each.share)
    return told


@pytest.mark.parametrize("fact", FLOORS)
def test_fact_stays_above_its_floor(shares, fact):
    assert len(shares[fact]) > 90
    assert sum(shares[fact]) / len(shares[fact]) >= FLOORS[fact]


def test_places_are_compared_by_their_lowest_part():
    assert place_key("江西省景德镇市") == place_key("景德镇")
    assert place_f1(["成都市青羊区", "西安市"], ["青羊区"]) == pytest.approx(2 / 3)
