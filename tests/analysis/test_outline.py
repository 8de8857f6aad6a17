from govreports.analysis.clean import clean
from govreports.analysis.outline import find_outline
from govreports.analysis.records import RawLine, RawText

TEXT = "三个区的路子各不相同，劲头却是一样的足。有的管院落，有的管数据，有的管邻里，看得大家坐不住，一路上议论个不停，都说回去要补课。"


def outline_of(*lines: str):
    text = clean(RawText(tuple(RawLine(line) for line in lines), "txt"))
    headings, paragraphs = find_outline(text, body_start=0)
    for block in (*headings, *(sentence for paragraph in paragraphs for sentence in paragraph.sentences)):
        assert text.text[block.start : block.end] == block.text
    return [(heading.text, heading.level) for heading in headings], ["".join(s.text for s in p.sentences) for p in paragraphs]


def test_numbered_lines_are_headings_with_levels():
    headings, paragraphs = outline_of("一、主要做法", "（一）先立规矩", TEXT, "1.账要亮", TEXT, "（二）再建平台", TEXT, "二、几点启示", TEXT)
    assert headings == [("一、主要做法", 1), ("（一）先立规矩", 2), ("1.账要亮", 3), ("（二）再建平台", 2), ("二、几点启示", 1)]
    assert paragraphs == [TEXT] * 4


def test_levels_follow_rank_where_the_outer_number_comes_later():
    assert [level for _, level in outline_of("（一）先立规矩", TEXT, "一、主要做法", TEXT, "（一）再建平台", TEXT)[0]] == [1, 1, 2]


def test_run_in_heading_stays_in_its_passage():
    headings, paragraphs = outline_of("一是紧盯前沿抓项目。" + TEXT, "2．考核看实效。" + TEXT)
    assert (headings, len(paragraphs)) == ([], 2)


def test_heading_glued_to_its_text_is_parted():
    headings, paragraphs = outline_of("一、基本情况为深入学习借鉴先进地区经验，" + TEXT, "二、主要做法" + "近年来，" + TEXT)
    assert headings == [("一、基本情况", 1), ("二、主要做法", 1)]
    assert paragraphs[0].startswith("为深入学习")


def test_heading_parted_by_a_space_from_its_text():
    headings, _ = outline_of("一、体制：谁来统，统不统得住 " + TEXT, "二、数据：怎么归，归来怎么用 " + TEXT)
    assert headings == [("一、体制：谁来统，统不统得住", 1), ("二、数据：怎么归，归来怎么用", 1)]


def test_chapters_run_into_one_line_are_found():
    line = "同志们：" + TEXT * 3 + "一、主要做法" + "近年来，" + TEXT * 4 + "二、几点启示" + "这次考察，" + TEXT * 4 + "三、下一步打算" + "根据安排，" + TEXT * 3
    headings, paragraphs = outline_of(line)
    assert headings == [("一、主要做法", 1), ("二、几点启示", 1), ("三、下一步打算", 1)]
    assert paragraphs[0] == "同志们："


def test_unnumbered_headings_stand_over_long_text():
    headings, _ = outline_of("田头问计", TEXT, "园区看账", TEXT)
    assert headings == [("田头问计", 1), ("园区看账", 1)]


def test_salutation_signature_and_date_are_no_headings():
    headings, paragraphs = outline_of("市人民政府：", TEXT, "特此报告。", "某县考察团", "2023年6月8日")
    assert headings == []
    assert paragraphs[-2:] == ["某县考察团", "2023年6月8日"]


def test_marked_heading_loses_its_mark():
    assert outline_of("▌发展智慧经济", TEXT)[0] == [("发展智慧经济", 1)]


def test_bracket_lost_from_a_number_still_gives_a_second_level():
    assert outline_of("一、考察体会", TEXT, "一湿地建设的主要经验", TEXT)[0] == [("一、考察体会", 1), ("一湿地建设的主要经验", 2)]


def test_sentence_in_quotation_marks_ends_no_sentence():
    text = "他说：“先植绿。再建城。”大家记住了。"
    clean_text = clean(RawText((RawLine(text),), "txt"))
    [paragraph] = find_outline(clean_text, body_start=0)[1]
    assert [sentence.text for sentence in paragraph.sentences] == ["他说：“先植绿。再建城。”", "大家记住了。"]


def test_text_without_a_stop_is_one_sentence():
    assert outline_of("没有标点的一段话")[1] == ["没有标点的一段话"]


LONG = "考察组走了三个区，每到一处都听介绍、看现场、问细节，把账一笔一笔记了下来，回来的路上还在议论。"


def test_sub_chapters_start_their_count_anew_in_one_line():
    line = ("同志们：" + LONG + "一、主要做法" + "（一）先立规矩" + "近年来，" + LONG + "（二）再建平台" + "近年来，" + LONG * 5
            + "二、下一步打算" + "（一）摸清底数" + "近年来，" + LONG * 6 + "（二）试点先行" + "根据安排，" + LONG * 6)
    assert outline_of(line)[0] == [
        ("一、主要做法", 1), ("（一）先立规矩", 2), ("（二）再建平台", 2), ("二、下一步打算", 1), ("（一）摸清底数", 2), ("（二）试点先行", 2)]


def test_items_with_a_run_in_lead_stay_whole():
    headings, paragraphs = outline_of(*(f"（{n}）{lead}。{LONG}" for n, lead in zip("一二三", ("摸清底数", "试点先行", "建章立制"), strict=True)))
    assert headings == []
    assert [paragraph[:5] for paragraph in paragraphs] == ["（一）摸清", "（二）试点", "（三）建章"]


def test_chapters_counted_in_words_are_found_where_line_ends_are_lost():
    line = LONG + "第一站 苏州：账本摊在桌上" + "苏州" + LONG * 9 + "第二站 杭州：数据跑在前头" + "杭州" + LONG * 9
    assert [heading for heading, _ in outline_of(line)[0]] == ["第一站 苏州：账本摊在桌上", "第二站 杭州：数据跑在前头"]


def test_one_long_paragraph_without_headings_stays_one():
    assert outline_of(LONG * 20) == ([], [LONG * 20])


def test_rows_of_cells_are_no_headings():
    assert outline_of("一、三地对照", "地区 户数 收费率", "甲区 1200 92%", "本区 980 61%", TEXT)[0] == [("一、三地对照", 1)]
