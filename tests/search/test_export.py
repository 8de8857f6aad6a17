"""The result of a search as a file, opened again as a reader would."""
import csv
import io
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from govreports.reports.models import State, Theme
from govreports.search import engine
from govreports.search.backend import WhooshBackend
from govreports.search.engine import SearchQuery
from govreports.search.export import passages
from tests.search.shelf import put

pytestmark = pytest.mark.django_db

TRUST = "武侯区推行信托制物业，每笔支出扫码可查。"
HEAD = ["报告标题", "谁去的", "去了哪", "日期", "文种", "章节", "角色", "主题", "谈到的地方", "原文", "含全部词语", "链接"]


def fetch(client: Client, address: str, status: int = 200) -> bytes:
    response = client.get(f"/search/{address}")
    assert response.status_code == status
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def read_csv(client: Client, query: str) -> list[list[str]]:
    content = fetch(client, f"export.csv{query}")
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(client: Client, query: str) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(io.BytesIO(fetch(client, f"export.xlsx{query}")))
    return book.worksheets[0], book.worksheets[1]


def test_each_passage_is_a_row_with_all_that_is_known_of_it(client):
    report = put(TRUST, "路灯换新。", roles="al", title="甲县学习考察报告", hosts=("武侯区",), themes=("community",))
    expected = [
        "甲县学习考察报告", "", "武侯区", "2024-05-20", "考察报告", "一、主要做法", "行动", Theme.objects.get(slug="community").name,
        "武侯区", TRUST, "是", f"http://testserver/reports/{report.pk}/#p1",
    ]
    assert read_csv(client, "?q=物业") == [HEAD, expected]
    page, _about = read_xlsx(client, "?q=物业")
    assert [[cell.value or "" for cell in row] for row in page.iter_rows()] == [HEAD, expected]
    assert page["L2"].hyperlink.target == expected[-1]


def test_sheet_has_a_head_that_stays_widths_and_wrapped_text(client):
    put(TRUST)
    page, about = read_xlsx(client, "?q=物业&role=learned")
    assert page.freeze_panes == "B2" and page.auto_filter.ref == "A1:L2" and page.print_title_rows == "$1:$1"
    assert page["A1"].font.bold and page["J2"].alignment.wrap_text and page.column_dimensions["J"].width == 80
    assert page.page_setup.orientation == "landscape"
    assert [(row[0].value, row[1].value) for row in about.iter_rows()][:3] == [("检索", "物业 · 学到"), ("找到", "1 段"), ("列出", "全部")]


def test_text_stands_as_it_was_written(client):
    put("推行信託制物業管理。")
    assert read_csv(client, "?q=物业")[1][9] == "推行信託制物業管理。"


def test_rows_follow_the_pages_and_go_beyond_the_first(client):
    for number in range(12):
        put(*[TRUST] * 6, "物业费要公开。", title=f"第{number}篇报告", date=f"20{number + 10}")
    rows = read_csv(client, "?q=物业 信托&sort=newest&page=2")[1:]
    assert len(rows) == 12 * 7
    shown = [group.title for page in (1, 2) for group in engine.search(SearchQuery(q="物业 信托", sort="newest", page=page)).groups]
    assert list(dict.fromkeys(row[0] for row in rows)) == shown
    assert [row[10] for row in rows[:7]] == ["是"] * 6 + ["否"]


def test_passages_of_the_engine_are_those_of_its_count(monkeypatch):
    monkeypatch.setattr(engine, "REPORTS_A_BATCH", 2)
    for _ in range(5):
        put(TRUST, "物业费要公开。", "路灯换新。")
    found = list(engine.passages(SearchQuery(q="物业"), limit=100))
    assert len(found) == len({hit.passage for hit in found}) == engine.count(SearchQuery(q="物业")) == 10
    assert list(engine.passages(SearchQuery(q="物业"), limit=7)) == found[:7]
    assert list(engine.passages(SearchQuery(q="，。！"), limit=7)) == []
    assert len(list(engine.passages(SearchQuery(roles=("learned",)), limit=100))) == 15


def test_what_a_reprint_repeats_is_not_listed_twice_and_the_file_says_so(client):
    text = "武侯区推行信托制物业，每一笔收入和支出都能扫码查看，居民可以随时提出疑问。"
    put(text), put(text)
    page, about = read_xlsx(client, "?q=信托制")
    assert page.max_row == 2 and about["B3"].value == "1 段；其余 1 段在转载的报告里，没有重复列出"


