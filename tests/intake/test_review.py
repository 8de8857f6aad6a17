"""The review page: what was understood beside the source, corrected by hand."""
import re

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from govreports.intake.intake import take_in
from govreports.reports.models import Passage, Report, State, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(raw) -> Report:
    outcome, = take_in(raw("dev-02.raw.txt"), "迎泽区.txt")
    return Report.objects.get(pk=outcome.report_id)


@pytest.fixture
def address(report) -> str:
    return reverse("review", args=[report.pk])


def filled(client, address: str) -> dict:
    """What a browser would send when nothing was touched."""
    response = client.get(address)
    form, review = response.context["form"], response.context["review"]
    data = {name: form[name].value() for name in form.fields}
    passages = [passage for row in review.rows for passage in row.passages]
    data["passage"] = [passage.number for passage in passages]
    for passage in passages:
        data[f"role-{passage.number}"] = next(role.value for role in passage.roles if role.is_chosen)
        data[f"theme-{passage.number}"] = [theme.value for theme in passage.themes if theme.is_chosen]
    return data


def test_only_staff_with_the_right_may_review(client, address):
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("li", is_staff=True))
    assert client.get(address).status_code == 403


def test_page_shows_source_cleaned_text_and_every_passage(staff_client, address, report):
    page = staff_client.get(address).content.decode()
    assert "欢迎访问好范文网" in page, "noise is shown as taken out"
    assert re.search(r"<del>[^<]*欢迎访问好范文网", page)
    for passage in report.passages.all():
        assert f'name="role-{passage.number}"' in page
    assert "迎泽区" in page and "删去网站的话" in page


def test_saving_without_a_change_changes_nothing(staff_client, address, report):
    before = list(report.passages.values("role", "role_score", "corrected"))
    response = staff_client.post(address, filled(staff_client, address) | {"action": "save"})
    assert response.headers["Location"] == address
    after = Report.objects.get(pk=report.pk)
    assert list(report.passages.values("role", "role_score", "corrected")) == before
    assert (after.title, after.date, after.state) == (report.title, report.date, State.DRAFT)
    assert not Passage.objects.filter(corrected=True).exists()


def test_role_and_themes_can_be_corrected_and_are_marked(staff_client, address, report):
    data = filled(staff_client, address)
    first, second = data["passage"][:2]
    other = "action" if data[f"role-{first}"] != "action" else "learned"
    data |= {f"role-{first}": other, f"theme-{second}": ["rural", "cadre"]}
    staff_client.post(address, data)
    assert report.passages.get(number=first).role == other
    assert {theme.slug for theme in report.passages.get(number=second).themes.all()} == {"rural", "cadre"}
    assert set(report.passages.filter(corrected=True).values_list("number", flat=True)) == {first, second}


def test_facts_can_be_corrected_and_places_get_their_codes(staff_client, address, report):
    data = filled(staff_client, address)
    data |= {"title": "新标题", "date": "2023年7月6日", "hosts": "成都市武侯区、**市，苏州", "visit_start": "2023.6.12", "kind": "other"}
    staff_client.post(address, data)
    report.refresh_from_db()
    assert (report.title, report.date, report.visit_start) == ("新标题", "2023-07-06", "2023-06-12")
    assert (report.kind, report.year) == ("other", 2023)
    hosts = report.visits.filter(side="host").select_related("place").order_by("position")
    assert [(visit.name, visit.place and visit.place.code) for visit in hosts] == [
        ("成都市武侯区", "510107"), ("**市", None), ("苏州", "320500"),
    ]


@pytest.mark.parametrize(("field", "value", "said"), [
    ("title", "", "标题不能空"),
    ("date", "去年夏天", "2024-05-20"),
    ("date", "2024-13", "2024-05"),
    ("date", "2024年2月31日", "日历上没有这一天"),
    ("visit_end", "2001-01-01", "不能早于开始"),
    ("kind", "novel", "novel"),
])
def test_fault_stands_at_its_field_and_nothing_is_saved_or_lost(staff_client, address, report, field, value, said):
    data = filled(staff_client, address)
    first = data["passage"][0]
    data |= {field: value, f"theme-{first}": ["rural"]}
    response = staff_client.post(address, data)
    assert said in "".join(response.context["form"].errors[field])
    assert f'id="fault-{field}"' in response.content.decode()
    chosen = next(passage for row in response.context["review"].rows for passage in row.passages if passage.number == first)
    assert [theme.value for theme in chosen.themes if theme.is_chosen] == ["rural"], "what was ticked stays ticked"
    assert not report.passages.filter(corrected=True).exists()


