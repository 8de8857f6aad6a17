import json
from pathlib import Path

import pytest

from govreports.analysis.clean import clean
from govreports.analysis.masthead import find_masthead
from govreports.analysis.records import Kind, RawLine, RawText

BODY = "考察组看了三个区。他们的做法是先立规矩、再建平台。回来以后，我区准备先从两个街道试起，年底前拿出方案。"


CASES = Path(__file__).with_name("cases")


def cases(name):
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / f"{name}.json").read_text("utf-8"))]


def masthead_of(*lines: str, title: str = ""):
    return find_masthead(clean(RawText(tuple(RawLine(line) for line in lines), "txt", title=title)))


def test_repeated_and_cut_titles_are_one_and_no_body():
    head = masthead_of("某县党政代表团赴苏南学习考察报告", "某县党政代表团赴苏南学习考察", "某县党政代表团赴苏南学习考察报告", BODY)
    assert head.title == "某县党政代表团赴苏南学习考察报告"
    assert head.body_start == len(head.title) + 1


def test_subtitle_joins_its_title():
    assert masthead_of("向山问路", "——某县考察团赴浙北学习考察侧记", BODY).title == "向山问路——某县考察团赴浙北学习考察侧记"


def test_editors_lead_in_gives_the_title_where_the_text_has_none():
    lead = "下面是小编为大家整理的某县赴三市考察学习情况报告【优秀范文】,供大家参考。"
    assert masthead_of(lead, BODY).title == "某县赴三市考察学习情况报告"


def test_site_name_is_taken_off_the_page_title():
    assert masthead_of(BODY, title="某县赴三市考察学习情况报告 - 范文大全").title == "某县赴三市考察学习情况报告"


@pytest.mark.parametrize(("title", "kind"), [
    ("在全市创建文明城市推进会上的讲话", Kind.SPEECH),
    ("某区赴成都、深圳学习考察情况的报告", Kind.STUDY_TOUR),
    ("山那边的功课——赴浙江学习考察心得体会", Kind.STUDY_TOUR),
    ("某某县考察团来我市考察虾稻产业", Kind.STUDY_TOUR),
    ("某县城区停车秩序综合治理三年行动实施方案", Kind.OTHER),
    ("关于学习先进地区经验推动整改进展情况的通报", Kind.OTHER),
    ("赴两区考察社区养老服务工作情况的报告", Kind.STUDY_TOUR),
])
def test_kind(title, kind):
    assert masthead_of(title, BODY).kind is kind


def test_plain_policy_text_is_neither_tour_nor_speech():
    assert masthead_of("关于加强公厕管理的通知", "各镇要按月检查，发现破损当天修好。检查结果每季度通报一次。").kind is Kind.OTHER


def test_signature_date_wins_over_the_date_of_the_site():
    head = masthead_of("某县赴苏南考察报告", "2025-03-01 08:00:00 来源:本站 点击:9", "6月3日至7日，考察组一行8人赴苏州考察。" + BODY, "某县发改局", "2023年6月20日")
    assert (head.date, head.visit_start, head.visit_end) == ("2023-06-20", "2023-06-03", "2023-06-07")


def test_date_of_the_site_serves_where_the_text_has_none():
    assert masthead_of("某县赴苏南考察报告", "2023-06-25 08:00:00 来源:本站 点击:9", BODY).date == "2023-06-25"


def test_tour_over_new_year_belongs_to_two_years():
    head = masthead_of("某县赴苏南考察报告", "12月28日至1月2日，考察组一行8人赴苏州考察。" + BODY, "2024年1月20日")
    assert (head.visit_start, head.visit_end) == ("2023-12-28", "2024-01-02")


def test_no_year_is_made_up():
    head = masthead_of("某县赴苏南考察报告", "6月3日至7日，考察组一行8人赴苏州考察。" + BODY)
    assert (head.date, head.visit_start, head.visit_end) == (None, None, None)


def test_masked_days_leave_the_month():
    head = masthead_of("某县赴苏南考察报告", "2023年4月*日至*日，考察组赴苏州考察。" + BODY)
    assert (head.visit_start, head.visit_end) == ("2023-04", "2023-04")


def test_titles_are_looked_for_at_the_head_only():
    head = masthead_of(*["某县赴苏南考察报告"] * 2000, BODY)
    assert head.title == "某县赴苏南考察报告"
    assert 0 < head.body_start < 400


@pytest.mark.parametrize("case", cases("titles"))
def test_title_is_as_a_reader_would_give_it(case):
    assert masthead_of(*case["lines"], BODY, title=case["page_title"]).title == case["title"]


@pytest.mark.parametrize("case", cases("dates"))
def test_dates_are_as_a_reader_finds_them(case):
    first, *rest = case["lines"]
    head = masthead_of("某县赴外地学习考察报告", *([first, BODY] if "来源" not in first else [first]), *rest)
    assert (head.date, [head.visit_start, head.visit_end]) == (case["date"], case["visit"])


def test_speech_tells_its_date_in_brackets_below_the_title():
    told = "同志们：6月3日至7日，我带队赴苏州考察。" + BODY
    for line in ("（2023年6月20日）", "（县委书记 2023年6月20日）"):
        head = masthead_of("在全县总结会上的讲话", line, told)
        assert (head.date, head.visit_start, head.visit_end) == ("2023-06-20", "2023-06-03", "2023-06-07")


def test_month_of_a_visit_in_a_speech_needs_somebody_who_went():
    for told, visit in (("10月，市委组织三个街道到江苏省常熟市学习。", "2021-10"), ("12月底前，要组织街道到江苏省常熟市学习。", None)):
        head = masthead_of("在全市水环境治理大会上的讲话", "同志们：" + told + BODY, "2021年11月22日")
        assert (head.visit_start, head.visit_end) == (visit, visit)