def test_a_file_that_was_cut_says_so(client, monkeypatch):
    monkeypatch.setattr(passages, "MOST", 3)
    put(*[TRUST] * 5)
    rows = read_csv(client, "?q=物业")
    assert len(rows) == 5 and rows[-1] == ["只列出前 3 段，一共找到 5 段。要看其余的，请缩小范围再导出。"]
    page, about = read_xlsx(client, "?q=物业")
    assert page.max_row == 5 and page["A5"].value == rows[-1][0] == about["B3"].value
    assert page.auto_filter.ref == "A1:L4"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "＝", "－"])
def test_cells_that_look_like_formulas_are_harmless(client, sign: str):
    text = f"{sign}HYPERLINK(物业)"
    put(text, title=f"{sign}1+1 物业")
    title, written = read_csv(client, "?q=物业")[1][0], read_csv(client, "?q=物业")[1][9]
    assert title == f"'{sign}1+1 物业" and written == f"'{text}"
    page, _about = read_xlsx(client, "?q=物业")
    for cell, value in ((page["A2"], f"{sign}1+1 物业"), (page["J2"], text)):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (value, "s", True)


def test_what_a_cell_cannot_hold_is_left_out(client, monkeypatch):
    monkeypatch.setattr("govreports.search.export.writers.LONGEST_CELL", 8)
    put("物业\x0b管理\x01要公开透明。")
    assert read_xlsx(client, "?q=物业")[0]["J2"].value == "物业管理要公开透……"


def test_name_of_the_file_tells_query_and_day(client):
    put(TRUST, hosts=("武侯区",))
    response = client.get("/search/export.xlsx", {"q": '物业/“信托制" ', "city": "510107", "role": "learned"})
    response.close()
    assert unquote(response["Content-Disposition"]) == f"attachment; filename*=utf-8''物业 “信托制 学到 武侯区 {timezone.localdate()}.xlsx"
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")


def test_nothing_found_is_a_file_that_says_so(client):
    put(TRUST)
    assert read_csv(client, "?q=海绵城市") == [HEAD, ["没有找到合条件的段落。"]]


@pytest.mark.parametrize(("address", "status", "said"), [
    ("export.xlsx?q=物业&role=teach", 400, "role=learned"),
    ("export.csv?q=物业&theme=xyz", 400, "theme=community"),
    ("export.csv?q=物业&city=hangzhou", 400, "city=510107"),
    ("export.csv?q=物业&page=abc", 400, "page=1"),
    ("export.csv", 400, "q=物业 信托制"),
    ("export.pdf?q=物业", 404, "可以导出的格式：xlsx csv"),
])
def test_wrong_parameters_are_told_apart(client, address: str, status: int, said: str):
    put(TRUST, hosts=("武侯区",))
    assert said in fetch(client, address, status).decode()


def test_a_batch_costs_the_same_queries_whatever_is_in_it(client, django_assert_num_queries, monkeypatch):
    put(TRUST, themes=("community",), hosts=("杭州市",))
    with django_assert_num_queries(6):
        read_csv(client, "?q=物业")
    for _ in range(12):
        put(*[TRUST] * 5, themes=("community", "livelihood"), hosts=("杭州市", "苏州市"))
    with django_assert_num_queries(6):
        read_csv(client, "?q=物业")
    monkeypatch.setattr(passages, "BATCH", 31)  # 61 passages: two batches
    with django_assert_num_queries(11):
        read_xlsx(client, "?q=物业")


def test_withdrawn_reports_are_left_out_though_the_index_still_has_them(client):
    report = put(TRUST)
    type(report).objects.filter(pk=report.pk).update(state=State.DRAFT)
    assert len(read_csv(client, "?q=物业")) == 1


def test_index_out_of_reach_is_said_plainly(client, monkeypatch):
    put(TRUST)
    monkeypatch.setattr(WhooshBackend, "find", lambda *_args: 1 / 0)
    assert "检索暂时用不了" in fetch(client, "export.csv?q=物业", 503).decode()


def test_files_speak_english_to_those_who_chose_it(client):
    put(TRUST, themes=("community",))
    client.cookies["django_language"] = "en"
    head, row = read_csv(client, "?q=物业")
    assert head[0] == "Report title" and row[6] == "Learned" and row[10] == "yes" and row[9] == TRUST