@pytest.mark.parametrize("change", [
    {"role-1": "boss"}, {"theme-1": ["no-such-theme"]}, {"theme-1": ["rural", "cadre", "industry", "innovation"]}, {"passage": ["99999"]},
])
def test_forged_values_are_refused_without_a_server_error(staff_client, address, report, change):
    response = staff_client.post(address, filled(staff_client, address) | change | {"role-99999": "learned"})
    assert response.status_code in (200, 302)
    assert not report.passages.filter(corrected=True).exists()


def test_publishing_saves_first_and_withdrawing_takes_it_back(staff_client, address, report):
    response = staff_client.post(address, filled(staff_client, address) | {"title": "定下的标题", "action": "publish"}, follow=True)
    report.refresh_from_db()
    assert (report.state, report.title) == (State.PUBLISHED, "定下的标题")
    assert "已收入《定下的标题》" in response.content.decode()
    staff_client.post(address, filled(staff_client, address) | {"action": "withdraw"})
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_discarding_takes_report_and_source_away(staff_client, address, media_folder, committing):
    with committing():
        response = staff_client.post(address, {"action": "discard"}, follow=True)
    assert "已删去" in response.content.decode()
    assert not Report.objects.exists()
    assert not [path for path in media_folder.rglob("*") if path.is_file()]


def test_discarding_needs_the_right(staff_client, staff, address):
    staff.user_permissions.set(staff.user_permissions.exclude(codename="delete_report"))
    assert staff_client.post(address, {"action": "discard"}).status_code == 403
    assert Report.objects.exists()


def test_unknown_report_and_unknown_action_get_a_page_that_says_so(staff_client, address):
    assert staff_client.get(reverse("review", args=[98765])).status_code == 404
    assert staff_client.post(address, {"action": "explode"}).status_code == 400


def test_long_report_comes_in_pages_with_the_same_number_of_queries(staff_client, address, report):
    with CaptureQueriesContext(connection) as few:
        staff_client.get(address)
    last = report.passages.order_by("-number").first()
    lines = [f"第{number}项工作已经安排下去。" for number in range(200)]
    start = len(report.text) + 1
    Report.objects.filter(pk=report.pk).update(text=report.text + "\n" + "\n".join(lines))
    added = []
    for number, line in enumerate(lines, 1):
        added.append(Passage(report=report, number=last.number + number, paragraph=last.paragraph + number, start=start,
                             end=start + len(line), text=line, role="action"))
        start += len(line) + 1
    Passage.objects.bulk_create(added)
    with CaptureQueriesContext(connection) as many:
        response = staff_client.get(address)
    assert len(many) == len(few) <= 14
    assert len(response.context["review"].rows) == 40
    assert len(response.content) < 1_000_000
    pages = [staff_client.get(address, {"page": number}).content.decode() for number in range(1, 8)]
    shown = re.findall(r'id="p(\d+)"', "".join(pages))
    assert shown == [str(number) for number in range(1, last.number + 201)], "every passage stands on one page"
    second = address + "?page=2"
    assert staff_client.post(second, filled(staff_client, second) | {"action": "next"}).headers["Location"].endswith("?page=3")


def test_source_file_that_is_gone_is_said_and_the_rest_still_shown(staff_client, address, media_folder):
    for path in media_folder.rglob("*.txt"):
        path.unlink()
    cache.clear()  # the text read earlier
    page = staff_client.get(address).content.decode()
    assert "原件文件不在了" in page
    assert 'name="role-1"' in page


def test_theme_added_by_staff_can_be_chosen(staff_client, address, report):
    Theme.objects.create(slug="night-economy", name="夜间经济")
    data = filled(staff_client, address)
    staff_client.post(address, data | {f"theme-{data['passage'][0]}": ["night-economy"]})
    assert report.passages.filter(themes__slug="night-economy").count() == 1


@pytest.mark.parametrize("number", ["9" * 5000, "²", "٣", "-1", ""])
def test_odd_numbers_in_address_and_form_change_nothing(staff_client, address, report, number):
    role = report.passages.get(number=1).role
    facts = {"title": report.title, "kind": report.kind, "action": "next", "passage": number, f"role-{number[:9]}": "action"}
    assert staff_client.post(f"{address}?page={number}", facts).status_code == 302
    assert report.passages.get(number=1).role == role


def test_full_width_date_is_stored_in_plain_digits(staff_client, address, report):
    staff_client.post(address, {"title": report.title, "kind": report.kind, "date": "２０２４年５月２０日"})
    report.refresh_from_db()
    assert report.date == "2024-05-20"
