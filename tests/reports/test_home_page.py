"""The first page: what a reader sees of an empty, a small and a larger library, and what it costs."""
import pytest
from django.urls import reverse

from govreports.reports.models import State
from tests.reports.shelf import shelve, shelve_small

pytestmark = pytest.mark.django_db
QUERIES = 8


def page(client) -> str:
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def test_empty_library_says_what_to_do_next(client):
    html = page(client)
    assert "库里还没有报告" in html
    assert reverse("upload") in html
    assert "load_demo" in html


def test_core_themes_stand_first(client):
    shelve()
    html = page(client)
    places = [html.index(f">{name}<") for name in ("生态城市", "文旅融合", "智慧治理", "城市更新与精细管理", "产业升级")]
    assert places == sorted(places)


def test_roles_are_counted_in_their_order(client):
    shelve_small(passages=6)
    entries = client.get("/").context["home"].roles
    assert [(entry.role, entry.count) for entry in entries] == [("learned", 2), ("realized", 2), ("action", 1), ("context", 1)]


def test_drafts_and_superseded_reports_are_not_counted(client):
    shelve_small(1)
    shelve_small(2, state=State.DRAFT, title="还没收入的报告")
    shelve_small(3, state=State.SUPERSEDED, title="旧的一版报告")
    home = client.get("/").context["home"]
    assert home.total == 1
    assert [row.title for row in home.newest] == ["甲市赴杭州市学习考察报告"]
    assert {city.name: city.count for city in home.cities} == {"杭州市": 1, "苏州市": 1}


def test_district_counts_for_its_city_once(client):
    shelve("dev-04")  # 上海市、宁波市、绍兴市
    home = client.get("/").context["home"]
    assert [city.count for city in home.cities] == [1] * len(home.cities)
    assert "上海市" in [city.name for city in home.cities]


def test_newest_report_stands_first(client):
    for number in range(1, 4):
        shelve_small(number, title=f"第{number}份报告")
    assert [row.title for row in client.get("/").context["home"].newest] == ["第3份报告", "第2份报告", "第1份报告"]


def test_names_of_reports_cannot_carry_markup(client):
    shelve_small(title="<script>alert(1)</script>")
    html = page(client)
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("stored", [3, 30])
def test_cost_does_not_grow_with_the_library(client, stored, django_assert_num_queries):
    for number in range(stored):
        shelve_small(number)
    with django_assert_num_queries(QUERIES):
        page(client)
