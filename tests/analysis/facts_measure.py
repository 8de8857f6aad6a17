"""How many of the figures and borrowings found are right, from verdicts given by hand: ``python -m tests.analysis.facts_measure``.

``fixtures/facts/verdicts.json`` has, for each of four reports, every figure and borrowing with a verdict. One field wrong
makes the whole fact wrong; a field left empty does not. A fact without a verdict counts as wrong until somebody judges it.
"""
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from govreports.analysis import analyze
from govreports.analysis.records import Analysis, Fact, FactKind
from govreports.training.gold import GoldHeading, read_text

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
VERDICTS = FIXTURES / "facts" / "verdicts.json"
JUDGED = (FactKind.FIGURE, FactKind.BORROWING)
BEFORE = 12  # characters before a fact that tell it from others of the same text


@cache
def read_report(name: str) -> Analysis:
    """A report of fixtures/training, read from its bare text."""
    report = read_text(FIXTURES / "training" / f"{name}.txt")
    lines = [block.text if isinstance(block, GoldHeading) else "".join(span.text for span in block) for block in report.blocks]
    [analysis] = analyze("\n".join([report.title, *lines]).encode(), f"{name}.txt")
    return analysis


def claim(fact: Fact, text: str) -> list[str]:
    """What is judged, as strings: kind, words before, text, fields of the detail that are filled, whose, place."""
    fields = [f"{name}={value}" for name, value in asdict(fact.detail).items() if value not in ("", None, False)]
    return [fact.kind.value, text[max(0, fact.start - BEFORE):fact.start], fact.text, " ".join(fields), fact.whose.value, fact.place]


def claims(name: str) -> list[list[str]]:
    analysis = read_report(name)
    return [claim(fact, analysis.clean.text) for fact in analysis.facts if fact.kind in JUDGED]


def load_verdicts() -> dict[str, list]:
    return json.loads(VERDICTS.read_text("utf-8"))["reports"]


def measure(kind: FactKind) -> tuple[int, int, list[list[str]]]:
    """(right, found, those without a verdict)."""
    right, found, unjudged = 0, 0, []
    for name, judged in load_verdicts().items():
        verdicts = {tuple(row[:-1]): row[-1] for row in judged}
        for row in claims(name):
            if row[0] == kind:
                found += 1
                right += verdicts.get(tuple(row)) == "right"
                unjudged += [row] if tuple(row) not in verdicts else []
    return right, found, unjudged


if __name__ == "__main__":
    for each in JUDGED:
        good, every, open_ones = measure(each)
        print(f"{each}: {good} of {every} right ({good / every:.3f}), {len(open_ones)} without a verdict")
        for one in open_ones:
            print("   ", json.dumps(one, ensure_ascii=False))
