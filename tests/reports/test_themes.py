"""Pages of themes: counts, what each figure opens, ways to narrow, wrong addresses, cost."""
import pytest
from django.urls import reverse

from govreports.reports.models import State, Theme
from tests.reports.shelf import shelve, shelve_small

pytestmark = pytest.mark.django_db
THEMES, THEME = 10, 17  # queries at most, whatever is stored


def page(client, slug: str = "smart-governance", **query):
    response = client.get(reverse("theme", args=[slug]), query)
    assert response.status_code == 200
    return response.context["theme"]


def rows(client) -> dict:
    found = client.get(reverse("themes")).context["list"]
    return {row.name: row for row in (*found.core, *found.others)}


def test_core_three_stand_first(client):
    assert list(rows(client))[:4] == ["生态城市", "文旅融合", "智慧治理", "城市更新与精细管理"]


def test_core_theme_shows_the_newest_lesson(client):
    shelve_small(1, text="旧的经验。", date="2020")
    shelve_small(2, text="新的经验。", date="2024-05")
    shelve_small(3, text="没有日期的经验。", date=None)
    assert rows(client)["智慧治理"].newest.text == "新的经验。"
    assert rows(client)["生态城市"].newest is None


def test_figures_of_the_list_are_the_passages_behind_them(client):
    shelve("dev-01")
    shelve("dev-02")
    for row in rows(client).values():
        for option in row.counts:
            opened = client.get(option.url).context["theme"]
            assert sum(len(group.hits) for group in opened.groups) == option.count
        assert len(client.get(f"{row.url}?view=reports").context["theme"].rows) == row.reports


def test_theme_added_by_staff_is_listed(client):
    Theme.objects.create(slug="low-altitude", name="低空经济", position=40)
    assert "低空经济" in rows(client)
    assert page(client, "low-altitude").is_empty


def test_theme_page_has_learned_realized_and_action_side_by_side(client):
    shelve("dev-01")
    found = page(client, "eco-city")
    assert [column.role for column in found.columns] == ["learned", "realized", "action"]
    assert all(column.hits for column in found.columns)


def test_theme_of_the_page_is_not_repeated_under_each_passage(client):
    shelve("dev-01")
    hits = [hit for group in page(client, "eco-city", role="learned").groups for hit in group.hits]
    assert {theme.text for hit in hits for theme in hit.themes} == {"城市更新与精细管理", "民生服务"}


def test_city_narrows_to_passages_about_it(client):
    shelve("dev-01")
    found = page(client, "eco-city", city="321000", role="learned")
    assert [hit.text[:4] for group in found.groups for hit in group.hits if hit.text.startswith("扬州")] == ["扬州的公"]
    assert not any(hit.text.startswith("徐州") for group in found.groups for hit in group.hits)


def test_figure_of_a_city_is_the_number_of_reports_it_opens(client):
    shelve("dev-01")
    shelve("train-38")
    [cities] = [facet for facet in page(client, "eco-city").facets if "城市" in facet.title]
    assert cities.options
    for option in cities.options:
        opened = client.get(reverse("theme", args=["eco-city"]) + option.url).context["theme"]
        assert opened.tabs[1].count == option.count == len(opened.rows)


def test_year_narrows(client):
    shelve_small(1, date="2023-02")
    shelve_small(2, date="2024-02")
    assert page(client, year="2024").tabs[0].count == 4
    assert [row.date for row in page(client, year="2023", view="reports").rows] == ["2023-02"]


def test_theme_that_nobody_speaks_of_says_so(client):
    assert "库里还没有谈“法治”的段落" in client.get(reverse("theme", args=["rule-of-law"])).content.decode()


def test_drafts_are_not_counted(client):
    shelve_small(1, state=State.DRAFT)
    assert page(client).is_empty
    assert rows(client)["智慧治理"].reports == 0


@pytest.mark.parametrize(("path", "status"), [
    ("/themes/nothing/", 404), ("/themes/rural/?role=x", 400), ("/themes/rural/?city=x", 400), ("/themes/rural/?year=x", 400),
    ("/themes/rural/?view=x", 400), ("/themes/rural/?view=reports&page=3", 404), ("/themes/rural/?role=action&page=3", 404),
])
def test_wrong_address_gives_a_page_that_says_so(client, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize(("path", "most"), [
    ("/themes/", THEMES), ("/themes/smart-governance/", THEME), ("/themes/smart-governance/?city=330100&role=action", THEME),
    ("/themes/smart-governance/?view=reports", THEME),
])
def test_cost_does_not_grow_with_the_library(client, django_assert_max_num_queries, path, most):
    for number in range(3):
        shelve_small(number, text="杭州的经验。", themes=("smart-governance", "eco-city", "cultural-tourism"))
    with django_assert_max_num_queries(most) as few:
        client.get(path)
    for number in range(3, 30):
        shelve_small(number, text="杭州的经验。", passages=12, themes=("smart-governance", "eco-city", "cultural-tourism"))
    with django_assert_max_num_queries(most) as many:
        assert client.get(path).status_code == 200
    assert len(many) == len(few)
