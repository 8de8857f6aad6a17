"""Which documents hold a word, and how well. Comes in: folded forms of a word and a ``Snapshot``; goes out: ``Match``."""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from govreports.analysis.folding import units
from govreports.search.index.snapshot import Counts, Snapshot, bm25

# How much a long passage must share the weight of a word. Low because passages are cut by sense: a long one is a full
# argument, not padding; and a short one (区委：) is no better for being short. Tried on the demo library.
B = 0.4
# How much a word counts by where it stands. In ``about`` (title, hosts, year of the whole report) it supports
# what the passage says, but does not make the passage a hit by itself.
WEIGHTS = {"text": 1.0, "headings": 0.6, "about": 0.25}
CHARACTERS = {"text": "text_characters"}  # where the units of a field are, if not in the field itself
ACROSS_WORDS = 0.4  # what an occurrence counts that is no word there: 城市 in 长城市场
SYNONYM = 0.8  # what an occurrence of another name counts


class Match(NamedTuple):
    """Documents that hold a word: sorted numbers, and beside them the score and whether it stands in text or headings."""

    ids: np.ndarray
    scores: np.ndarray
    own: np.ndarray
    rarity: float


def match_word(snapshot: Snapshot, forms: Sequence[str], synonyms: Sequence[str] = ()) -> Match:
    """Documents with any of the forms of a word, 杭州市 also as 杭州, or with another name for the same."""
    return snapshot.keep(("match", *forms, "", *synonyms), lambda: _match(snapshot, forms, synonyms))


def stands(snapshot: Snapshot, field: str, form: str) -> Counts:
    """Documents where the units of a folded word stand in a row in the field, at the distances they have in the word."""
    return snapshot.row(CHARACTERS.get(field, field), units(form))


def _match(snapshot: Snapshot, forms: Sequence[str], synonyms: Sequence[str]) -> Match:
    total, own = np.zeros(snapshot.size, np.float32), np.zeros(snapshot.size, bool)
    for field, weight in WEIGHTS.items():
        often = np.zeros(snapshot.size, np.float32)
        for form in (*forms, *synonyms):
            ids, counts = _weighed(snapshot, field, form)
            if form in synonyms:
                counts = counts * np.float32(SYNONYM)
            often[ids] = np.maximum(often[ids], counts)
        total += np.float32(weight) * often
        if field != "about":
            own |= often > 0
    ids = np.flatnonzero(total).astype(np.int32)
    lengths = snapshot.lengths("text")[ids] / snapshot.mean_length("text")
    worth = bm25(total[ids], np.maximum(1, lengths), B)
    rare = rarity(snapshot.count, len(ids))
    return Match(ids, worth * np.float32(rare), own[ids], rare)


def rarity(documents: int, held_by: int) -> float:
    return float(np.log(1 + (documents - held_by + 0.5) / (held_by + 0.5)))


def _weighed(snapshot: Snapshot, field: str, form: str) -> tuple[np.ndarray, np.ndarray]:
    """Documents that hold a form, and how often; what is no word there counts less."""
    if not next(units(form), None):
        return np.empty(0, np.int32), np.empty(0, np.float32)
    row = stands(snapshot, field, form)
    if field != "text" or len(form) < 2:
        return row.ids, row.counts
    words = snapshot.term(field, form)
    if not len(words.ids):
        return row.ids, row.counts
    counts = row.counts * np.float32(ACROSS_WORDS)
    counts[np.searchsorted(row.ids, words.ids)] += words.counts * np.float32(1 - ACROSS_WORDS)
    return row.ids, counts
