from govreports.analysis.themes import ThemeText, load_themes, mark_themes


def slugs(text: str, *, heading: str = "", title: str = "") -> list[str]:
    return [mark.slug for mark in mark_themes([ThemeText(text, 0, heading)], title=title)[0]]


def test_fourteen_themes_with_the_core_three_first():
    names = [theme.slug for theme in load_themes()]
    assert (len(set(names)), names[:3]) == (14, ["eco-city", "cultural-tourism", "smart-governance"])


def test_words_of_a_theme_give_it():
    assert slugs("湿地公园修复了水系，水质好转，候鸟回来了，绿道也连上了。")[0] == "eco-city"
    assert slugs("景区推出夜游和沉浸式演艺，游客和民宿都多了一倍。")[0] == "cultural-tourism"


def test_chapter_heading_helps_a_short_passage():
    assert "smart-governance" in slugs("平台半年下线了十四个功能。", heading="数据共享与城市大脑", title="学习考察城市大脑的报告")


def test_passage_about_nothing_special_has_no_theme():
    assert slugs("大家一路走，一路看，感慨很多。") == []


def test_evidence_names_the_words():
    [[mark, *_]] = mark_themes([ThemeText("湿地公园修复了水系，水质好转，湿地扩大了。")], title="")
    assert "湿地" in [evidence.text for evidence in mark.evidence]
