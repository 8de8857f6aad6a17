"""Web pages: what a reader sees, in lines, whatever the page says of its encoding."""
import pytest

from govreports.analysis.errors import UnreadableSource
from govreports.analysis.extract import extract
from govreports.analysis.records import LineKind

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>赴三市考察报告 - 某文库</title>
<script>var a = "脚本文字";</script><style>p {{ line-height: 1 }}</style></head><body>
<nav><a href="/">首页</a><a href="/a">工作报告</a></nav>
<ul class="nav"><li><a href="/c0">首页</a></li><li><a href="/c1">领导讲话</a></li></ul>
<div class="crumb"><a href="/">首页</a> &gt; <a href="/b">调研报告</a></div>
<h1>赴三市考察报告</h1>
<div class="article"><p>&nbsp;&nbsp;考察组一行10人&mdash;&mdash;先后到三市。<br>　　现将情况报告如下。</p>
<h3>一、主要<span>做法</span></h3><p style="display:none">防复制文字</p>
<p>他们坚持以人为本，
建成<b>5A</b>景区。</p>
<table><tr><th>城市</th><th>投资</th></tr><tr><td>南京</td><td>12亿元</td></tr></table></div>
<div><h4>相关文章</h4><ul>
<li><a href="1">某县考察报告</a></li><li><a href="2">某市考察报告</a></li><li><a href="3">某区汇报</a></li></ul></div>
<footer>版权所有</footer></body></html>"""


def lines_of(page, name="报告.html", encoding="utf-8"):
    return [(line.kind.value, line.text) for line in extract(page.encode(encoding), name).lines]


def body(inner):
    return [text for _, text in lines_of(f"<html><body>{inner}</body></html>")]


def test_a_page_becomes_its_visible_lines():
    assert lines_of(PAGE.format(charset="utf-8")) == [
        ("title", "赴三市考察报告"),
        ("text", "考察组一行10人——先后到三市。"),
        ("text", "　　现将情况报告如下。"),
        ("heading", "一、主要做法"),
        ("text", "他们坚持以人为本，建成5A景区。"),
        ("table", "城市 | 投资"),
        ("table", "南京 | 12亿元"),
    ]


def test_the_page_keeps_its_own_title():
    assert extract(PAGE.format(charset="utf-8").encode(), "报告.html").title == "赴三市考察报告 - 某文库"


@pytest.mark.parametrize(("declared", "real", "found"), [
    ("gb2312", "gb18030", "gb18030"), ("utf-8", "gb18030", "gb18030"), ("gbk", "utf-8", "utf-8"), ("iso-8859-1", "gb18030", "gb18030"),
    ("", "gb18030", "gb18030"), ("big5", "gb18030", "gb18030"), ("nonsense", "utf-16-le", "utf-16-le"),
])
def test_a_wrong_declaration_of_the_encoding_does_no_harm(declared, real, found):
    raw = extract(PAGE.format(charset=declared).encode(real), "报告.html")
    assert raw.encoding == found
    assert raw.lines[0].text == "赴三市考察报告"


def test_big5_page_is_read():
    page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=big5'></head><p>考察團一行12人參觀了三個社區</p>"
    raw = extract(page.encode("big5"), "a.htm")
    assert (raw.encoding, raw.text) == ("big5", "考察團一行12人參觀了三個社區")


def test_lines_inside_one_piece_of_text_stay_lines_but_wrapped_ones_join():
    assert body("<div>某某讲话\n\n2024-03-05 128\n来源：本站</div>") == ["某某讲话", "2024-03-05 128", "来源：本站"]
    wrapped = "考察组先后走进五个社区和三家企业，与当地干部群众座谈\n交流，了解到他们在基层治理方面的许多新做法和新经验，\n收获很大。"
    assert body(f"<p>{wrapped}</p>") == [wrapped.replace("\n", "")]


def test_report_text_inside_links_is_kept():
    text = "考察组认为，三市的经验可以概括为敢闯、敢试、敢为人先，值得我市认真学习借鉴，<a href=1>民宿</a>尤其如此。"
    assert body(f"<p>{text}</p>") == [text.replace("<a href=1>民宿</a>", "民宿")]
    assert body("<div><a href=1><p>他们坚持规划先行。</p></a><a><p>他们坚持项目为王。</p></a><a><p>还有第三条。</p></a></div>") == [
        "他们坚持规划先行。", "他们坚持项目为王。", "还有第三条。"]


def test_table_that_lays_out_the_page_is_read_as_paragraphs():
    inner = "<p>　　第一段文字。</p><table><tr><td>南京</td><td>12</td></tr></table><p>　　第二段文字。</p>"
    assert body(f"<table><tr><td>栏目</td><td>{inner}</td></tr></table>") == ["栏目", "　　第一段文字。", "南京 | 12", "　　第二段文字。"]


def test_pinyin_above_characters_is_left_out():
    assert body("<p><ruby>調<rp>(</rp><rt>diào</rt><rp>)</rp></ruby>研組</p>") == ["調研組"]


def test_list_items_and_preformatted_lines_are_lines_of_their_own():
    assert body("<ol><li>抓规划</li><li>抓项目</li></ol><pre>一行\n二行</pre>") == ["抓规划", "抓项目", "一行", "二行"]


def test_one_of_several_top_headings_is_the_title_when_the_page_says_so():
    page = "<html><head><title>赴苏州考察汇报_文库</title></head><h1>某某文库</h1><h1>赴苏州考察汇报</h1><h2>一、做法</h2><p>文字</p>"
    assert lines_of(page) == [("heading", "某某文库"), ("title", "赴苏州考察汇报"), ("heading", "一、做法"), ("text", "文字")]


def test_web_page_without_html_tag_is_known_by_its_extension_or_its_tags():
    assert extract("<div>考察组<br>先后到三市</div>".encode(), "a.html").format == "html"
    assert extract("考察组说<br>一词".encode(), "a.txt").format == "txt"
    assert extract("<html><body><p>考察组</p>".encode(), "a.txt").format == "html"


def test_deep_nesting_and_many_links_end_soon():
    assert body("<font>" * 1500 + "考察")[:1] == ["考察"]
    with pytest.raises(UnreadableSource, match="网页太复杂"):
        body("<div>" * 5000 + "考察")
    links = "<div>" * 200 + "<a href=1>题目</a>" * 5_000
    assert len("".join(body(links + "<p>考察组。</p>"))) == 2 * 5_000 + 4


def test_overlong_headings_are_paragraphs():
    assert lines_of(f"<html><h2>{'考察' * 60}</h2><h2>一、做法</h2></html>") == [
        (LineKind.TEXT.value, "考察" * 60), (LineKind.HEADING.value, "一、做法")]
