"""Django's admin: every list opens, finds and filters; what is done there reaches reports and index."""
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from govreports.intake.intake import take_in
from govreports.reports.models import Passage, PassagePlace, PassageTheme, Place, Report, SourceFile, State, Theme

pytestmark = pytest.mark.django_db
MODELS = ["fact", "theme", "place", "sourcefile", "report", "section", "passage", "fact", "visit"]


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def report(raw) -> Report:
    outcome, = take_in(raw("dev-01.raw.txt"), "a.txt")
    return Report.objects.get(pk=outcome.report_id)


def list_of(model: str) -> str:
    return reverse(f"admin:reports_{model}_changelist")


def act(admin, model: str, action: str, *rows, **more):
    return admin.post(list_of(model), {"action": action, "_selected_action": [row.pk for row in rows], **more}, follow=True)


@pytest.mark.parametrize("model", MODELS)
def test_list_costs_the_same_however_much_is_stored(admin, report, raw, model):
    admin.get(list_of(model))
    with CaptureQueriesContext(connection) as few:
        assert admin.get(list_of(model)).status_code == 200
    for name in ("dev-02", "dev-04", "dev-08"):
        take_in(raw(f"{name}.raw.txt"), f"{name}.txt")
    with CaptureQueriesContext(connection) as many:
        admin.get(list_of(model))
    assert len(many) <= len(few) + 1  # a list that grows past one page asks for its length once more
    assert len(many) <= 14


@pytest.mark.parametrize("model", MODELS)
def test_every_object_opens_and_can_be_searched_for(admin, report, model):
    row = apps.get_model("reports", model).objects.first()
    assert admin.get(reverse(f"admin:reports_{model}_change", args=[row.pk])).status_code == 200
    assert admin.get(list_of(model), {"q": "平顶山"}).status_code == 200


def test_report_of_two_hundred_passages_opens_with_few_queries(admin, report):
    Passage.objects.bulk_create(
        Passage(report=report, number=1000 + number, paragraph=1000 + number, start=number, end=number + 1, text="段", role="action")
        for number in range(200)
    )
    with CaptureQueriesContext(connection) as queries:
        admin.get(reverse("admin:reports_report_change", args=[report.pk]))
    assert len(queries) <= 14


def test_reports_are_published_and_withdrawn_by_action(admin, report):
    assert "收入了 1 份" in act(admin, "report", "publish", report).content.decode()
    assert Report.objects.get().state == State.PUBLISHED
    act(admin, "report", "withdraw", report)
    assert Report.objects.get().state == State.DRAFT
    assert "1 份报告的索引" in act(admin, "report", "reindex", report).content.decode()


def test_deleting_reports_takes_their_sources_along(admin, report, committing, media_folder):
    with committing():
        act(admin, "report", "delete_selected", report, post="yes")
    assert not Report.objects.exists() and not SourceFile.objects.exists()
    assert not [path for path in media_folder.rglob("*") if path.is_file()]


def test_source_with_reports_cannot_be_deleted(admin, report):
    admin.post(reverse("admin:reports_sourcefile_delete", args=[report.source_id]), {"post": "yes"})
    assert SourceFile.objects.exists()


def test_correcting_a_role_marks_the_passage(admin, report):
    passage = report.passages.exclude(role="action").first()
    marks = passage.theme_marks.count()
    form = {"role": "action", "theme_marks-TOTAL_FORMS": marks, "theme_marks-INITIAL_FORMS": marks}
    for number, mark in enumerate(passage.theme_marks.all()):
        form |= {f"theme_marks-{number}-id": mark.pk, f"theme_marks-{number}-passage": passage.pk,
                 f"theme_marks-{number}-theme": mark.theme_id, f"theme_marks-{number}-score": mark.score}
    admin.post(reverse("admin:reports_passage_change", args=[passage.pk]), form)
    passage.refresh_from_db()
    assert (passage.role, passage.corrected) == ("action", True)


def test_theme_can_be_added_and_renamed(admin):
    admin.post(reverse("admin:reports_theme_add"), {"slug": "night", "name": "夜经济", "name_en": "", "position": 20})
    theme = Theme.objects.get(slug="night")
    changed = {"slug": "night", "name": "夜间经济", "name_en": "Night", "position": 20}
    admin.post(reverse("admin:reports_theme_change", args=[theme.pk]), changed)
    assert Theme.objects.get(slug="night").name == "夜间经济"


def test_themes_are_merged_after_asking_into_which(admin, report):
    gone, kept = Theme.objects.create(slug="parks", name="公园"), Theme.objects.get(slug="eco-city")
    PassageTheme.objects.filter(theme=kept).update(theme=gone)
    PassageTheme.objects.get_or_create(passage=report.passages.first(), theme=gone)
    marked = PassageTheme.objects.filter(theme=gone).count()
    asked = act(admin, "theme", "merge", gone, kept).content.decode()
    assert "合并到" in asked and "公园" in asked
    assert Theme.objects.filter(slug="parks").exists()
    act(admin, "theme", "merge", gone, kept, into=kept.pk)
    assert not Theme.objects.filter(slug="parks").exists()
    assert PassageTheme.objects.filter(theme=kept).count() == marked


def test_theme_in_use_cannot_be_deleted(admin, report):
    theme = Theme.objects.filter(passage_marks__isnull=False).first()
    admin.post(reverse("admin:reports_theme_delete", args=[theme.pk]), {"post": "yes"})
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_hosts_of_a_passage_are_ticked_by_hand_and_stay(admin, report):
    passage = report.passages.filter(role="learned").last()
    hefei = report.visits.get(side="host", place__code="340100")
    themes = {"theme_marks-TOTAL_FORMS": 0, "theme_marks-INITIAL_FORMS": 0}
    admin.post(reverse("admin:reports_passage_change", args=[passage.pk]), {"role": passage.role, "spoken_of": [hefei.pk], **themes})
    passage.refresh_from_db()
    assert passage.places_corrected
    assert [(mark.visit, mark.code) for mark in passage.place_marks.all()] == [(hefei, "340100")]


def test_passages_follow_a_host_that_is_corrected(admin, report):
    host = report.visits.get(side="host", place__code="320300")
    assert host.passage_marks.exists()
    place = Place.objects.create(code="321300", name="宿迁市", full_name="江苏省宿迁市", level="prefecture")
    form = {"side": "host", "name": "宿迁市", "place": place.pk, "position": host.position}
    assert admin.post(reverse("admin:reports_visit_change", args=[host.pk]), form).status_code == 302
    assert set(host.passage_marks.values_list("code", flat=True)) <= {"321300", "320000"}  # 江苏 is around it
    assert not PassagePlace.objects.filter(code="320300").exists()
