import pytest

from govreports.analysis import EmptyReport, analyze
from govreports.analysis.articles import split_articles
from govreports.analysis.records import RawLine, RawText

ARTICLE = "考察组看了三个区，每到一处都听介绍、看现场、问细节。" * 14


def raw(*lines: str) -> RawText:
    return RawText(tuple(RawLine(line) for line in lines), "txt")


def test_articles_of_one_page_become_reports():
    parts = split_articles(raw("考察报告三篇", "第一篇：赴苏州考察报告", ARTICLE, "第二篇：赴杭州考察报告", ARTICLE))
    assert [part.lines[0].text for part in parts] == ["赴苏州考察报告", "赴杭州考察报告"]


def test_list_of_titles_is_no_row_of_articles():
    whole = raw("第一篇：赴苏州考察报告", "第二篇：赴杭州考察报告", ARTICLE)
    assert split_articles(whole) == [whole]


def test_analyze_numbers_the_parts():
    text = "\n".join(["第一篇：赴苏州考察报告", ARTICLE, "第二篇：赴杭州考察报告", ARTICLE])
    assert [(a.part, a.parts, a.masthead.title) for a in analyze(text.encode(), "两篇.txt")] == [(1, 2, "赴苏州考察报告"), (2, 2, "赴杭州考察报告")]


def test_headings_without_any_text_are_no_report():
    with pytest.raises(EmptyReport, match="没有读到报告正文"):
        analyze("\n".join(f"（{number}）加强某一项重点工作的组织领导" for number in "一二三四五六七八九十").encode(), "目录.txt")
