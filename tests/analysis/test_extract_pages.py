"""PDF and OFD: printed lines become the paragraphs that were written, without heads, feet and page numbers."""
import pytest

from govreports.analysis.errors import EmptyReport, UnreadableSource
from govreports.analysis.extract import extract
from govreports.analysis.extract.layout import paragraphs
from govreports.analysis.extract.running import Page, PageLine
from govreports.analysis.records import LineKind
from tests.analysis.files import ofds, pdfs
from tests.gold import load_gold

TITLE = "关于赴南京、杭州、上海学习考察老旧小区改造工作的报告"
BODY = [text.format(city) for city in ("南京", "苏州", "杭州", "上海") for text in (
    "根据{}的邀请和年度工作计划，5月15日至19日，考察组一行13人先后走进小西湖片区、德胜新村等11个点位，召开座谈会3次，入户走访居民20余户。现将有关情况报告如下。",
    "一、{}的主要做法",
    "在{}，小西湖片区占地不足5公顷，改造前挤着800多户居民和25家单位，“一张图纸画到底”根本行不通。秦淮区把居民、街道请到同一张桌子上，一户一议、一院一策。",
    "（一）{}规划先行",
    "{}的拱墅区把改造内容列成三张菜单，共32项，基础类必选，另外两类由居民票决。社区连开18场“圆桌会”，收到意见916条。",
)]


def texts_of(data, name):
    return [line.text.strip() for line in extract(data, name).lines]


@pytest.mark.parametrize("per_line", [22, 28, 35])
@pytest.mark.parametrize("per_page", [5, 22])
def test_pdf_lines_become_the_paragraphs_that_were_written(per_line, per_page):
    data = pdfs.pdf_of(pdfs.printed(BODY, per_line=per_line, per_page=per_page, head="内部资料 注意保存"))
    assert texts_of(data, "报告.pdf") == BODY


def test_ofd_lines_become_the_paragraphs_that_were_written():
    raw = extract(ofds.ofd_of(ofds.printed(TITLE, BODY), title="文件标题"), "报告.ofd")
    assert (raw.format, raw.title, raw.lines[0].kind, raw.lines[0].text) == ("ofd", "文件标题", LineKind.TITLE, TITLE)
    assert [line.text for line in raw.lines[1:]] == BODY


@pytest.mark.parametrize("name", ["dev-01", "dev-09", "train-07"])
def test_whole_report_survives_being_printed(name):
    gold = load_gold(name)
    body = [block.get("text") or "".join(span["text"] for span in block["spans"]) for block in gold["blocks"]]
    assert texts_of(pdfs.pdf_of(pdfs.printed(body)), "报告.pdf") == body
    assert texts_of(ofds.ofd_of(ofds.printed(gold["title"], body)), "报告.ofd") == [gold["title"], *body]


def test_ofd_characters_in_objects_of_their_own_are_put_in_order():
    text = "考察组先后到三个社区"
    objects = [ofds.text_object(sign, 28 + 5.64 * at, 50 + 0.3 * (at % 2)) for at, sign in enumerate(text)]
    assert texts_of(ofds.ofd_of([objects[::-1]]), "a.ofd") == [text]


def test_ofd_matrix_moves_and_scales_and_slanting_watermarks_are_left_out():
    objects = [ofds.text_object("正文文字在这里。", 30, 60), ofds.text_object("机密", 80, 90, extra='CTM="0.7 0.7 -0.7 0.7 0 0"'),
               ofds.text_object("放大的标题文字", 60, 40, extra='CTM="2 0 0 2 0 0"')]
    lines = extract(ofds.ofd_of([objects]), "a.ofd").lines
    assert [(line.kind.value, line.text.strip()) for line in lines] == [("title", "放大的标题文字"), ("text", "正文文字在这里。")]


def line(text, left=80.0, top=100.0, size=16.0):
    return PageLine(text, left, left + size * len(text), top, size)


def joined(*lines, pages=1):
    return [(found.kind.value, found.text) for found in paragraphs([Page(595, 842, tuple(lines))] * pages)]


FULL = "考" * 28


