"""Word documents: order, styles, numbers that Word makes itself, and what is not text of the report."""
import pytest

from govreports.analysis.extract import extract
from tests.analysis.files.docxs import STRICT, WORD, docx_of, level, p, r, table


def lines_of(body, **options):
    return [(line.kind.value, line.level, line.text) for line in extract(docx_of(body, **options), "报告.docx").lines]


def texts(body, **options):
    return [text for _, _, text in lines_of(body, **options)]


def test_paragraphs_headings_and_tables_come_in_order():
    body = p("赴三市考察报告", style="a5") + p("　　现报告如下。") + p("一、做法", style="1") + p("（一）规划", style="my") \
        + table(("城市", "投资"), ("南京", "12亿元")) + p("　　完。")
    assert lines_of(body) == [
        ("title", 0, "赴三市考察报告"), ("text", 0, "　　现报告如下。"), ("heading", 1, "一、做法"), ("heading", 2, "（一）规划"),
        ("table", 0, "城市 | 投资"), ("table", 0, "南京 | 12亿元"), ("text", 0, "　　完。")]


def test_outline_level_without_a_style_makes_a_heading_and_body_level_none():
    assert lines_of(p("一、做法", properties='<w:outlineLvl w:val="0"/>') + p("二、启示", properties='<w:outlineLvl w:val="0"/>')
                    + p("　　文字。", style="1", properties='<w:outlineLvl w:val="9"/>')) == [
        ("heading", 1, "一、做法"), ("heading", 1, "二、启示"), ("text", 0, "　　文字。")]


NUMBERING = '<w:abstractNum w:abstractNumId="7">' + level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") \
    + level(2, "decimal", "%3.") + level(3, "decimalEnclosedCircle", "%4") + '</w:abstractNum><w:abstractNum w:abstractNumId="8">' \
    + level(0, "bullet", "●") + level(1, "decimal", "%1.%2") + "</w:abstractNum>" \
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>' \
    + '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def test_numbers_that_word_makes_are_written_out():
    written = [("做法", 0), ("规划", 1), ("项目", 1), ("地块", 2), ("启示", 0), ("观念", 1), ("其一", 3)]
    body = "".join(p(text, number="1", depth=depth) for text, depth in written) + p("圆点", number="2") + p("没有", number="0")
    assert texts(body, numbering=NUMBERING) == [
        "一、做法", "（一）规划", "（二）项目", "1.地块", "二、启示", "（一）观念", "①其一", "圆点", "没有"]


def test_a_list_goes_on_over_paragraphs_and_starts_again_when_told():
    body = "".join(p(f"第{n}条", number="1") for n in range(11)) + p("从头", number="3") + p("再来", number="3")
    assert texts(body, numbering=NUMBERING)[9:] == ["十、第9条", "十一、第10条", "一、从头", "二、再来"]


def test_numbering_may_come_from_the_style():
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>' \
        "</w:pPr></w:style>"
    assert lines_of(p("做法", style="H") + p("启示", style="H"), styles=styles, numbering=NUMBERING) == [
        ("heading", 1, "一、做法"), ("heading", 1, "二、启示")]


def test_headers_notes_deleted_and_hidden_text_are_left_out():
    runs = r("考察组") + f'<w:del><w:r><w:delText>{"删去"}</w:delText></w:r></w:del>' + f"<w:ins>{r('一行')}</w:ins>" \
        + "<w:r><w:footnoteReference w:id='1'/></w:r>" + r("隐藏", "<w:vanish/>") + r("十人", '<w:vanish w:val="0"/>') \
        + "<w:moveFrom>" + r("移走") + "</w:moveFrom>" + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert texts(p(runs)) == ["考察组一行十人"]


def test_line_breaks_divide_paragraphs_but_not_titles():
    broken = "<w:r><w:t>赴三市考察</w:t><w:br/><w:t>报告</w:t></w:r>"
    assert texts(p(broken, style="a5") + p(broken)) == ["赴三市考察报告", "赴三市考察", "报告"]


def test_contents_lists_made_by_word_are_left_out():
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>' \
        + p("目录") + p("一、做法 1") + "</w:sdtContent></w:sdt>"
    control = "<w:sdt><w:sdtContent>" + p("正文在控件里。") + "</w:sdtContent></w:sdt>"
    assert texts(contents + p("二、启示 2", style="T1") + control) == ["正文在控件里。"]


def test_text_boxes_are_read_once_after_their_paragraph():
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("框中文字") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    twice = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(p(r("锚点段落") + twice) + p("下一段")) == ["锚点段落", "框中文字", "下一段"]


def test_table_that_lays_out_the_page_is_read_as_paragraphs():
    cell = p("　　" + "考察" * 120) + p("　　第二段。")
    assert texts(table((cell, "右栏")) + table(("单列",), ("也是",))) == ["　　" + "考察" * 120, "　　第二段。", "右栏", "单列", "也是"]


@pytest.mark.parametrize("namespace", [WORD, STRICT], ids=["transitional", "strict"])
def test_both_kinds_of_namespace_are_read(namespace):
    assert texts(p("一、做法", style="1") + p("文字"), namespace=namespace) == ["一、做法", "文字"]


@pytest.mark.parametrize(("title", "kept"), [("赴三市考察报告", "赴三市考察报告"), ("Microsoft Word 文档", ""), ("", "")])
def test_title_of_the_file_is_kept_unless_a_program_made_it(title, kept):
    assert extract(docx_of(p("文字"), title=title), "报告.docx").title == kept


def test_pinyin_above_characters_is_left_out():
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>diào</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>調</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert texts(p(ruby + r("研組"))) == ["調研組"]
