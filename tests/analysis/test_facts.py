"""Facts by their cases, found and left alone alike; whose they are; and how many are right by hand."""
import json
from pathlib import Path

import pytest

from govreports.analysis import analyze
from govreports.analysis.facts import find_facts
from govreports.analysis.lexicon.divisions import load_divisions
from govreports.analysis.records import Fact, FactKind, Passage, PlaceName, Places, Role
from tests.analysis.facts_measure import measure
from tests.gold import GOLD, gold_raws

FLOOR = 0.9  # of figures and of borrowings judged by hand


def cases(name: str) -> list:
    return [pytest.param(case, id=case["label"]) for case in json.loads((Path(__file__).parent / "cases" / f"facts_{name}.json").read_text("utf-8"))]


def place(name: str) -> PlaceName:
    found = [each for names in load_divisions().by_code.values() for each in names if each.full_name.endswith(name)] if len(name) > 2 else []
    return PlaceName(name, found[0].code if found else None)


def facts(case: dict, kind: str) -> list[Fact]:
    hosts, home = case.get("hosts", ["江苏省昆山市"]), case.get("origin", ["某县"])
    passage = Passage(100, 100 + len(case["text"]), case["text"], 0, None, Role(case["role"]), 1.0)
    found = find_facts([passage], Places(tuple(map(place, home)), tuple(map(place, hosts))))
    for fact in found:
        assert fact.text == case["text"][fact.start - 100:fact.end - 100]
    return [fact for fact in found if fact.kind == kind]


@pytest.mark.parametrize("case", cases("figures"))
def test_figures(case):
    found = [fact.detail for fact in facts(case, "figure")]
    texts = [fact.text for fact in facts(case, "figure")]
    assert [[text, each.number, each.value, each.unit, each.what, each.bound, each.change] for text, each in zip(texts, found, strict=True)] == case["figures"]


@pytest.mark.parametrize("case", cases("whose"))
def test_whose(case):
    assert [[fact.text, fact.whose, fact.place] for fact in facts(case, "figure")] == case["whose"]


@pytest.mark.parametrize("case", cases("others"))
def test_other_kinds(case):
    found = facts(case, case["kind"])
    assert len(found) == len(case["facts"]), found
    for fact, expected in zip(found, case["facts"], strict=True):
        for name, value in expected.items():
            assert (fact.text if name == "text" else getattr(fact.detail, name)) == value


def test_damaged_numbers_say_so_and_have_no_value():
    [fact] = facts({"text": "面积16.平方公里。", "role": "learned"}, "figure")
    assert (fact.detail.is_damaged, fact.detail.value, fact.text) == (True, None, "16.平方公里")


@pytest.mark.parametrize("pair", gold_raws(), ids=lambda pair: pair[0].name)
def test_every_fact_stands_in_its_passage_as_the_report_has_it(pair):
    raw, _ = pair
    for analysis in analyze(raw.read_bytes(), raw.name):
        assert list(analysis.facts) == sorted(analysis.facts, key=lambda fact: (fact.passage, fact.start))
        for fact in analysis.facts:
            passage = analysis.passages[fact.passage]
            assert fact.text == analysis.clean.text[fact.start:fact.end]
            assert passage.start <= fact.start < fact.end <= passage.end
            assert fact.kind is not FactKind.DUTY or passage.role is Role.ACTION


@pytest.mark.parametrize("kind", [FactKind.FIGURE, FactKind.BORROWING])
def test_most_facts_judged_by_hand_are_right(kind):
    right, found, unjudged = measure(kind)
    assert found and right / found >= FLOOR, f"{len(unjudged)} have no verdict: python -m tests.analysis.facts_measure lists them"


def test_no_passages_give_no_facts():
    assert find_facts([], Places()) == ()


def test_gold_folder_is_there():
    assert any(GOLD.iterdir())
