"""How well the hosts of passages are told, by hand-made answers in fixtures/places: ``python -m tests.analysis.passage_place_measure``.

Texts, roles and hosts are those of the annotated reports, so that only this stage is measured.
"""
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govreports.analysis.places import mark_places
from govreports.analysis.places.mentions import read_place
from govreports.analysis.records import Heading, Passage, PlaceName, Places, Role
from govreports.training.gold import GoldHeading, GoldReport, read_json, read_text

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ANSWERS = FIXTURES / "places"
DEVELOPMENT, FINAL = "development", "final"


@dataclass(frozen=True)
class Figures:
    """Over pairs of a learned or realized passage with a host, 0 to 1."""

    precision: float
    recall: float
    whole: float  # share of passages whose hosts are exactly right
    passages: int


def answers(half: str) -> Iterator[tuple[GoldReport, dict[int, set[str]]]]:
    for path in sorted(ANSWERS.glob("*.json")):
        answer = json.loads(path.read_text("utf-8"))
        if answer["half"] == half:
            yield load_report(path.stem), {int(number): set(names) for number, names in answer["spans"].items()}


def load_report(name: str) -> GoldReport:
    gold = FIXTURES / "gold" / f"{name}.gold.json"
    training = FIXTURES / "training" / f"{name}.txt"
    return read_text(training) if training.exists() else read_json(gold if gold.exists() else FIXTURES / "training" / f"{name}.gold.json")


def parts(report: GoldReport) -> tuple[list[Passage], list[Heading]]:
    """Spans as passages, in order; offsets only keep the order."""
    passages, headings, offset = [], [], 0
    for number, block in enumerate(report.blocks):
        for one in [block] if isinstance(block, GoldHeading) else block:
            end = offset + len(one.text)
            if isinstance(one, GoldHeading):
                headings.append(Heading(offset, end, one.text, one.level))
            else:
                passages.append(Passage(offset, end, one.text, number, len(headings) - 1 if headings else None, one.role, 1.0))
            offset = end + 1
    return passages, headings


def place(name: str) -> PlaceName:
    found = read_place(name, 0)
    return PlaceName(name, found.candidates[0].code if found and found.candidates and not found.is_masked else None)


def figures(half: str, *, show: bool = False) -> Figures:
    hits = given = asked = right = passages = 0
    for report, wanted in answers(half):
        spans, headings = parts(report)
        places = Places(tuple(map(place, report.origin)), tuple(map(place, report.hosts)))
        marks = mark_places(spans, headings, places=places, title=report.title)
        assert wanted.keys() == {n for n, span in enumerate(spans) if span.role in (Role.LEARNED, Role.REALIZED)}, report.name
        for number, names in wanted.items():
            found = {mark.place.name: mark.evidence[0] for mark in marks[number]}
            hits, given, asked = hits + len(names & found.keys()), given + len(found), asked + len(names)
            right, passages = right + (found.keys() == names), passages + 1
            if show and found.keys() != names:
                print(report.name, number, spans[number].role, spans[number].text[:50], sorted(names), found, sep="\n    ")
    return Figures(hits / max(1, given), hits / asked, right / passages, passages)


if __name__ == "__main__":
    for half in (DEVELOPMENT, FINAL):
        print(half, figures(half, show=half in sys.argv[1:]))
