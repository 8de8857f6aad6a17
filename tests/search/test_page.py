"""The search page as a reader sees it."""
import re
from html import unescape
from urllib.parse import quote

import pytest
from django.test import Client

from govreports.search.backend import WhooshBackend
from tests.search.shelf import put

pytestmark = pytest.mark.django_db

TRUST = "武侯区推行信托制物业，每笔支出扫码可查。"


def page(client: Client, address: str = "", status: int = 200) -> str:
    response = client.get(f"/search/{address}")
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_hits_stand_under_their_report_in_the_lane_of_their_role(client):
    report = put(TRUST, "路灯换新。", roles="al", title="甲县学习考察报告", hosts=("武侯区",), themes=("community",))
    html = page(client, "?q=物业")
    assert "1 篇报告，1 段" in html
    assert f'<h3 id="g{report.pk}" class="words"><a href="/reports/{report.pk}/">' in html
    assert "甲县学习考察报告</a></h3>" in html.replace("<wbr>", "")
    assert '<li class="hit lanes role-action">' in html
    assert "信托制<mark>物业</mark>，每笔" in html
    assert f'<a href="/reports/{report.pk}/?find=%E7%89%A9%E4%B8%9A#p1">一、主要做法</a>' in html
    assert 'href="/themes/community/"' in html
    assert f'name="r" value="{report.pk}"' in html and 'action="/compare/"' in html


def test_text_is_escaped_and_marked_in_the_script_it_was_written_in(client):
    put("<b>物業</b>管理＆服務")
    assert "&lt;b&gt;<mark>物業</mark>&lt;/b&gt;管理＆服務" in page(client, "?q=物业")


