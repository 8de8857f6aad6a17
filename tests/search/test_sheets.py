"""Results and grids as files: opened again, as Excel would."""
import csv
import io

import pytest
from openpyxl import load_workbook

from govreports.search.grid import terms_of
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def rows(client, address: str) -> list[list]:
    response = client.get(address)
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if ".csv" in address:
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.freeze_panes == "A2"
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_results_are_rows_in_the_order_of_the_page(client, kind: str):
    put("信託製物業費降了。", "路燈亮了。", title="甲县报告", roles="al", themes=("community",), hosts=("杭州市",))
    put("物业费降了。", title="乙县报告")
    header, first, second = rows(client, f"/search/export.{kind}?q=信托制 物业费")
    assert first[header.index("段落")] == "信託製物業費降了。"  # in full, as written
    assert (first[header.index("角色")], first[header.index("去了哪")]) == ("行动", "杭州市")
    assert first[header.index("网址")].startswith("http://testserver/reports/")
    assert second[header.index("报告")] == "乙县报告"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(client, kind: str):
    put("=HYPERLINK(物业)", "+物业", "-物业", "@物业\x0b")
    texts = {row[9] for row in rows(client, f"/search/export.{kind}?q=物业")[1:]}
    assert texts == {"'=HYPERLINK(物业)", "'+物业", "'-物业", "'@物业"}


def test_a_long_result_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr("govreports.search.export.MOST", 3)
    put(*["物业费降了。"] * 5)
    found = rows(client, "/search/export.csv?q=物业")
    assert len(found) == 5 and found[-1][0].startswith("只列出前 3 段")


def test_number_of_queries_does_not_grow_with_each_passage(client, django_assert_max_num_queries):
    put(*["物业费降了。"] * 30, themes=("community",))
    with django_assert_max_num_queries(9):
        rows(client, "/search/export.csv?q=物业")


@pytest.mark.parametrize("address", ["/search/export.pdf?q=a", "/search/export.csv?role=x", "/search/grid.doc", "/search/grid/?city=999"])
def test_wrong_parameters_are_told(client, address: str):
    assert client.get(address).status_code == 400


def test_words_of_a_grid():
    assert terms_of("物业、夜间经济\n“一网 统管” 物业") == ["物业", "夜间经济", "“一网 统管”"]
    assert len(terms_of(" ".join(map(str, range(100))))) == 20 and terms_of("“”、，") == []


def test_grid_counts_passages_and_leads_to_them(client):
    put("物业费降了。", "物业服务好。", hosts=("杭州市",))
    put("物业费降了。", hosts=("苏州市",))
    put("夜市热闹。")
    html = client.get("/search/grid/", {"terms": "物业 夜市"}).content.decode()
    assert html.index(">杭州市</a>") < html.index(">苏州市</a>")
    assert '<a href="/search/?q=%E7%89%A9%E4%B8%9A&amp;city=330100">2</a>' in html
    assert '<a href="/search/?q=%E5%A4%9C%E5%B8%82">1</a>' in html
    assert rows(client, "/search/grid.xlsx?terms=物业 夜市&city=330100") == [["词", "杭州市", "全部"], ["物业", 2, 3], ["夜市", 0, 1]]


def test_grid_asks_the_database_little(client, django_assert_max_num_queries):
    put("物业费降了。", hosts=("杭州市",))
    with django_assert_max_num_queries(2):
        client.get("/search/grid/", {"terms": "物业 夜市 路灯 垃圾"})
