"""The comparison page: what stands side by side, what gaps say, how one chooses, what it costs."""
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from govreports.analysis.records import PlaceName, Places
from govreports.reports.models import Passage, Report, State
from tests.reports.shelf import shelve, shelve_analysis, shelve_small, small_analysis

pytestmark = pytest.mark.django_db
REPORTS, CITIES, PICKING = 18, 26, 9  # queries at most: four reports, four cities, the page where one chooses


def get(client, query: str = "", *, status: int = 200):
    response = client.get(f"{reverse('compare')}?{query}")
    assert response.status_code == status
    return response


def of(*reports: Report) -> str:
    return "&".join(f"r={report.pk}" for report in reports)


def blocks(response, role: str) -> dict:
    """Theme slug to its block."""
    [found] = [one for one in response.context["roles"] if one.role == role]
    return {block.slug: block for block in found.themes}


def cells(response, role: str, slug: str) -> list[list[str]]:
    """The rows of a theme, each cell as its first ten characters or its gap."""
    return [[cell.gap or cell.text[:10] for cell in row] for row in blocks(response, role)[slug].rows]


@pytest.fixture
def renewal():
    return shelve("dev-02"), shelve("dev-07")


def test_roles_stand_in_order_with_themes_in_them(client, renewal):
    response = get(client, of(*renewal))
    assert [role.role for role in response.context["roles"]] == ["learned", "realized", "action"]
    assert next(iter(blocks(response, "action"))) == "community"  # both speak of it, so it comes first


def test_head_says_who_went_where_and_when(client, renewal):
    html = get(client, of(*renewal)).content.decode()
    for said in ("两篇对看：", "迎泽区", "成都市武侯区", "2023-07", "湘潭市", "杭州市拱墅区", "2023-06"):
        assert said in html


def test_counterparts_stand_in_one_row(client, renewal):
    response = get(client, of(*renewal) + "&theme=community")
    rows = [[cell.text for cell in row if cell.text] for row in blocks(response, "action")["community"].rows]
    assert any(len(row) == 2 and "物业公司托底" in row[0] and "国有物业公司" in row[1] for row in rows)


def test_gap_tells_nothing_said_from_nothing_close(client, renewal):
    response = get(client, of(*renewal))
    assert cells(response, "learned", "smart-governance")[0][1] == "未谈到"
    assert {cell.gap for row in blocks(response, "learned")["community"].rows for cell in row} == {"", "没有相近的段落"}


def test_nothing_said_is_told_once_for_the_whole_theme(client, renewal):
    rows = cells(get(client, of(*renewal)), "learned", "smart-governance")
    assert [gap for _, gap in rows] == ["未谈到"] + [""] * (len(rows) - 1)


def test_every_row_of_the_table_fills_all_columns(client, renewal):
    response = get(client, of(*renewal, shelve("train-38")))
    assert {len(row) for role in response.context["roles"] for block in role.themes for row in block.rows} == {3}
    html = response.content.decode()
    heights = [int(height) for height in re.findall(r'rowspan="(\d+)"', html)]
    assert heights == [body.count("<tr") for body in html.split("<tbody")[1:]]


def test_each_passage_stands_once_and_links_to_its_place(client, renewal):
    response = get(client, of(*renewal) + "&theme=community")
    urls = [cell.url for role in response.context["roles"] for block in role.themes for row in block.rows for cell in row if cell.url]
    assert len(urls) == len(set(urls))
    wanted = Passage.objects.filter(report__in=renewal, theme_marks__theme__slug="community").exclude(role="context")
    assert sorted(urls) == sorted(passage.get_absolute_url() for passage in wanted)


def test_figures_of_a_theme_are_the_passages_its_page_shows(client, renewal):
    for slug, block in blocks(get(client, of(*renewal)), "realized").items():
        opened = blocks(client.get(block.url), "realized")[slug]
        shown = [sum(1 for row in opened.rows for cell in row if cell.of == said.name and cell.text) for said in block.said]
        assert shown == [said.count for said in block.said]


def test_passage_stands_only_under_a_theme_it_has(client):
    response = get(client, of(shelve("dev-01"), shelve("dev-02"), shelve("dev-07"), shelve("train-38")))
    for role in response.context["roles"]:
        for block in role.themes:
            for said in block.said:
                assert said.count or not any(cell.text for row in block.rows for cell in row if cell.of == said.name)


def test_long_theme_is_folded_and_its_page_shows_the_rest(client):
    one, other = (shelve_small(number, passages=40, text=f"{city}建成了平台。") for number, city in ((1, "杭州"), (2, "苏州")))
    block = blocks(get(client, of(one, other)), "learned")["smart-governance"]
    assert block.rest > 0
    assert len(block.rows) < len(blocks(client.get(block.url), "learned")["smart-governance"].rows)


def test_only_what_all_speak_of(client, renewal):
    response = get(client, of(*renewal) + "&both=1")
    assert set(blocks(response, "learned")) == {"community"}
    assert [link.text for link in response.context["roles"][0].also] == ["民生服务"]


def test_passages_without_a_theme_can_be_asked_for(client):
    one, other = (shelve_small(number, themes=()) for number in (1, 2))
    assert list(blocks(get(client, of(one, other)), "learned")) == ["none"]
    assert list(blocks(get(client, of(one, other) + "&theme=none"), "learned")) == ["none"]


def test_role_that_nobody_has_says_so(client):
    one, other = (shelve_small(number, passages=1) for number in (1, 2))
    assert get(client, of(one, other)).content.decode().count("没有可比的段落") == 2