def test_line_itself_is_escaped(client):
    put(TRUST)
    html = page(client, "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html


def test_facets_are_links_that_switch_on_and_off(client):
    put(TRUST, "学武侯的样，物业费要公开。", roles="la", themes=("community",), hosts=("武侯区",), date="2023-05")
    html = page(client, "?q=物业&role=action&page=1")
    assert re.search(r'<a href="\?q=%E7%89%A9%E4%B8%9A&amp;role=action&amp;role=learned" rel="nofollow">.*?学到', html)
    assert re.search(r'<a href="\?q=%E7%89%A9%E4%B8%9A" rel="nofollow" aria-current="true">.*?行动<span class="vh">（已选）</span>', html)
    assert "成都市</span>" in html and "四川省" not in html and "武侯区</span>" not in html.split("</nav>")[1]
    facets = html.split('id="facets"')[1]
    assert facets.index("学到") < facets.index("行动")


def test_chosen_filters_are_chips_that_take_them_off(client):
    put(TRUST, hosts=("武侯区",), kind="speech")
    html = page(client, "?q=物业&city=510107&kind=speech")
    assert '<a class="chip" href="?q=%E7%89%A9%E4%B8%9A&amp;kind=speech"><b>谈到</b> 武侯区' in html
    assert '<a class="note" href="?q=%E7%89%A9%E4%B8%9A">全部去掉</a>' in html


def test_page_says_where_passages_with_all_words_end(client):
    put(TRUST, title="乙县报告")
    put("物业费要公开。", title="甲县报告")
    html = page(client, "?q=物业 信托")
    assert html.index("乙县报告") < html.index("含有全部词语的到此为止，共 1 段") < html.index("甲县报告")
    assert "没有一段含有全部词语" in page(client, "?q=物业 路灯")


def test_what_was_understood_is_shown_and_offered(client):
    put(TRUST, hosts=("杭州市",))
    html = page(client, "?q=杭州市物业")
    assert "<dt>词</dt><dd>杭州市</dd>" in html and "<dt>词</dt><dd>物业</dd>" in html
    assert re.search(r'<dt>只看谈到</dt><dd><a href="\?q=[%A-F0-9]+&amp;city=330100">杭州市</a></dd>', html)


def test_without_a_question_there_is_something_to_choose(client):
    put(TRUST)
    html = page(client)
    assert "1 篇报告，1 段，想找什么？" in html and 'id="facets"' in html and "hit-group" not in html


def test_filters_alone_list_passages(client):
    put(TRUST)
    assert TRUST in page(client, "?role=learned")


def test_nothing_found_says_what_next(client):
    put(TRUST)
    assert "没有找到“海绵城市”" in page(client, "?q=海绵城市")
    html = page(client, "?q=物业&year=1999")
    assert "加上这些条件，没有“物业”" in html and "去掉条件，就有 1 段" in html and "年份</b> 1999" in html
    assert "没有找到" in page(client, "?q=，。！")


def test_empty_library_says_how_to_fill_it(client):
    assert "库里还没有可以检索的报告" in page(client) and "没有找到“物业”" in page(client, "?q=物业")


def test_more_of_one_report_is_a_link(client):
    report = put(*[TRUST] * 7)
    put(TRUST)
    html = page(client, "?q=物业&role=learned")
    assert f'<a href="?q=%E7%89%A9%E4%B8%9A&amp;role=learned&amp;report={report.pk}">这一篇还有 3 段</a>' in html
    assert page(client, f"?q=物业&report={report.pk}").count('class="hit ') == 7


def test_lists_are_paged_and_sorted(client):
    for number in range(12):
        put(TRUST, title=f"第{number}篇报告", date=f"20{number + 10}")
    html = page(client, "?q=物业&sort=newest")
    assert html.count("hit-group") == 10 and 'href="?q=%E7%89%A9%E4%B8%9A&amp;sort=newest&amp;page=2"' in html
    assert html.index("第11篇报告") < html.index("第2篇报告")
    assert page(client, "?q=物业&page=2").count("hit-group") == 2


@pytest.mark.parametrize(("address", "status", "said"), [
    ("?theme=xyz", 400, "theme=eco-city"),
    ("?theme=community&theme=xyz", 400, "theme=eco-city"),
    ("?role=teach", 400, "role=learned"),
    ("?kind=poem", 400, "kind=speech"),
    ("?year=abc", 400, "year=2024"),
    ("?city=hangzhou", 400, "city=330100"),
    ("?city=999999", 400, "city=330100"),
    ("?sort=foo", 400, "sort=newest"),
    ("?q=物业&page=0", 400, "page=1"),
    ("?q=物业&page=abc", 400, "page=1"),
    ("?q=物业&page=-1", 400, "page=1"),
    ("?q=物业&page=999", 404, "没有第 999 页"),
    ("?q=物业&page=99999999999999999999", 400, "page=1"),
    ("?q=物业&report=x", 400, "report=x"),
    ("?q=物业&report=4821", 200, "没有“物业”"),
    ("?theme=&year=&q=物业", 200, "1 篇报告"),
    ("?q=%FF%FE", 200, ""),
    ("?q=a%00b", 200, ""),
    ("?q=" + "物" * 3000, 200, ""),
])
def test_wrong_parameters_are_told_apart(client, address: str, status: int, said: str):
    put(TRUST, hosts=("杭州市",))
    assert said in page(client, address, status)


def test_page_costs_the_same_queries_whatever_is_found(client, django_assert_num_queries):
    put(TRUST, themes=("community",), hosts=("杭州市",))
    with django_assert_num_queries(4):
        page(client, "?q=物业")
    for _ in range(12):
        put(*[TRUST] * 5, themes=("community", "livelihood"), hosts=("杭州市", "苏州市"))
    for address in ("?q=物业", "?q=杭州市2023年物业&page=2", "?theme=community&theme=livelihood&city=330100"):
        with django_assert_num_queries(4):
            page(client, address)


def test_index_out_of_reach_is_said_plainly(client, monkeypatch):
    put(TRUST)
    monkeypatch.setattr(WhooshBackend, "find", lambda *_args: 1 / 0)
    html = page(client, "?q=物业", 503)
    assert "检索暂时用不了" in html and 'href="/reports/"' in html


def test_signs_are_told_as_they_were_read(client):
    put(TRUST, hosts=("杭州市",))
    html = page(client, "?q=" + quote("+物业 -路灯 city:杭州 year:1999-2030 in:sentence theme:火星"))
    assert "必须有" in html and "不含" in html and "同一句" in html and "没有叫“火星”的主题" in html
    assert "<dd>杭州市</dd>" in html and "1999 至 2030" in html


def test_reprints_stand_under_the_first(client):
    text = "武侯区推行信托制物业，每笔支出扫码可查，业主随时看得见账本和余额，纠纷少了。"
    for title in ("甲县报告", "乙县报告", "丙县报告"):
        put(text, title=title)
    put(text[:-5] + "矛盾也少了。", title="丁县报告")
    html = page(client, "?q=信托制")
    assert html.count('class="hit-group"') == 2 and "另有 2 篇报告有同样的一段" in html and "4 篇报告，4 段" in html
    link = unescape(re.search(r'href="(\?[^"]*copies=\d+)"', html).group(1))
    assert page(client, link).count('class="hit-group"') == 3


def test_short_passages_are_no_reprints(client):
    for title in ("甲县报告", "乙县报告"):
        put("物业费降了。", title=title)
    assert page(client, "?q=物业").count('class="hit-group"') == 2


def test_passages_like_one(client):
    report = put("信托制物业的每笔支出扫码可查。", "路灯换成节能灯。", title="甲县报告")
    put("每笔物业支出都能扫码查看，信托制很透明。", title="乙县报告")
    put("湖边修了步道。", title="丙县报告")
    like = report.passages.get(number=1)
    html = page(client, f"?like={like.pk}")
    assert "乙县报告" in html.replace("<wbr>", "") and "丙县报告" not in html.replace("<wbr>", "") and html.count('class="hit ') == 1
    assert "含有全部词语的到此为止" not in html
    assert "没有" in page(client, "?like=99999")
