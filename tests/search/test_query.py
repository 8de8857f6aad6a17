"""What a line is understood to want."""
import pytest

from govreports.search.query import LONGEST, MOST_WORDS, understand


def words(line: str) -> list[str]:
    return [str(word) for word in understand(line).words]


@pytest.mark.parametrize(("line", "expected"), [
    ("物业", ["物业"]),
    ("物业 信托制", ["物业", "信托制"]),
    ("物业　信托制，收费", ["物业", "信托制", "收费"]),
    ("物业信托制怎么做", ["物业", "信托制"]),
    ("大都市圈 都市更新", ["大都市圈", "都市更新"]),
    ("杭州下城区有哪些经验", ["杭州", "下城区", "经验"]),
    ("２０２３年　文旅", ["2023年", "文旅"]),
    ("5A级景区", ["5a级", "景区"]),
    ("增长93.5%", ["增长", "93.5%"]),
    ("市", ["市"]),
    ("一", ["一"]),
    ("路灯 AND 物业 or 5G", ["路灯", "物业"]),
    ("12345热线“一站受理”", ["12345", "热线", "一站受理"]),
])
def test_words_of_a_line(line: str, expected: list[str]):
    assert words(line) == expected


@pytest.mark.parametrize("line", ["物业 AND 收费", "物业 且 收费", "物业 & 收费", "+物业 +收费", "物業 && 收費"])
def test_both_words_must_be_there(line: str):
    assert [(str(word), word.is_required) for word in understand(line).words] == [("物业", True), ("收费", True)]


@pytest.mark.parametrize("line", ["物业 OR 收费", "物业 or 收费", "物业 或 收费", "物业|收费", "物业 或者 收费"])
def test_one_of_two_words_will_do(line: str):
    assert [word.forms for word in understand(line).words] == [("物业", "收费")]


@pytest.mark.parametrize("line", ["物业 NOT 收费", "物业 -收费", "物业 不含 收费", "物业 －收费", "-收费 物业"])
def test_a_word_that_must_not_be_there(line: str):
    understood = understand(line)
    assert ([str(word) for word in understood.words], [str(word) for word in understood.excluded]) == (["物业"], ["收费"])


@pytest.mark.parametrize("line", ["AND 物业", "物业 OR", "NOT", "- 物业", "物业 AND AND", "(物业", "OR 物业 OR", "||", "city:", "物业:收费"])
def test_signs_out_of_place_mean_nothing(line: str):
    understood = understand(line)
    assert {str(word) for word in understood.words} <= {"物业", "收费", "city"} and not understood.excluded


def test_compound_words_are_not_taken_for_signs():
    assert words("5-10年") == ["5", "10年"]
    assert words("城市大脑 android") == ["城市", "大脑", "android"]


@pytest.mark.parametrize(("line", "filters"), [
    ("city:杭州", {"city": ("330100",)}), ("城市：杭州市", {"city": ("330100",)}), ("city:330100 城市:苏州", {"city": ("330100", "320500")}),
    ("主題：「基層治理」", {"theme": ("community",)}), ("theme:community", {"theme": ("community",)}),
    ("role:action 角色:学到", {"role": ("action", "learned")}), ("年份：2022至2023年", {"year": ("2022", "2023")}),
    ("kind:讲话", {"kind": ("speech",)}), ("city:火星", {}),
])
def test_what_narrows_stands_before_a_colon(line: str, filters: dict):
    understood = understand(f"物业 {line}", {"社区与基层治理": "community"})
    assert dict(understood.narrowing.filters) == filters and [str(word) for word in understood.words] == ["物业"]


def test_what_nobody_knows_is_told():
    assert understand("物业 city:火星 in:天上").narrowing.unknown == (("city", "火星"), ("in", "天上"))


@pytest.mark.parametrize("line", ["物业 收费 in:sentence", "范围：同句 物业 收费"])
def test_how_near_words_must_be(line: str):
    assert understand(line).narrowing.within == "sentence" and len(understand(line).words) == 2


def test_other_names_come_along_but_not_in_quotation_marks():
    assert "政务服务大厅" in understand("市民服务中心").words[0].synonyms
    assert "信息" in understand("資訊 平台").words[0].synonyms
    assert not understand("“市民服务中心”").words[0].synonyms


def test_names_with_synonyms_end_where_words_end():
    assert words("大都市圈") == ["大都市圈"]


def test_a_line_of_question_words_is_taken_at_its_word():
    assert words("怎么做") == ["怎么做"]


@pytest.mark.parametrize("quoted", ["“一网统管”", '"一网统管"', "「一网统管」", "『一網統管』", "＂一网统管＂"])
def test_quotation_marks_keep_words_together(quoted: str):
    word, other = understand(f"{quoted} 平台").words
    assert str(word) == "一网统管" and word.is_quoted and not other.is_quoted


@pytest.mark.parametrize(("line", "expected"), [("“物业", ["物业"]), ("物业”", ["物业"]), ('"', []), ("“” 物业", ["物业"]), ("“！？”", [])])
def test_half_a_quotation_is_no_error(line: str, expected: list[str]):
    assert words(line) == expected


@pytest.mark.parametrize("line", [
    "", " ", "?*~^:()[]{}\\/", "-+!&&||", "\x00", "，。；", "<script>", "'; DROP", "a" * 5000, "物" * 5000, "😀",
])
def test_no_line_is_an_error(line: str):
    assert len(understand(line).words) <= MOST_WORDS


def test_long_lines_are_cut():
    assert all(len(str(word)) <= LONGEST for word in understand("物" * 5000).words)


def test_city_is_found_with_and_without_its_suffix():
    assert understand("杭州市").words[0].forms == ("杭州市", "杭州")
    assert understand("杭州").words[0].forms == ("杭州",)
    assert understand("下城区").words[0].forms == ("下城区",)  # 下城 would find 地下城市
    assert understand("超市").words[0].forms == ("超市",)


def test_traditional_line_is_understood_in_both_forms():
    assert understand("乾隆").words[0].forms == ("乾隆",)
    assert understand("乾").words[0].forms == ("干", "乾")


def test_words_typed_as_one_are_better_together():
    assert understand("基层治理经验 物业").wholes == ("基层治理经验",)


def test_hints_name_what_could_be_chosen():
    hints = {(hint.group, hint.value) for hint in understand("杭州市2023年基层治理", {"社区与基层治理": "community"}).hints}
    assert hints == {("city", "330100"), ("year", "2023"), ("theme", "community")}


def test_a_short_word_names_no_theme():
    assert not understand("治理", {"社区与基层治理": "community"}).hints
