"""Terms against cities, as a page and as a file."""
import csv
import io
import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from govreports.reports.models import Theme
from govreports.search import engine
from govreports.search.backend import WhooshBackend
from govreports.search.grid import table
from govreports.search.grid.page import grid_view
from govreports.search.parameters import read_query
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


PROVINCES = (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65)


def library() -> None:
    put("杭州市推行信托制物业。", "杭州市物业费公开。", "杭州市湿地连片。", roles="lla", hosts=("杭州市",), date="2023-05")
    put("苏州市物业自管。", "苏州市河湖共治。", hosts=("苏州市",), themes=("community",))
    put("杭州市、苏州市物业都有规章。", hosts=("杭州市", "苏州市"))
    put("我市物业要学起来。")


def page(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(f"/search/grid/{query}")
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def fetch(client: Client, address: str) -> bytes:
    response = client.get(f"/search/grid/export.{address}")
    content = b"".join(response.streaming_content)
    response.close()
    return content


def figures(client: Client, query: str) -> list[list[str]]:
    """The table as text: head, rows, foot."""
    rows = re.findall(r"<tr>(.*?)</tr>", page(client, query).split("<table")[1])
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    return [[re.sub(r"<[^>]+>|·", "", cell).strip() for cell in row] for row in cells]


def test_cells_count_passages_of_a_term_about_a_city(client):
    library()
    assert figures(client, "?q=物业、湿地") == [
        ["词语", "杭州市", "苏州市", "不限城市"],
        ["物业", "3", "2", "5"],  # one about both, one about none
        ["湿地", "1", "0", "1"],
        ["不限词语", "4", "3", "7"],
    ]


def test_chosen_cities_stand_in_the_order_chosen_and_bound_the_totals(client):
    library()
    assert figures(client, "?q=物业&q=湿地&city=320500&city=330100") == [
        ["词语", "苏州市", "杭州市", "所选城市"], ["物业", "2", "3", "4"], ["湿地", "0", "1", "1"], ["不限词语", "3", "4", "6"],
    ]
    assert figures(client, "?q=物业&city=320500")[1] == ["物业", "2", "2"]


@pytest.mark.parametrize("narrowing", ["", "&role=action", "&theme=community", "&year=2023", "&kind=study_tour", "&city=330100&city=320500"])
def test_every_figure_is_what_its_link_opens(client, narrowing: str):
    library()
    html = page(client, f"?q=物业%0A湿地 连片{narrowing}").split("<table")[1]
    links = re.findall(r'<a href="/search/([^"]*)" rel="nofollow">(\d+)</a>', html)
    assert len(links) >= 3 or narrowing
    for address, figure in links:
        asked = QueryDict(unescape(address).lstrip("?"))
        assert engine.count(read_query(asked, list(Theme.objects.all()))) == int(figure)
        assert f"{figure} 段" in client.get(f"/search/{unescape(address)}").content.decode()


def test_empty_cells_are_plain(client):
    library()
    assert '<td><span aria-hidden="true">·</span><span class="vh">0</span> </td>' in page(client, "?q=湿地&city=320500")


def test_form_keeps_what_was_asked(client):
    library()
    html = page(client, "?q=物业 “一网 统管”&city=320500&role=learned&report=7")
    assert re.search(r"<textarea[^>]*>物业 “一网 统管”</textarea>", html)
    assert re.search(r'name="city" value="320500" checked', html) and re.search(r'name="role" value="learned" checked', html)
    assert '<input type="hidden" name="report" value="7">' in html
    assert '<b>谈到</b> 苏州市' in html


def test_without_terms_there_is_only_the_form(client):
    library()
    html = page(client)
    assert "<table" not in html and 'name="city" value="330100"' in html
    assert "<table" not in page(client, "?q=、%20，")


def test_what_does_not_fit_is_said(client, monkeypatch):
    monkeypatch.setattr(table, "MOST_CITIES", 1)
    library()
    html = page(client, "?q=" + "、".join(f"物业{number}" for number in range(22)))
    assert "只取前 20 个词语，没有列出：物业20、物业21。" in html
    assert html.count('<th scope="row">') == 21
    assert "另有 1 个没有列出" in page(client, "?q=物业")
    assert "最多选 30 个城市" in page(client, "?q=物业" + "".join(f"&city={code}0000" for code in PROVINCES))


def test_text_is_escaped(client):
    library()
    assert "<script>alert" not in page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E")


@pytest.mark.parametrize(("query", "status", "said"), [
    ("?q=物业&role=teach", 400, "role=learned"),
    ("?q=物业&city=hangzhou", 400, "city=330100"),
    ("?q=物业&year=abc", 400, "year=2024"),
    ("?q=物业&theme=xyz", 400, "theme=community"),
    ("?q=物业&sort=foo", 200, "物业"),
    ("?q=%FF%00", 200, ""),
])
def test_wrong_parameters_are_told_apart(client, query: str, status: int, said: str):
    library()
    assert said in page(client, query, status)


def test_one_question_to_the_index_for_each_term_and_one_query_to_the_database(client, monkeypatch, django_assert_num_queries):
    library()
    asked, find = [], WhooshBackend.find
    monkeypatch.setattr(WhooshBackend, "find", lambda backend, wanted: asked.append(wanted) or find(backend, wanted))
    with django_assert_num_queries(1):
        page(client, "?q=物业、湿地、河湖&role=learned")
    assert len(asked) == 4


def test_files_hold_the_same_figures(client):
    library()
    rows = list(csv.reader(io.StringIO(fetch(client, "csv?q=物业、湿地").decode("utf-8-sig"))))
    assert rows[1:] == [["物业", "3", "2", "5"], ["湿地", "1", "0", "1"], ["不限词语", "4", "3", "7"]]
    book = load_workbook(io.BytesIO(fetch(client, "xlsx?q==1%2B1%0A物业")))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["词语", "杭州市", "苏州市", "不限城市"]
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["A2"].quotePrefix) == ("=1+1", "s", True)
    assert sheet["B3"].value == 3 and "city=330100" in sheet["B3"].hyperlink.target and sheet.freeze_panes == "B2"
    assert client.get("/search/grid/export.ods?q=物业").status_code == 404


def test_index_out_of_reach_is_said_plainly(client, monkeypatch):
    library()
    monkeypatch.setattr(WhooshBackend, "find", lambda *_args: 1 / 0)
    assert "检索暂时用不了" in page(client, "?q=物业", 503)


def test_view_speaks_english_to_those_who_chose_it(client):
    library()
    client.cookies["django_language"] = "en"
    assert "Terms and cities" in page(client, "?q=物业") and "Any city" in page(client, "?q=物业")
    assert grid_view(QueryDict(""), []).grid is None
