"""Taking files in: real files through the whole program into a real database."""
import io
import zipfile

import pytest
from django.db import connection

from govreports.intake.intake import take_in
from govreports.intake.outcomes import Status
from govreports.reports.models import Passage, Report, SourceFile, State
from tests.gold import load_gold

pytestmark = pytest.mark.django_db


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize("file", ["dev-01.raw.txt", "dev-05.raw.html", "dev-06.raw.docx", "dev-07.raw.pdf"])
def test_file_of_each_format_becomes_a_report(raw, file):
    gold = load_gold(file.split(".")[0])
    outcome, = take_in(raw(file), f"某市{file}")
    assert (outcome.status, outcome.title) == (Status.ADDED, gold["title"])
    report = Report.objects.get(pk=outcome.report_id)
    assert (report.state, report.kind) == (State.DRAFT, gold["kind"])
    assert report.passages.count() > 5
    with report.source.content.open() as stored:
        assert stored.read() == raw(file)


def test_traditional_source_is_found_in_simplified_and_shown_as_written(raw):
    outcome, = take_in(raw("dev-03.raw.txt"), "通道縣.txt")
    report = Report.objects.get(pk=outcome.report_id)
    assert "学习考察" in report.text
    assert "學習考察" in report.original
    assert len(report.text) == len(report.original)


def test_same_bytes_are_stored_once(raw):
    first, = take_in(raw("dev-01.raw.txt"), "a.txt")
    again, = take_in(raw("dev-01.raw.txt"), "另一个名字.txt")
    assert (again.status, again.report_id) == (Status.UNCHANGED, first.report_id)
    assert Report.objects.count() == SourceFile.objects.count() == 1


def test_same_words_in_another_file_are_not_stored_again(raw):
    first, = take_in(raw("dev-01.raw.txt"), "a.txt")
    again, = take_in(raw("dev-01.raw.txt") + b"\r\n\r\n", "b.txt")
    assert (again.status, again.report_id) == (Status.UNCHANGED, first.report_id)
    assert "一字不差" in again.message
    assert SourceFile.objects.count() == 1


def test_revised_report_is_a_new_version_of_the_one_it_revises(raw, committing):
    old, = take_in(raw("dev-01.raw.txt"), "a.txt", state=State.PUBLISHED)
    text = raw("dev-01.raw.txt").decode()
    paragraph = max(text.split("\n"), key=len)
    revised = text.replace(paragraph, paragraph + "\n\n会后，市委办公室把三市的做法编印成册，发到各县区和市直各单位，供大家对照学习。")
    new, = take_in(revised.encode(), "a（修订）.txt", state=State.DRAFT)
    assert (new.status, new.older_id) == (Status.NEW_VERSION, old.report_id)
    assert load_gold("dev-01")["title"] in new.message
    assert Report.objects.get(pk=old.report_id).state == State.PUBLISHED, "readers keep the old one until the new one is published"



def test_published_version_takes_the_place_of_the_old_one(raw):
    old, = take_in(raw("dev-02.raw.txt"), "a.txt", state=State.PUBLISHED)
    text = raw("dev-02.raw.txt").decode()
    paragraph = max(text.split("\n"), key=len)
    new, = take_in(text.replace(paragraph, paragraph + "\n\n以上做法已经印发各街道对照学习。").encode(), "b.txt", state=State.PUBLISHED)
    older = Report.objects.get(pk=old.report_id)
    assert (older.state, older.newer_id) == (State.SUPERSEDED, new.report_id)


def test_other_report_is_not_taken_for_a_version(raw):
    take_in(raw("dev-01.raw.txt"), "a.txt")
    outcome, = take_in(raw("dev-02.raw.txt"), "b.txt")
    assert (outcome.status, outcome.older_id) == (Status.ADDED, None)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 400, b"%PDF-1.4 broken", b"PK\x03\x04broken"])
def test_bad_file_says_why_and_stores_nothing(data, media_folder):
    outcome, = take_in(data, "坏文件.docx")
    assert (outcome.status, outcome.name) == (Status.FAILED, "坏文件.docx")
    assert len(outcome.message) > 8
    assert not SourceFile.objects.exists()
    assert not [path for path in media_folder.rglob("*") if path.is_file()]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the trigger that breaks the database is written for SQLite")
def test_file_that_failed_half_way_is_taken_in_the_next_time(raw, media_folder):
    with connection.cursor() as cursor:  # a database that gives up in the middle of a report
        cursor.execute("CREATE TRIGGER broken BEFORE INSERT ON reports_passage WHEN NEW.number = 3 BEGIN SELECT RAISE(ABORT, 'disk'); END")
    failed, = take_in(raw("dev-01.raw.txt"), "a.txt")
    assert failed.status == Status.FAILED
    assert not any(model.objects.exists() for model in (SourceFile, Report, Passage))
    assert not [path for path in media_folder.rglob("*") if path.is_file()]
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER broken")
    assert take_in(raw("dev-01.raw.txt"), "a.txt")[0].status == Status.ADDED


def test_archive_gives_an_outcome_for_each_member_and_goes_on_after_a_bad_one(raw):
    packed = zipped(**{"一.txt": raw("dev-01.raw.txt"), "坏.pdf": b"%PDF-1.4 broken", "二/三.docx": raw("dev-06.raw.docx")})
    outcomes = take_in(packed, "汇编.zip")
    assert [outcome.status for outcome in outcomes] == [Status.ADDED, Status.FAILED, Status.ADDED]
    assert all("汇编.zip" in outcome.name for outcome in outcomes)
    assert Report.objects.count() == 2


def test_file_with_two_articles_gives_two_reports(raw):
    one, two = (raw(f"{name}.raw.txt").decode() for name in ("dev-01", "dev-04"))
    both = f"学习考察报告（精选2篇）\n\n第一篇：{one.strip()}\n\n第二篇：{two.strip()}\n"
    outcomes = take_in(both.encode(), "汇编.txt")
    assert [(outcome.part, outcome.status) for outcome in outcomes] == [(1, Status.ADDED), (2, Status.ADDED)]
    assert SourceFile.objects.get().reports.count() == 2
    again = take_in(both.encode(), "汇编.txt")
    assert [outcome.status for outcome in again] == [Status.UNCHANGED, Status.UNCHANGED]


def test_number_of_queries_does_not_grow_with_the_library(raw, django_assert_max_num_queries):
    for name in ("dev-01", "dev-02", "dev-04"):
        take_in(raw(f"{name}.raw.txt"), f"{name}.txt", state=State.PUBLISHED)
    with django_assert_max_num_queries(40):
        take_in(raw("dev-08.raw.txt"), "dev-08.txt", state=State.PUBLISHED)
