"""Which hosts a passage speaks of: cases as data, then whole reports against answers written by hand."""
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from govreports.analysis.places import mark_places
from govreports.analysis.records import Heading, Passage, PlaceName, Places, Role
from tests.analysis.passage_place_measure import ANSWERS, DEVELOPMENT, FINAL, answers, figures, load_report, parts, place

CASES = json.loads((Path(__file__).with_name("cases") / "passage_places.json").read_text("utf-8"))
ROLES = {"学": Role.LEARNED, "悟": Role.REALIZED, "行": Role.ACTION, "景": Role.CONTEXT}


def told(case: dict) -> list[list[str]]:
    """Lines are "# heading", or role and text; each line is a paragraph, "+" goes on in the one before."""
    passages, headings, paragraph = [], [], 0
    for start, (sign, text) in enumerate(line.split(" ", 1) for line in case["lines"]):
        if sign.startswith("#"):
            headings.append(Heading(start, start + 1, text, len(sign)))
            continue
        paragraph += not sign.startswith("+")
        passages.append(Passage(start, start + 1, text, paragraph, len(headings) - 1 if headings else None, ROLES[sign[-1]], 1.0))
    hosts, origin = (tuple(map(place, case[side])) for side in ("hosts", "origin"))
    marks = mark_places(passages, headings, places=Places(origin, hosts), title=case.get("title", ""))
    return [[mark.place.name for mark in each] for each in marks]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_passage_speaks_of_the_hosts_a_reader_would_say(case):
    assert told(case) == case["expected"]


def test_every_mark_says_why_and_what_was_named():
    passages = [Passage(0, 1, "杭州的老厂房改成了书房。", 0, None, Role.LEARNED, 1.0)]
    hosts = (PlaceName("杭州市拱墅区", "330105"), PlaceName("苏州市", "320500"))
    [[mark]] = mark_places(passages, [], places=Places((), hosts))
    assert (mark.place, mark.code) == (hosts[0], "330100")
    assert [(why.kind, why.text) for why in mark.evidence] == [("around", "杭州")]


def test_report_without_hosts_or_without_passages_has_no_marks():
    passage = Passage(0, 1, "他们抓规划。", 0, None, Role.LEARNED, 1.0)
    assert mark_places([passage], [], places=Places()) == [()]
    assert mark_places([], [], places=Places((), (PlaceName("杭州市", "330100"),))) == []


def test_answers_are_halves_of_twelve_reports():
    assert len(list(ANSWERS.glob("*.json"))) == 12
    assert len(list(answers(DEVELOPMENT))) == len(list(answers(FINAL))) == 6


@pytest.mark.parametrize(("half", "precision", "recall"), [(DEVELOPMENT, 0.95, 0.95), (FINAL, 0.92, 0.95)])
def test_reports_stay_above_their_floors(half, precision, recall):
    found = figures(half)
    assert (found.precision >= precision, found.recall >= recall) == (True, True), found


def test_report_of_five_thousand_characters_takes_five_milliseconds():
    report = load_report("dev-09")
    once, headings = parts(report)
    passages = [replace(each, start=each.start + 10_000 * turn) for turn in range(3) for each in once]
    places = Places(tuple(map(place, report.origin)), tuple(map(place, report.hosts)))
    assert sum(len(each.text) for each in passages) > 5000
    times = []
    for _ in range(5):
        start = time.perf_counter()
        mark_places(passages, headings, places=places, title=report.title)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.010  # measured 3 ms; twice five for a busy machine
