"""Source beside text: what is marked, what is not, and that it stays fast."""
import time

from govreports.reports.source_diff import rows


def sides(raw: str, clean: str) -> list[tuple[str, str]]:
    """Each row as text, changed stretches in brackets."""
    return [tuple("".join(f"[{part.text}]" if part.is_changed else part.text for part in side) for side in (row.raw, row.clean))
            for row in rows(raw, clean)]


def test_same_text_has_no_marks():
    assert sides("一、做法\n抓规划。", "一、做法\n抓规划。") == [("一、做法", "一、做法"), ("抓规划。", "抓规划。")]


def test_width_of_marks_is_no_change():
    assert sides("他们说:“好”,走了;", "他们说：“好”，走了；") == [("他们说:“好”,走了;", "他们说：“好”，走了；")]


def test_site_lines_stand_alone_before_and_after():
    raw, clean = "欢迎访问!\n当前位置: 首页\n考察团到了杭州。\n上一篇:某厂", "考察团到了杭州。"
    assert sides(raw, clean) == [("[欢迎访问!\n当前位置: 首页]", ""), ("考察团到了杭州。", "考察团到了杭州。"), ("[上一篇:某厂]", "")]


def test_page_number_inside_a_sentence_is_marked_and_its_line_joined():
    raw, clean = "数据不更新的,主\n\n2、管部门通报。", "数据不更新的，主管部门通报。"
    assert sides(raw, clean) == [("数据不更新的,主[2、]管部门通报。", clean)]


def test_pinyin_readings_are_marked_one_by_one():
    assert sides("調(diào)研組(zǔ)到縣(xiàn)裏", "調研組到縣裏") == [("調[(diào)]研組[(zǔ)]到縣[(xiàn)]裏", "調研組到縣裏")]


def test_single_characters_between_readings_are_kept():
    assert sides("大對(duì)標(biāo)”中", "大對標”中") == [("大對[(duì)]標[(biāo)]”中", "大對標”中")]


def test_figures_of_a_site_line_do_not_pass_for_those_of_the_text():
    raw, clean = "2014-11-19 09:04 来源:\n11月11日至14日，考察团一行", "11月11日至14日，考察团一行"
    assert sides(raw, clean) == [("[2014-11-19 09:04 来源:]", ""), (clean, clean)]


def test_title_that_comes_again_is_taken_out_whole():
    title, body = "2023年度在全市百城建设提质会上讲话", "8月3日至4日，全省百城建设提质现场会在某地召开。"
    assert sides(f"{title}\n{title}同志们：\n{body}", f"{title}\n同志们：\n{body}") == [
        (title, title), (f"[{title}]同志们：", "同志们："), (body, body),
    ]


def test_mended_words_are_marked_on_both_sides():
    assert sides("经济社会的曰程安排很紧凑", "经济社会的日程安排很紧凑") == [("经济社会的[曰]程安排很紧凑", "经济社会的[日]程安排很紧凑")]


def test_glued_heading_gives_two_rows():
    raw, clean = "一、基本情况这次考察共五天。", "一、基本情况\n这次考察共五天。"
    assert sides(raw, clean) == [("一、基本情况", "一、基本情况"), ("这次考察共五天。", "这次考察共五天。")]


def test_text_without_source_and_source_without_text():
    assert sides("", "考察。") == [("", "[考察。]")]
    assert sides("广告", "") == [("[广告]", "")]
    assert sides("", "") == []


def test_nothing_of_either_side_is_lost():
    raw = "站名\n1、甲乙丙丁戊己庚辛\n\n壬癸子丑(zǐ)寅卯\n页脚"
    clean = "甲乙丙丁戊己庚辛壬癸\n子丑寅卯"
    shown = rows(raw, clean)
    for side, whole in (("raw", raw), ("clean", clean)):
        text = "".join(part.text for row in shown for part in getattr(row, side))
        assert "".join(text.split()) == "".join(whole.split())


def test_long_texts_that_share_nothing_take_no_more_than_a_moment():
    start = time.process_time()  # what it costs, whatever else the machine does
    rows("甲乙丙丁" * 25_000, "子丑寅卯" * 25_000)
    rows("考察报告" * 25_000, "报告考察团" * 20_000)
    assert time.process_time() - start < 3
