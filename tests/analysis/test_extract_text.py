"""txt and md: encodings told apart, Markdown undone without harming masked names."""
import codecs

import pytest

from govreports.analysis.errors import EmptyReport, UnreadableSource
from govreports.analysis.extract import extract
from govreports.analysis.records import LineKind

SIMPLIFIED = "　　5月8日至11日，考察组一行12人先后到三个街道，看了老旧小区改造。\n一、主要做法\n"
TRADITIONAL = "　　考察團一行12人先後參觀了三個社區，瞭解舊城改造的經驗。\n一、主要做法\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
def test_text_without_a_mark_is_read(encoding, text):
    raw = extract(text.encode(encoding), "报告.txt")
    assert (raw.encoding, raw.text) == (encoding, text.rstrip("\n"))


@pytest.mark.parametrize(("mark", "encoding"), [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"),
])
def test_byte_order_mark_decides_and_is_left_out(mark, encoding):
    raw = extract(mark + SIMPLIFIED.encode(encoding), "报告.txt")
    assert (raw.encoding, raw.text) == (encoding, SIMPLIFIED.rstrip("\n"))


def test_big5_is_told_from_gb18030():
    raw = extract(TRADITIONAL.replace("瞭", "了").encode("big5"), "報告.txt")
    assert (raw.encoding, raw.lines[1].text) == ("big5", "一、主要做法")


@pytest.mark.parametrize(("text", "encoding"), [
    ("考察报告", "gb18030"), ("下一步工作打算", "gb18030"), ("考察報告", "big5"), ("學習考察的主要體會", "big5"),
    ("考察报告。", "utf-16-le"), ("下一步工作打算", "utf-16-be"),
])
def test_a_single_title_is_enough_to_tell(text, encoding):
    assert extract(text.encode(encoding), "报告.txt").text == text


def test_a_few_broken_bytes_do_not_change_the_encoding():
    data = (SIMPLIFIED * 20).encode("gb18030")
    raw = extract(data[:100] + b"\xff" + data[100:], "报告.txt")
    assert raw.encoding == "gb18030"
    assert raw.text.count("考察组一行12人") == 19


def test_utf8_cut_inside_its_last_character_is_still_utf8():
    raw = extract(SIMPLIFIED.encode()[:-2], "报告.txt")
    assert raw.encoding == "utf-8"
    assert raw.lines[0].text == SIMPLIFIED.splitlines()[0]


def test_blank_lines_and_every_kind_of_line_end_are_kept_apart():
    raw = extract("标题\r\n\r\n　　第一段。\r　　第二段。\n".encode(), "报告.txt")
    assert [line.text for line in raw.lines] == ["标题", "", "　　第一段。", "　　第二段。"]


@pytest.mark.parametrize("data", [
    bytes(range(256)) * 20, "考察报告\0一、做法".encode("gb18030"), b"\x01\x02\x03\x04" * 50, "第一段\0第二段，完。\n".encode(),
])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableSource, match=r"说明\.txt.*内容不是文字"):
        extract(data, "说明.txt")


@pytest.mark.parametrize("data", [b"", b"\r\n \t\n", codecs.BOM_UTF8, "　　\n　\n".encode()])
def test_a_file_without_a_word_is_empty(data):
    with pytest.raises(EmptyReport, match=r"空白\.txt"):
        extract(data, "空白.txt")


MARKDOWN = """---
title: "赴三市考察报告"
date: 2024-05-01
---
# 赴三市学习考察报告

## 一、主要做法
**敢为人先**是第一条经验，详见[附件](https://example.cn/a.docx)。

### （一）抓规划
- 编制`一张图`
> 据介绍，他们当年\\*起步\\*。

| 城市 | 投资 |
| --- | ---: |
| 南京 | 12亿元 |
"""


def lines_of(text):
    return [(line.kind, line.level, line.text) for line in extract(text.encode(), "报告.md").lines if line.text]


def test_markdown_becomes_title_headings_and_plain_paragraphs():
    assert lines_of(MARKDOWN) == [
        (LineKind.TITLE, 0, "赴三市学习考察报告"),
        (LineKind.HEADING, 1, "一、主要做法"),
        (LineKind.TEXT, 0, "敢为人先是第一条经验，详见附件。"),
        (LineKind.HEADING, 2, "（一）抓规划"),
        (LineKind.TEXT, 0, "编制一张图"),
        (LineKind.TEXT, 0, "据介绍，他们当年*起步*。"),
        (LineKind.TABLE, 0, "城市 | 投资"),
        (LineKind.TABLE, 0, "南京 | 12亿元"),
    ]
    assert extract(MARKDOWN.encode(), "报告.md").title == "赴三市考察报告"


@pytest.mark.parametrize("masked", [
    "5月*日至*日，区委书记*带队", "*县*镇*村的村规民约只有28条", "**市把9类数据汇到平台，**县也一样", "#市的做法", "_市委_的__同志",
])
def test_masked_names_are_no_emphasis(masked):
    assert lines_of(masked) == [(LineKind.TEXT, 0, masked)]


def test_headings_of_one_level_have_no_title_among_them():
    assert [kind for kind, _, _ in lines_of("# 一、做法\n文字。\n# 二、启示\n文字。\n")] == ["heading", "text", "heading", "text"]