def test_rows_of_columns_are_a_table_and_a_single_gap_is_none():
    rows = [line(text, left, top) for top, cells in ((200, "序号 城市 投资"), (230, "1 南京 12亿"))
            for left, text in zip((80, 200, 300), cells.split(), strict=True)]
    assert joined(line(FULL), line("完。", top=128), *rows) == [
        ("text", FULL + "完。"), ("table", "序号 | 城市 | 投资"), ("table", "1 | 南京 | 12亿")]
    assert joined(line("主送", top=100), line("市委办", 300, 100)) == [("text", "主送　市委办")]


def test_letterhead_is_not_the_title_and_a_subtitle_stands_apart():
    assert joined(line("某某市委办公室文件", 100, 80, 40), line("赴三市考察报告", 150, 160, 22), line("（2023年6月20日）", 160, 200, 16),
                  line(FULL, top=260), line("完。", top=288)) == [
        ("text", "某某市委办公室文件"), ("title", "赴三市考察报告"), ("text", "（2023年6月20日）"), ("text", FULL + "完。")]


def test_english_words_keep_their_space_and_split_numbers_join():
    assert joined(line("a" * 40 + " open", 80, 100, 12), line("source工程", 80, 120, 12))[0][1].endswith("open source工程")
    assert joined(line("考" * 25 + "202"), line("2年，完。", top=128))[0][1].endswith("2022年，完。")


def test_numbered_heading_at_the_margin_ends_a_full_paragraph():
    lines = [line("　　" + "察" * 26), line("察" * 27 + "。", top=128), line("一、规划先行", top=156), line("　　" + "完" * 26, top=184)]
    assert [text.strip() for _, text in joined(*lines)] == ["察" * 53 + "。", "一、规划先行", "完" * 26]


def test_same_line_on_every_page_goes_but_a_title_on_one_page_stays():
    pages = [Page(595, 842, (line("内部资料", top=50, size=10), line(f"　　第{number}页的正文。", top=150),
                             line(f"第 {number} 页 共 3 页", 250, 800, 9))) for number in (1, 2, 3)]
    assert [found.text for found in paragraphs(pages)] == ["　　第1页的正文。", "　　第2页的正文。", "　　第3页的正文。"]
    assert joined(line("一份通知", top=50), line("正文。", top=150)) == [("text", "一份通知"), ("text", "正文。")]


def test_radicals_that_look_like_characters_are_mended():
    assert joined(line("⽂化⾃信为⺠"))[0][1] == "文化自信为民"


def test_pages_without_text_give_nothing():
    assert paragraphs([Page(595, 842)]) == ()


@pytest.mark.parametrize(("data", "name", "kind", "words"), [
    (pdfs.pdf_of([[]] * 2, picture=True), "扫描.pdf", EmptyReport, "只有图片.*OCR"),
    (pdfs.pdf_of([[pdfs.Text("扫描全能王 创建", 400, 20, 8)]], picture=True), "扫描.pdf", EmptyReport, "只有图片.*OCR"),
    (pdfs.pdf_of([[]]), "白纸.pdf", EmptyReport, "没有文字"),
    (pdfs.pdf_of([[pdfs.Text("考察报告", 80, 700)]], is_locked=True), "锁.pdf", UnreadableSource, "密码"),
    (pdfs.pdf_of([[]] * 601), "全集.pdf", UnreadableSource, "超过 600 页"),
    (pdfs.pdf_of([[pdfs.Text("\ue001\ue002\ue003\ue004", 80, 700)]]), "乱码.pdf", UnreadableSource, "乱码"),
    (b"%PDF-1.7\n" + b"rubbish" * 50, "坏.pdf", UnreadableSource, "已损坏"),
    (ofds.ofd_of([['<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>']]), "扫描.ofd", EmptyReport, "只有图片.*OCR"),
    (ofds.ofd_of([[]]), "白纸.ofd", EmptyReport, "没有文字"),
    (ofds.ofd_of([[]] * 601), "全集.ofd", UnreadableSource, "超过 600 页"),
    (ofds.ofd_of([[]], members={"Encryptions.xml": b"<x/>"}), "锁.ofd", UnreadableSource, "密码"),
    (ofds.ofd_of([[]], members={"Doc_0/Document.xml": b"<cut"}), "坏.ofd", UnreadableSource, "已损坏"),
    (ofds.ofd_of([]), "无页.ofd", UnreadableSource, "已损坏"),
])
def test_files_without_readable_pages_say_why(data, name, kind, words):
    with pytest.raises(kind, match=f"{name}：.*{words}"):
        extract(data, name)
