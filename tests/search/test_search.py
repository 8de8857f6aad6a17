"""Searching real Chinese: what is found, in which order, marked where."""
import pytest

from govreports.search.engine import SearchQuery, search
from tests.search.shelf import put

pytestmark = pytest.mark.django_db

TRUST = "武侯区推行信托制物业，每笔支出扫码可查。"
FEES = "拱墅区物业费收缴率提高到九成。"
LAMPS = "路灯全部换成节能灯。"


def found(line: str, **filters) -> list[str]:
    """Texts found, in the order shown."""
    return [str(hit.snippet) for group in search(SearchQuery(q=line, **filters)).groups for hit in group.hits]


def marks(line: str) -> list[str]:
    page = search(SearchQuery(q=line))
    return [text for group in page.groups for hit in group.hits for text, is_mark in hit.snippet.parts if is_mark]


@pytest.mark.parametrize(("line", "expected"), [
    ("物", [TRUST, FEES]),
    ("灯", [LAMPS]),
    ("物业", [TRUST, FEES]),
    ("信托制", [TRUST]),
    ("托制", [TRUST]),  # no word, but it stands there
    ("费收", [FEES]),
    ("“推行信托制物业”", [TRUST]),
    ("扫码可查。", [TRUST]),
    ("涩", []),
    ("海绵城市", []),
    ("“信托物业”", []),
])
def test_one_thing_is_found_wherever_it_stands(line: str, expected: list[str]):
    put(TRUST, FEES, LAMPS)
    assert sorted(found(line)) == sorted(expected)


@pytest.mark.parametrize("text", [TRUST, "武侯區推行信託製物業，每筆支出掃碼可查。"])
@pytest.mark.parametrize(("line", "start", "end"), [
    ("物业", 8, 10), ("物業", 8, 10), ("掃碼", 15, 17), ("每笔支出", 11, 15), ("“扫码可查”", 15, 19),
])
def test_either_script_finds_both_and_marks_what_is_written(text: str, line: str, start: int, end: int):
    put(text)
    assert found(line) == [text]
    assert marks(line) == [text[start:end]]


def test_wide_and_narrow_digits_and_letters_meet():
    put("建成５Ｇ基站２０２３个，增长93.5%。")
    for line in ("5G", "５ｇ", "2023", "93.5%", "基站2023个"):
        assert len(found(line)) == 1, line
    for line in ("202", "023", "3.5"):
        assert not found(line), line


def test_passages_with_all_words_come_first_and_the_page_says_where_they_end():
    put(LAMPS + "物业也参加。", title="甲县报告")
    put(TRUST, title="乙县报告")
    page = search(SearchQuery(q="信托 物业 扫码"))
    assert [group.title for group in page.groups] == ["乙县报告"]  # one word of three is too little beside all three
    page = search(SearchQuery(q="信托 物业"))
    assert [(group.title, group.is_full) for group in page.groups] == [("乙县报告", True), ("甲县报告", False)]
    assert (page.full_passages, page.total_passages, page.full_end) == (1, 2, 1)


def test_when_nothing_has_all_words_some_will_do():
    put(FEES, LAMPS)
    page = search(SearchQuery(q="物业 路灯"))
    assert (page.full_passages, page.total_passages, page.full_end) == (0, 2, 0)
    assert len(found("路灯 海绵 城市 拉萨 机场")) == 1


def test_quoted_words_must_be_there_while_other_words_may():
    put(FEES, LAMPS, TRUST)
    assert found("“物业费” 路灯") == [FEES]


def test_words_of_the_title_support_but_do_not_make_hits():
    put(LAMPS, FEES, TRUST, title="关于老旧小区改造的报告")
    assert found("老旧小区改造") == [LAMPS]  # the first passage stands for the report
    page = search(SearchQuery(q="老旧小区改造 信托制"))
    assert [str(hit.snippet) for group in page.groups for hit in group.hits if hit.is_full] == [TRUST]


def test_headings_are_searched_with_what_stands_under_them():
    put(LAMPS, heading="三、把夜景做亮")
    assert found("夜景") == [LAMPS]


def test_city_is_found_with_and_without_its_suffix():
    put("杭州的做法值得学习。", "杭州市先行先试。", LAMPS)
    assert len(found("杭州")) == len(found("杭州市")) == 2
    assert marks("杭州市") == ["杭州", "杭州市"]


def test_passages_of_a_report_about_a_city_need_not_repeat_its_name():
    put(LAMPS, TRUST, hosts=("杭州市",), date="2023-04-01", title="学习考察报告")
    page = search(SearchQuery(q="杭州 2023年 信托制"))
    assert page.full_passages == 1


