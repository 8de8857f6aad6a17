"""The upload page: what staff see of the files they send, and who may send any."""
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from govreports.intake.intake import take_in
from govreports.reports.models import Report, State

pytestmark = pytest.mark.django_db
UPLOAD = "/upload/"


def send(client, *files: tuple[str, bytes]):
    return client.post(UPLOAD, {"files": [SimpleUploadedFile(name, data) for name, data in files]}, follow=True)


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(UPLOAD).headers["Location"] == f"{reverse('login')}?next=/upload/"
    assert client.post(UPLOAD, {"files": SimpleUploadedFile("a.txt", b"a")}).status_code == 302


def test_readers_who_are_not_staff_are_told_that_they_may_not(client):
    client.force_login(User.objects.create_user("reader"))
    assert client.get(UPLOAD).status_code == 403


def test_files_are_sent_told_about_and_wait_as_drafts(staff_client, staff, raw):
    response = send(staff_client, ("迎泽.txt", raw("dev-02.raw.txt")), ("空.docx", b""), ("平顶山.txt", raw("dev-01.raw.txt")))
    page = response.content.decode()
    assert response.redirect_chain == [(UPLOAD, 302)]
    assert [row.is_bad for row in response.context["sent"]] == [False, True, False]
    assert "读不了" in page and "空.docx" in page and "换一份" in page
    reports = Report.objects.filter(state=State.DRAFT)
    assert reports.count() == 2
    assert {report.source.uploaded_by for report in reports} == {staff}
    assert all(reverse("review", args=[report.pk]) in page for report in reports)


def test_reloading_the_page_sends_nothing_again(staff_client, raw):
    send(staff_client, ("a.txt", raw("dev-01.raw.txt")))
    assert staff_client.get(UPLOAD).status_code == 200
    assert Report.objects.count() == 1


def test_file_that_is_there_already_leads_to_the_report(staff_client, raw):
    stored, = take_in(raw("dev-01.raw.txt"), "a.txt", state=State.PUBLISHED)
    page = send(staff_client, ("b.txt", raw("dev-01.raw.txt"))).content.decode()
    assert "已有" in page
    assert reverse("report", args=[stored.report_id]) in page


def test_report_without_doubts_can_be_published_from_the_table(staff_client, raw):
    send(staff_client, ("a.txt", raw("dev-01.raw.txt")))
    report = Report.objects.get()
    page = staff_client.post(UPLOAD, {"publish": report.pk}, follow=True).content.decode()
    report.refresh_from_db()
    assert report.state == State.PUBLISHED
    assert "已收入" in page


def test_publishing_needs_the_right_and_a_report(client, staff_client, raw):
    assert staff_client.post(UPLOAD, {"publish": "999"}).status_code == 404
    assert staff_client.post(UPLOAD, {"publish": "abc"}).status_code == 404
    stored, = take_in(raw("dev-01.raw.txt"), "a.txt")
    client.force_login(User.objects.create_user("li", is_staff=True))
    assert client.post(UPLOAD, {"publish": stored.report_id}).status_code == 403


def test_sending_nothing_is_answered_with_what_to_do(staff_client):
    response = staff_client.post(UPLOAD, {})
    assert response.status_code == 400
    assert "还没有选文件" in response.content.decode()


def test_file_that_is_too_large_is_refused_with_its_size(staff_client, settings):
    settings.MAX_UPLOAD_MB = 1
    page = send(staff_client, ("大.txt", b"a" * (2 * 1024 * 1024))).content.decode()
    assert "2 MB" in page and "最多收 1 MB" in page
    assert not Report.objects.exists()


def test_too_many_files_are_refused_with_the_number_allowed(staff_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = send(staff_client, *[(f"{number}.txt", b"a") for number in range(3)])
    assert response.status_code == 400
    assert "一次最多传 2 个文件" in response.content.decode()


def test_name_of_a_file_is_shown_and_never_run(staff_client):
    page = send(staff_client, ("<script>alert(1)</script>.txt", b"")).content.decode()
    assert "<script>alert(1)" not in page


def test_upload_without_a_token_is_refused(raw, staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post(UPLOAD, {"files": SimpleUploadedFile("a.txt", raw("dev-01.raw.txt"))}).status_code == 403
    assert not Report.objects.exists()


def test_number_of_queries_does_not_grow_with_the_drafts(staff_client, raw):
    counts = []
    for name in ("dev-01", "dev-02", "dev-04"):
        send(staff_client, (f"{name}.txt", raw(f"{name}.raw.txt")))
        with CaptureQueriesContext(connection) as queries:
            staff_client.get(UPLOAD)
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


def test_drafts_are_paged(staff_client, raw, monkeypatch):
    for name in ("dev-01", "dev-02", "dev-04"):
        take_in(raw(f"{name}.raw.txt"), f"{name}.txt")
    monkeypatch.setattr("govreports.intake.views.upload.DRAFTS", 2)
    assert len(staff_client.get(UPLOAD).context["drafts"]) == 2
    assert len(staff_client.get(UPLOAD, {"page": 2}).context["drafts"]) == 1
    assert staff_client.get(UPLOAD, {"page": 9}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", ""])
def test_publishing_by_an_odd_number_finds_nothing(staff_client, number):
    assert staff_client.post("/upload/", {"publish": number}).status_code == 404
