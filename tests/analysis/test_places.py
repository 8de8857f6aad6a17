"""Who went where: cases as data, then whole reports against gold."""
import json
import time
from pathlib import Path

import pytest

from govreports.analysis.places import find_places
from govreports.analysis.places.abbreviations import read_abbreviations
from govreports.analysis.places.mentions import read_place, scan
from govreports.analysis.records import Kind
from tests.analysis.place_measure import GLUED, HEADLESS, PLAIN, place_figures
from tests.gold import GOLD

CASES = Path(__file__).with_name("cases")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"


def cases(name):
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / f"places_{name}.json").read_text("utf-8"))]


def check(case):
    found = find_places(title=case["title"], text=case["text"], headings=case.get("headings", []),
                        kind=Kind(case["report_kind"]), signature=case.get("signature", ""))
    assert [[place.name, place.code] for place in found.origin] == case["origin"]
    assert [[place.name, place.code] for place in found.hosts] == case["hosts"]


@pytest.mark.parametrize("case", cases("synthetic"))
def test_origin_and_hosts_are_as_a_reader_finds_them(case):
    check(case)


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known failure: its comment says why")
def test_known_failure(case):
    check(case)


@pytest.mark.parametrize(("text", "meant"), [
    ("四川成都郫都区战旗村", {"510117"}),
    ("西安碑林区", {"610103"}),
    ("天津和平区", {"120101"}),
    ("张家港市", {"320582"}),
    ("潜江市", {"429005"}),
    ("鼓楼区", {"320106", "320302", "350102", "410204"}),
])
def test_a_chain_narrows_what_a_name_can_mean(text, meant):
    assert {each.code for each in read_place(text, 0).candidates} == meant


@pytest.mark.parametrize("text", ["南京路步行街", "徐州工程机械集团", "苏州大学", "全国示范县创建", "加强合作", "保持平安", "三江口的船"])
def test_words_that_only_look_like_places_are_not_read_in_running_text(text):
    assert list(scan(text)) == []


@pytest.mark.parametrize(("text", "names"), [
    ("沪甬绍学习", ["上海市", "宁波市", "绍兴市"]),
    ("苏锡常考察", ["苏州市", "无锡市", "常州市"]),
    ("苏浙沪考察", ["江苏省", "浙江省", "上海市"]),
    ("杭州考察", []),
])
def test_abbreviations_in_a_row_explain_each_other(text, names):
    assert [place.candidates[0].name for place in read_abbreviations(text, 0)] == names


def test_no_title_and_no_text_give_no_places():
    found = find_places(title="", text="", headings=[], kind=Kind.OTHER)
    assert (found.origin, found.hosts) == ((), ())


@pytest.mark.parametrize("way", [PLAIN, GLUED, HEADLESS])
def test_gold_reports_stay_above_their_floors(way):
    figures = place_figures(GOLD, way)
    assert figures.reports >= 24
    assert figures.hosts >= 0.97
    assert figures.origin >= 0.97


@pytest.mark.skipif(not SHARED.exists(), reason="the shared evaluation reports are not here")
@pytest.mark.parametrize(("folder", "hosts", "origin"), [("dev", 0.98, 0.98), ("train", 0.97, 0.97), ("seeds", 0.98, 0.98)])
def test_evaluation_reports_stay_above_their_floors(folder, hosts, origin):
    figures = place_figures(SHARED / folder)
    assert (figures.hosts >= hosts, figures.origin >= origin) == (True, True), figures


def test_a_long_report_takes_a_few_milliseconds():
    text = "在合肥，考察团看了科学岛；在昆山，看了产业园。我们回去以后要学苏州、学杭州的劲头，" * 150
    best = 1.0
    for _ in range(3):
        start = time.perf_counter()
        find_places(title="某市赴合肥、昆山考察报告", text=text, headings=[], kind=Kind.STUDY_TOUR)
        best = min(best, time.perf_counter() - start)
    assert len(text) > 5000
    assert best < 0.03, "8 ms on an idle machine"