def test_a_word_of_its_own_beats_a_chance_neighbour():
    put("长城市场周边环境改善，长城市场管理到位，道路平整，摊位有序。", title="甲县报告")
    put("城市周边环境改善，道路平整，摊位有序，居民反映良好，各项工作稳步推进。", title="乙县报告")
    assert [group.title for group in search(SearchQuery(q="城市")).groups] == ["乙县报告", "甲县报告"]


def test_question_finds_what_it_asks_for():
    put(TRUST, LAMPS)
    assert found("信托制物业怎么做？") == [TRUST]


def test_newest_first_goes_by_date_of_the_report():
    for date in ("2021-01-01", "2024", "2023-06", ""):
        put(TRUST, date=date, title=f"{date or '不详'}报告")
    titles = [group.title for group in search(SearchQuery(q="物业", sort="newest")).groups]
    assert titles == ["2024报告", "2023-06报告", "2021-01-01报告", "不详报告"]


def test_best_passages_of_a_report_come_first():
    put(FEES, LAMPS, TRUST, FEES, TRUST, TRUST)
    (group,) = search(SearchQuery(q="信托制 物业")).groups
    assert [hit.is_full for hit in group.hits] == [True, True, True, False]
    assert (group.total, len(group.hits), group.rest) == (5, 4, 1)


def test_one_report_shows_all_its_passages():
    report = put(*[TRUST] * 6)
    put(TRUST)
    (group,) = search(SearchQuery(q="物业", report=report.pk)).groups
    assert len(group.hits) == 6


def test_pages_do_not_repeat_reports():
    for number in range(12):
        put(TRUST, title=f"第{number}篇报告")
    first, second = (search(SearchQuery(q="物业", page=page)) for page in (1, 2))
    assert (len(first.groups), len(second.groups), first.pages) == (10, 2, 2)
    assert not {group.id for group in first.groups} & {group.id for group in second.groups}
    assert not search(SearchQuery(q="物业", page=3)).groups


def test_line_between_full_matches_and_others_is_drawn_once_over_all_pages():
    for number in range(12):
        put(FEES if number > 9 else TRUST, title=f"第{number}篇报告")
    ends = [search(SearchQuery(q="信托制 物业", page=page)).full_end for page in (1, 2)]
    assert ends == [None, 0]


def test_hints_offer_only_what_the_library_has():
    put(TRUST, hosts=("杭州市",), themes=("community",))
    names = {"社区与基层治理": "community", "文旅融合": "cultural-tourism"}
    hints = search(SearchQuery(q="杭州市 苏州市 基层治理 文旅融合"), themes=names).understood.hints
    assert [(hint.group, hint.value) for hint in hints] == [("city", "330100"), ("theme", "community")]


def test_words_that_must_or_must_not_be_there():
    put(FEES, LAMPS, TRUST)
    assert found("+信托 物业") == [TRUST]
    assert found("物业 -信托") == [FEES]
    assert sorted(found("路灯 OR 信托")) == sorted([LAMPS, TRUST])
    assert sorted(found("-物业")) == [LAMPS]


def test_the_line_itself_narrows():
    put(FEES, TRUST, roles="la", themes=("community",), hosts=("杭州市",), date="2023")
    put(TRUST, hosts=("苏州市",))
    assert found("信托 城市：苏州 year:2024") == [TRUST]
    assert found("物业 role:行动") == [TRUST]
    assert not found("物业 year:1999")
    assert found("city:杭州") == [FEES]


def test_words_near_each_other():
    put("物业费降了。路灯亮了。", "物业换了路灯。", heading="一、甲")
    put("物业费降了。", "路灯亮了。", heading="二、乙")
    put("物业费降了。")
    assert found("物业 路灯 in:sentence") == ["物业换了路灯。"]
    assert sorted(found("物业 路灯 in:passage")) == sorted(["物业费降了。路灯亮了。", "物业换了路灯。"])
    assert len(found("物业 路灯 in:section")) == 4


def test_other_names_for_the_same_are_found_below():
    put("建成政务服务大厅，办事方便。", title="甲县报告")
    put("建成市民服务中心，办事方便。", title="乙县报告")
    page = search(SearchQuery(q="市民服务中心"))
    assert [group.title for group in page.groups] == ["乙县报告", "甲县报告"] and page.full_passages == 2
    assert "政务服务大厅" in marks("市民服务中心")
    assert len(found("“市民服务中心”")) == 1


@pytest.mark.parametrize("line", ["?*~^:()[]{}\\/", "物业 AND", "text:物业", "-物业", "\"", "role:learned", "*", "😀物业"])
def test_no_syntax_is_an_error(line: str):
    put(TRUST)
    search(SearchQuery(q=line))
