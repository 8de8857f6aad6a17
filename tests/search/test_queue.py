"""Tasks are as certain as the changes they belong to; the check finds what differs and mends it."""
import pytest
from django.core.management import call_command
from django.db import transaction
from haystack import connections

from govreports.reports.models import Passage, Report, State
from govreports.search import engine
from govreports.search.backend import WhooshBackend
from govreports.search.engine import SearchQuery
from govreports.search.models import IndexTask
from govreports.search.store import IndexBusy
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def total() -> int:
    return engine.count(SearchQuery())


@pytest.fixture
def commits(monkeypatch) -> list[list[int]]:
    """Reports of each commit of the index."""
    seen: list[list[int]] = []
    replace = WhooshBackend.replace_reports
    monkeypatch.setattr(WhooshBackend, "replace_reports", lambda self, reports: (seen.append(list(reports)), replace(self, reports)))
    return seen


def test_a_change_taken_back_leaves_no_task(django_capture_on_commit_callbacks):
    report = put("物业费降了。")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        engine.follow([report.pk])
        raise ZeroDivisionError
    assert not IndexTask.objects.exists()


def test_tasks_are_deleted_once_done(django_capture_on_commit_callbacks):
    report = put("物业费降了。", indexed=False)
    with django_capture_on_commit_callbacks(execute=True):
        engine.follow([report.pk, report.pk])
    assert total() == 1 and not IndexTask.objects.exists()


def test_what_a_killed_process_left_is_done_by_the_next(django_capture_on_commit_callbacks):
    left, now = put("物业费降了。", indexed=False), put("路灯亮了。", indexed=False)
    IndexTask.objects.create(report=left.pk)
    with django_capture_on_commit_callbacks(execute=True):
        engine.follow([now.pk])
    assert total() == 2


def test_many_reports_are_one_commit_while_a_batch_is_open(django_capture_on_commit_callbacks, commits):
    reports = [put("物业费降了。", indexed=False) for _ in range(5)]
    with engine.batches():
        for report in reports:
            with django_capture_on_commit_callbacks(execute=True):
                engine.follow([report.pk])
        assert not commits
    assert commits == [[report.pk for report in reports]] and total() == 5


def test_a_writer_that_is_busy_leaves_the_task(django_capture_on_commit_callbacks, monkeypatch, caplog):
    report = put("物业费降了。", indexed=False)
    with monkeypatch.context() as patched:
        patched.setattr(WhooshBackend, "replace_reports", lambda *_: (_ for _ in ()).throw(IndexBusy("writing")))
        with django_capture_on_commit_callbacks(execute=True):
            engine.follow([report.pk])
    assert "being written" in caplog.text and total() == 0 and IndexTask.objects.count() == 1
    engine.catch_up()
    assert total() == 1


def test_check_finds_and_mends_every_difference(capsys):
    same, missing = put("物业费降了。"), put("路灯亮了。", indexed=False)
    gone, changed = put("湖水清了。"), put("山也绿了。")
    Report.objects.filter(pk=gone.pk).update(state=State.DRAFT)
    Passage.objects.filter(report=changed).update(role="action")
    difference = engine.compare()
    assert (difference.missing, difference.superfluous, difference.different) == ((missing.pk,), (gone.pk,), (changed.pk,))
    with pytest.raises(SystemExit):
        call_command("check_index")
    assert "索引里缺 missing：1 篇" in capsys.readouterr().out
    call_command("check_index", mend=True)
    call_command("check_index")
    assert "索引与数据库一致，共 3 篇" in capsys.readouterr().out
    assert engine.search(SearchQuery(q="物业")).groups[0].id == same.pk


def test_check_finds_a_doubled_passage():
    report = put("物业费降了。")
    backend = connections["default"].get_backend()
    with backend.store.writer() as writer:
        writer.add_document(**backend.document(report.passages.get()))
    assert engine.compare().different == (report.pk,)
    engine.mend(engine.compare())
    assert not engine.compare().reports and total() == 1
