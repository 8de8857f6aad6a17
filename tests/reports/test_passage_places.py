"""Hosts of passages as stored: written with the report, told anew after corrections, shown on the report page."""
import importlib
from dataclasses import replace

import pytest
from django.apps import apps
from django.urls import reverse

from govreports.analysis.records import PlaceName
from govreports.reports import services
from govreports.reports.models import PassagePlace
from govreports.reports.selectors.about import passages_about
from govreports.reports.services import Corrections
from tests.reports.shelf import shelve, shelve_analysis, small_analysis

pytestmark = pytest.mark.django_db
HANGZHOU, SUZHOU = PlaceName("杭州市", "330100"), PlaceName("苏州市", "320500")


def spoken(report) -> dict[int, list[str]]:
    return {
        passage.number: [mark.visit.name for mark in passage.place_marks.select_related("visit").order_by("visit__position")]
        for passage in report.passages.order_by("number")
    }


@pytest.fixture
def report():
    """Hangzhou and Suzhou; four passages, one of each role, that name Hangzhou."""
    return shelve_analysis(small_analysis(text="杭州建成了平台。"))


def test_marks_are_stored_with_their_reasons(report):
    assert spoken(report) == {key: ["杭州市"] for key in range(1, 5)}
    mark = PassagePlace.objects.first()
    assert (mark.code, mark.evidence) == ("330100", [{"kind": "cue", "text": "杭州", "weight": 1.0}])


def test_storing_costs_the_same_however_many_passages(django_assert_num_queries, django_assert_max_num_queries):
    shelve_analysis(small_analysis(), 0)  # makes the rows of the places
    with django_assert_max_num_queries(30) as few:
        shelve_analysis(small_analysis(text="杭州好。"), 1)
    with django_assert_num_queries(len(few)):
        shelve_analysis(small_analysis(text="杭州、苏州好。", passages=40), 2)


def test_other_hosts_give_other_marks(report):
    services.report_correct(report, Corrections(hosts=(SUZHOU, PlaceName("宁波市", "330200"))))
    assert spoken(report) == {key: [] for key in range(1, 5)}
    services.report_correct(report, Corrections(hosts=(HANGZHOU,)))
    assert spoken(report) == {key: ["杭州市"] for key in range(1, 5)}


def test_other_role_gives_other_marks():
    report = shelve_analysis(replace(small_analysis(text="把网格切小。"), places=replace(small_analysis().places, hosts=(HANGZHOU,))))
    assert spoken(report) == {1: ["杭州市"], 2: [], 3: [], 4: []}
    services.report_correct(report, Corrections(roles={1: "action", 3: "learned"}))
    assert spoken(report) == {1: [], 2: [], 3: ["杭州市"], 4: []}


def test_marks_made_by_hand_stay_when_hosts_change(report):
    passage = report.passages.get(number=2)
    services.passage_places_correct(passage, report.visits.filter(name="苏州市").select_related("place"))
    services.report_correct(report, Corrections(hosts=(SUZHOU, HANGZHOU, PlaceName("宁波市", "330200"))))
    assert spoken(report) == {1: ["杭州市"], 2: ["苏州市"], 3: ["杭州市"], 4: ["杭州市"]}
    assert passages_about("320500").get() == passage


def test_title_and_dates_alone_change_no_marks(report):
    before = list(PassagePlace.objects.values_list("pk", flat=True))
    services.report_correct(report, Corrections(title="新标题", hosts=(HANGZHOU, SUZHOU)))
    assert list(PassagePlace.objects.values_list("pk", flat=True)) == before


def test_migration_tells_stored_reports(report):
    told = spoken(report)
    PassagePlace.objects.all().delete()
    importlib.import_module("govreports.reports.migrations.0003_passage_places").tell_stored(apps, None)
    assert spoken(report) == told


def test_report_of_several_hosts_shows_them_on_its_passages(client):
    report = shelve("dev-01")
    for view in ("text", "breakdown"):
        html = client.get(report.get_absolute_url(), {"view": view}).content.decode()
        assert f'<a href="{reverse("city", args=["320300"])}">徐州市</a>' in html
        assert 'class="themes places"' in html
    assert "谈的是徐州市：文中有“徐州”" in client.get(report.get_absolute_url()).content.decode()


def test_report_of_one_host_does_not_repeat_it(client):
    assert 'class="themes places"' not in client.get(shelve("train-28").get_absolute_url()).content.decode()
