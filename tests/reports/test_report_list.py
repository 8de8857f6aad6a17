"""The list of reports: filters, order, pages, what a wrong address gives, what it costs."""
import pytest
from django.urls import reverse

from govreports.analysis.records import Kind
from govreports.reports.models import State
from tests.reports.shelf import shelve, shelve_small

pytestmark = pytest.mark.django_db
QUERIES = 8


def titles(client, **query) -> list[str]:
    response = client.get(reverse("reports"), query)
    assert response.status_code == 200
    return [row.title for row in response.context["list"].rows]


def test_only_published_reports_are_listed(client):
    shelve_small(1, title="收入的")
    shelve_small(2, title="草稿", state=State.DRAFT)
    shelve_small(3, title="旧版", state=State.SUPERSEDED)
    assert titles(client) == ["收入的"]


def test_title_is_found_in_either_script(client):
    shelve_small(1, title="赴杭州学习考察报告")
    shelve_small(2, title="赴苏州参观见闻")
    assert titles(client, q="学习考察") == titles(client, q="學習考察") == ["赴杭州学习考察报告"]


def test_city_filter_takes_its_districts_and_its_province(client):
    shelve("dev-02")  # 成都市武侯区、深圳市龙岗区、厦门市思明区
    shelve_small(1, title="去杭州苏州的")
    assert titles(client, city="330100") == titles(client, city="330000") == ["去杭州苏州的"]


def test_theme_kind_and_year_narrow_together(client):
    shelve_small(1, title="甲", date="2023-06-01", themes=("rural",))
    shelve_small(2, title="乙", date="2024-06-01", themes=("rural",))
    shelve_small(3, title="丙", date="2024-06-01", themes=("rural",), kind=Kind.SPEECH)
    shelve_small(4, title="丁", date="2024-06-01", themes=("cadre",))
    assert titles(client, theme="rural", kind="study_tour", year="2024") == ["乙"]


def test_reports_without_a_date_come_last_in_both_orders(client):
    shelve_small(1, title="旧", date="2019")
    shelve_small(2, title="新", date="2024-01-02")
    shelve_small(3, title="不知何时", date=None)
    assert titles(client) == ["新", "旧", "不知何时"]
    assert titles(client, sort="oldest") == ["旧", "新", "不知何时"]
    assert titles(client, sort="added") == ["不知何时", "新", "旧"]


def test_each_filter_that_is_on_can_be_taken_off(client):
    shelve_small(themes=("rural",))
    chips = client.get("/reports/", {"theme": "rural", "year": "2024", "page": "1"}).context["list"].chips
    assert [(chip.label, chip.value, chip.url) for chip in chips] == [("主题", "乡村振兴", "?year=2024"), ("年份", "2024", "?theme=rural")]


def test_nothing_found_says_so_and_keeps_the_chips(client):
    html = client.get("/reports/", {"q": "没有的词"}).content.decode()
    assert "没有合条件的报告" in html
    assert "没有的词" in html


def test_empty_library_says_what_to_do_next(client):
    assert "库里还没有报告" in client.get("/reports/").content.decode()


@pytest.mark.parametrize(("name", "value", "hint"), [
    ("theme", "生态", "theme=eco-city"), ("city", "999999", "city=330100"), ("kind", "poem", "kind=speech"),
    ("sort", "random", "sort=oldest"), ("year", "last", "year=2024"), ("page", "two", "page=1"),
])
def test_unknown_value_gives_a_page_with_the_allowed_ones(client, name, value, hint):
    shelve_small()
    response = client.get("/reports/", {name: value})
    assert response.status_code == 400
    html = response.content.decode()
    assert f"{name}={value}" in html
    assert hint in html


@pytest.mark.parametrize("page", ["0", "3", "999999999"])
def test_page_beyond_the_last_is_not_there(client, page):
    for number in range(21):
        shelve_small(number)
    assert client.get("/reports/", {"page": "2"}).status_code == 200
    response = client.get("/reports/", {"page": page})
    assert response.status_code == 404
    assert "一共只有 2 页" in response.content.decode()


def test_pages_keep_the_filters(client):
    for number in range(45):
        shelve_small(number)
    pager = client.get("/reports/", {"theme": "smart-governance", "page": "2"}).context["list"].pager
    assert [(link.label, link.url, link.is_current) for link in pager.links] == [
        ("1", "?theme=smart-governance", False),
        ("2", "?theme=smart-governance&page=2", True),
        ("3", "?theme=smart-governance&page=3", False),
    ]
    assert (pager.first, pager.last, pager.total) == (21, 40, 45)


@pytest.mark.parametrize("query", ["q=%00", "q=%FF%FE", "q=" + "长" * 500, "year=２０２４", "city=&theme=&kind=", "nonsense=1"])
def test_odd_addresses_are_answered_calmly(client, query):
    shelve_small()
    assert client.get(f"/reports/?{query}").status_code in {200, 400}


@pytest.mark.parametrize("stored", [3, 30])
def test_cost_does_not_grow_with_the_library(client, stored, django_assert_num_queries):
    for number in range(stored):
        shelve_small(number)
    with django_assert_num_queries(QUERIES):
        titles(client, theme="smart-governance", city="330100", q="学习")
