"""Which passages of two reports are put side by side, tried on the annotated reports."""
from itertools import permutations

import pytest

from govreports.analysis.align import CLOSE_ENOUGH, Unit, align, subject_words
from tests.gold import load_gold


def units(name: str, role: str) -> list[Unit]:
    spans = [span for block in load_gold(name)["blocks"] if block["type"] == "para" for span in block["spans"]]
    return [Unit(span["text"], frozenset(span["themes"])) for span in spans if span["role"] == role]


def shared(*texts: list[Unit]) -> list[tuple[str, ...]]:
    """The joined rows, each as the passages in it."""
    rows = [row.members for row in align(texts) if row.is_shared]
    return [tuple(text[i].text for text, i in zip(texts, members, strict=True) if i is not None) for members in rows]


@pytest.mark.parametrize(
    ("one", "other", "role", "words"),
    [
        ("dev-01", "train-38", "learned", ("潘安湖湿地公园", "贾汪的潘安湖")),
        ("dev-02", "dev-07", "action", ("物业公司托底", "国有物业公司")),
        ("dev-06", "dev-10", "learned", ("鲁家村是另一种活法", "再说鲁家村")),
        ("dev-06", "dev-10", "learned", ("余村最让我意外", "先说余村")),
        ("dev-11", "train-23", "learned", ("复印区", "谁窗口再要一份复印件")),
    ],
)
def test_passages_about_the_same_thing_meet(one: str, other: str, role: str, words: tuple[str, str]) -> None:
    rows = shared(units(one, role), units(other, role))
    assert any(words[0] in row[0] and words[1] in row[1] for row in rows)


def test_reports_on_other_subjects_hardly_meet() -> None:
    """Investment against conciliation of disputes: 19 passages against 16."""
    assert sum(len(shared(units("dev-05", role), units("dev-12", role))) for role in ("learned", "realized", "action")) <= 1


def test_every_passage_stands_in_exactly_one_row() -> None:
    texts = [units(name, "action") for name in ("dev-01", "dev-07", "train-38")]
    rows = align(texts)
    for number, text in enumerate(texts):
        assert sorted(row.members[number] for row in rows if row.members[number] is not None) == list(range(len(text)))


def test_rows_follow_the_first_text() -> None:
    members = [row.members[0] for row in align([units("dev-11", "action"), units("train-23", "action")])]
    firsts = [index for index in members if index is not None]
    assert firsts == sorted(firsts)


def test_what_only_the_second_text_says_follows_what_it_follows_there() -> None:
    one = [Unit("全县关停石灰矿，复垦矿坑")]
    other = [Unit("书记当众晒账"), Unit("关停石灰矿以后复垦矿坑"), Unit("民宿一床难求")]
    assert [row.members for row in align([one, other])] == [(None, 0), (0, 1), (None, 2)]


def test_three_texts_share_a_row() -> None:
    texts = [[Unit(f"{city}把老旧小区改造同加装电梯一起办")] for city in ("甲市", "乙市", "丙市")]
    [row] = align(texts)
    assert row.members == (0, 0, 0)
    assert row.similarity >= CLOSE_ENOUGH


def test_of_two_candidates_the_closer_is_taken() -> None:
    one = [Unit("老旧小区加装电梯，由居民议事会商定出资比例")]
    other = [Unit("老旧小区加装电梯进度较慢"), Unit("加装电梯的出资比例，老旧小区由居民议事会商定")]
    assert (0, 1) in [row.members for row in align([one, other])]


def test_order_of_the_texts_does_not_change_the_pairs() -> None:
    texts = {name: units(name, "learned") for name in ("dev-02", "dev-07")}
    found = [{frozenset(row) for row in shared(*(texts[name] for name in order))} for order in permutations(texts)]
    assert found[0] == found[1]


def test_other_themes_ask_for_closer_words() -> None:
    texts = ["物业由居民公选", "居民食堂归物业"]
    same, other = ([[Unit(text, frozenset(theme))] for text, theme in zip(texts, themes, strict=True)]
                   for themes in (({"community"}, {"community"}), ({"community"}, {"livelihood"})))
    assert align(same)[0].is_shared
    assert not align(other)[0].is_shared


def test_everyday_words_and_counts_join_nothing() -> None:
    [one, other] = ["去年我们三次考察，负责同志介绍没有一条一条统一", "去年我们三次考察，负责同志介绍没有一条一条统一办"]
    assert not subject_words(one)
    assert not any(row.is_shared for row in align([[Unit(one)], [Unit(other)]]))


def test_one_common_word_joins_nothing_but_a_long_one_does() -> None:
    assert not align([[Unit("政府带头")], [Unit("政府让利")]])[0].is_shared
    others = [Unit(f"{thing}另有安排") for thing in ("植树", "清淤", "招聘", "修缮", "义诊", "普法")]
    rows = align([[Unit("营业执照当天领"), *others], [Unit("营业执照不再收费")]])
    assert (0, 0) in [row.members for row in rows]


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_gives_nothing(texts: list[list[Unit]]) -> None:
    assert align(texts) == []


def test_a_text_without_passages_leaves_gaps() -> None:
    assert [row.members for row in align([[Unit("湿地净水")], []])] == [(0, None)]
