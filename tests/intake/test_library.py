"""The index follows what is stored, and a failing index never costs a report."""
import pytest
from haystack import connections

from govreports.intake import library
from govreports.intake.intake import take_in
from govreports.reports.models import Report, State
from govreports.reports.services import Corrections, report_link
from govreports.search import engine
from govreports.search.backend import WhooshBackend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index():
    connections["default"].get_backend().clear()


@pytest.fixture
def report(raw, committing) -> Report:
    with committing():
        outcome, = take_in(raw("dev-01.raw.txt"), "a.txt", state=State.PUBLISHED)
    return Report.objects.get(pk=outcome.report_id)


def found(**wanted) -> list[int]:
    """Numbers of the reports found; of all study tours when nothing else is asked for."""
    wanted = wanted or {"kinds": ("study_tour",)}
    return [group.id for group in engine.search(engine.SearchQuery(**wanted)).groups]


def test_published_report_is_found_and_a_draft_is_not(report, raw, committing):
    with committing():
        take_in(raw("dev-02.raw.txt"), "b.txt")
    assert found() == [report.pk]
    assert found(q="徐州") == [report.pk]


def test_withdrawing_takes_it_out_and_publishing_brings_it_back(report, committing):
    with committing():
        library.withdraw(report)
    assert found() == []
    with committing():
        library.publish(report)
    assert found() == [report.pk]


def test_corrected_theme_is_found_at_once(report, committing):
    assert found(themes=("rule-of-law",)) == []
    with committing():
        library.correct(report, Corrections(themes={3: ("rule-of-law",)}))
    assert found(themes=("rule-of-law",)) == [report.pk]


def test_new_version_takes_the_place_of_the_old_one_and_gives_it_back(report, raw, committing):
    with committing():
        outcome, = take_in(raw("dev-02.raw.txt"), "b.txt")
        new = Report.objects.get(pk=outcome.report_id)
        report_link(report, new)
        library.publish(new)
    assert found() == [new.pk]
    with committing():
        library.discard(new)
    assert found() == [report.pk]


def test_deleted_report_is_not_found(report, committing):
    with committing():
        library.discard(report)
    assert found() == []


def test_report_is_stored_also_when_the_index_fails(raw, committing, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(WhooshBackend, "replace_reports", broken)
        with committing():
            outcome, = take_in(raw("dev-01.raw.txt"), "a.txt", state=State.PUBLISHED)
    assert Report.objects.get(pk=outcome.report_id).state == State.PUBLISHED
    assert "check_index" in caplog.text and found() == []
    engine.catch_up()
    assert found() == [outcome.report_id]


def test_report_withdrawn_meanwhile_by_somebody_else_is_not_indexed_again(report, committing):
    seen_before = Report.objects.get(pk=report.pk)
    with committing():
        library.withdraw(report)
    with committing():
        library.index_after_commit([seen_before])
    assert seen_before.state == State.PUBLISHED
    assert found() == []
