"""Which documents hold a word, and how well. Comes in: folded words and a ``Snapshot``; goes out: ``Match``."""
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from govreports.analysis.folding import units
from govreports.search.snapshot import Snapshot, document_set

# BM25: K1 is how soon more of the same word stops counting, B how much a long passage must share its weight.
# B is low because passages are cut by sense: a long one is a full argument, not padding; and a short one (区委：) is
# no better for being short. Tried on the demo library.
K1, B = 1.2, 0.4
# How much a word counts by where it stands. In ``about`` (title, hosts, year of the whole report) it supports
# what the passage says, but does not make the passage a hit by itself.
WEIGHTS = {"text": 1.0, "headings": 0.6, "about": 0.25}
ACROSS_WORDS = 0.4  # what an occurrence counts that is no word there: 城市 in 长城市场


@dataclass(frozen=True, slots=True)
class Match:
    """Documents that hold a word; sets as in ``snapshot``."""

    own: int  # in the text or the headings above it
    anywhere: int  # there, or in what the report is about
    scores: dict[int, float]


def match_word(snapshot: Snapshot, forms: Sequence[str]) -> Match:
    """Documents with any of the forms of a word: 杭州市 also as 杭州."""
    where = {field: _positions(snapshot, field, forms) for field in WEIGHTS}
    own = document_set(where["text"].keys() | where["headings"].keys(), snapshot.size)
    anywhere = own | document_set(where["about"], snapshot.size)
    return Match(own, anywhere, _scores(snapshot, where, anywhere.bit_count()))


def _positions(snapshot: Snapshot, field: str, forms: Sequence[str]) -> dict[int, float]:
    """Document -> how often a form stands in this field, weighed."""
    found: dict[int, float] = {}
    for form in forms:
        as_word = snapshot.postings(field, form) if len(form) > 1 else {}
        for document, count in find_row(snapshot, field, form).items():
            words = len(as_word.get(document, ()))
            weighed = words + ACROSS_WORDS * (count - words) if as_word else count
            found[document] = max(found.get(document, 0), weighed)
    return found


def find_row(snapshot: Snapshot, field: str, word: str) -> dict[int, int]:
    """Document -> how often the units of the word stand in a row, at the distances they have in the word."""
    parts = list(units(word))
    if not parts:
        return {}
    postings = sorted(((snapshot.postings(field, unit), offset) for unit, offset in parts), key=lambda item: len(item[0]))
    (rarest, first), others = postings[0], postings[1:]
    found = {}
    for document, positions in rarest.items():
        starts = [position - first for position in positions]
        for posting, offset in others:
            there = posting.get(document)
            if there is None:
                break
            starts = [start for start in starts if _has(there, start + offset)]
            if not starts:
                break
        else:
            found[document] = len(starts)
    return found


def _has(positions: list[int], wanted: int) -> bool:
    place = bisect_left(positions, wanted)
    return place < len(positions) and positions[place] == wanted


def _scores(snapshot: Snapshot, where: dict[str, dict[int, float]], held_by: int) -> dict[int, float]:
    rarity = math.log(1 + (snapshot.count - held_by + 0.5) / (held_by + 0.5))
    mean = snapshot.mean_length
    totals: dict[int, float] = {}
    for field, weight in WEIGHTS.items():
        for document, often in where[field].items():
            totals[document] = totals.get(document, 0) + weight * often
    return {
        document: rarity * total * (K1 + 1) / (total + K1 * (1 - B + B * max(1.0, snapshot.lengths[document] / mean)))
        for document, total in totals.items()
    }