def test_reports_of_one_origin_are_told_apart(client):
    response = get(client, of(shelve_small(1, date="2023-05"), shelve_small(2, date="2024-05"), shelve_small(3, date="2024-05")))
    assert [subject.name for subject in response.context["subjects"]] == ["甲市 2023-05", "甲市 2024-05（1）", "甲市 2024-05（2）"]


def test_very_long_reports_are_cut_into_pages(client):
    reports = [shelve_small(number, passages=4 * 70, text="他们建成了平台。") for number in (1, 2)]
    first = get(client, of(*reports) + "&theme=smart-governance")
    assert len(blocks(first, "learned")["smart-governance"].rows) <= 2 * 60
    second = get(client, of(*reports) + "&theme=smart-governance&page=2")
    assert sum(bool(cell.text) for row in blocks(second, "learned")["smart-governance"].rows for cell in row) == 20
    get(client, of(*reports) + "&page=3", status=404)


def test_cities_are_compared_by_what_all_reports_say(client):
    shelve("dev-01")
    shelve("train-38", places=Places((PlaceName("阜新市"),), (PlaceName("徐州市", "320300"), PlaceName("唐山市", "130200"))))
    response = get(client, "city=320300&city=321000&theme=eco-city")
    rows = cells(response, "learned", "eco-city")
    assert any(row[0].startswith("徐州采煤史") for row in rows)
    assert any(row[-1].startswith("扬州的公园") for row in rows)
    sources = {cell.source for row in blocks(response, "learned")["eco-city"].rows for cell in row if cell.text}
    assert sources == {"平顶山市 2024-05", "阜新市 2022-08"}


def test_passage_about_two_cities_is_shown_once(client):
    shelve("dev-01")
    rows = blocks(get(client, "city=320300&city=340100"), "learned")["eco-city"].rows
    assert ["三市底子各不相同，", "同一段，见徐州市"] in [[cell.gap or cell.text[:9] for cell in row] for row in rows]


def test_district_takes_only_tours_to_itself(client):
    places = Places((), (PlaceName("杭州市拱墅区", "330105"),))
    shelve_analysis(replace(small_analysis(), places=places), 1)
    shelve_small(2, text="苏州建成了平台。")
    response = get(client, "city=330105&city=320500")
    assert [subject.reports for subject in response.context["subjects"]] == [1, 1]


def test_without_parameters_one_chooses_among_reports(client):
    report = shelve_small(1)
    shelve_small(2, state=State.DRAFT)
    assert [row.id for row in get(client).context["offer"].reports] == [report.pk]


def test_what_is_chosen_stays_while_one_searches(client):
    one, other = shelve("dev-02"), shelve("dev-07")
    response = get(client, f"{of(one)}&pick=report&q=老旧小区")
    assert [row.id for row in response.context["offer"].reports] == [other.pk]
    assert f'<input type="hidden" name="r" value="{one.pk}">' in response.content.decode()


def test_reports_are_found_by_the_places_they_went_to(client):
    shelve("dev-02")
    assert len(get(client, "pick=report&q=思明").context["offer"].reports) == 1
    assert get(client, "pick=report&q=敦煌").context["offer"].reports == ()


def test_cities_are_chosen_the_most_visited_first(client):
    shelve_small(1)
    shelve_analysis(replace(small_analysis(), places=Places((), (PlaceName("苏州市", "320500"),))), 2)
    rows = get(client, "pick=city").context["offer"].cities
    assert [(row.name, row.count) for row in rows] == [("苏州市", 2), ("杭州市", 1)]


def test_chip_takes_one_out(client, renewal):
    response = get(client, of(*renewal))
    [_, without] = response.context["chosen"][0]
    assert client.get(without).context["selection"].keys == (str(renewal[1].pk),)


@pytest.mark.parametrize(("query", "said"), [("", "库里还没有报告"), ("pick=city", "库里还没有报告"), ("q=x&pick=report", "没有可选的了")])
def test_empty_library_can_still_be_asked(client, query, said):
    page = get(client, query).content.decode()
    assert said in page
    assert "比较所选" not in page


@pytest.mark.parametrize(("query", "status"), [
    ("r=1&r=2&r=3&r=4&r=5", 400), ("r=1&city=330100", 400), ("r=x", 400), ("city=999999&city=330100", 400), ("theme=x", 400),
    ("r=999998&r=999999", 404), ("r=999999", 404), ("page=4", 404), ("page=x", 400),
])
def test_wrong_address_gives_a_page_that_says_so(client, query, status):
    get(client, query, status=status)


def test_draft_is_not_compared(client):
    get(client, of(shelve_small(1), shelve_small(2, state=State.DRAFT)), status=404)


@pytest.mark.parametrize(("query", "most"), [
    ("r={0}&r={1}&r={2}&r={3}", REPORTS), ("city=330100&city=320500&city=330000&city=320000", CITIES),
    ("", PICKING), ("pick=city", PICKING),
])
def test_cost_does_not_grow_with_the_library(client, django_assert_max_num_queries, query, most):
    ids = [shelve_small(number, text="杭州、苏州的经验。").pk for number in range(5)]
    with django_assert_max_num_queries(most) as few:
        get(client, query.format(*ids))
    for number in range(5, 30):
        shelve_small(number, text="杭州、苏州的经验。", passages=40, themes=("smart-governance", "eco-city"))
    ids = list(Report.objects.order_by("-pk").values_list("pk", flat=True)[:4])
    with django_assert_max_num_queries(most) as many:
        get(client, query.format(*ids))
    assert len(many) == len(few)
