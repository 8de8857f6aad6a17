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
    ("杭州下城区有哪些经验", ["杭州", "下城区", "经验"]),
    ("２０２３年　文旅", ["2023年", "文旅"]),
    ("5A级景区", ["5a级", "景区"]),
    ("增长93.5%", ["增长", "93.5%"]),
    ("市", ["市"]),
    ("一", ["一"]),
    ("路灯 AND 物业 or 5G", ["路灯", "物业", "5g"]),
])
def test_words_of_a_line(line: str, expected: list[str]):
    assert words(line) == expected


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
