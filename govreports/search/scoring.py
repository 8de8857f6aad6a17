"""How well documents answer a query. Comes in: its words and where they stand; goes out: a score for every document.

A passage counts for what it says, and a little for what stands around it: the words of its section and of its
report, for a passage seldom repeats what its heading and its neighbours have said.
"""
from collections.abc import Sequence

import numpy as np

from govreports.search.index.snapshot import Snapshot
from govreports.search.matching import Match, match_word
from govreports.search.nearness import in_one_sentence
from govreports.search.query import Understood

# Chosen by the tuning half of the judged queries (make relevance).
WHOLE = 0.3  # of the score of words that stand together as typed
REPORT, SECTION = 0.3, 0.3  # of the best that its report, and its section, say of each word
NEIGHBOUR = 0.1  # of what the passages before and after say
SENTENCE = 0.2  # more of the score for a passage with all words in one sentence


def score(snapshot: Snapshot, query: Understood, matches: Sequence[Match]) -> np.ndarray:
    """float32, one for each document; 0 where none of the words stands near."""
    total = np.zeros(snapshot.size, np.float32)
    for match in matches:
        total[match.ids] += match.scores
    around = REPORT * _best_around(snapshot, "report", matches) + SECTION * _best_around(snapshot, "section", matches)
    around += NEIGHBOUR * _beside(snapshot, total)
    for whole in query.wholes:
        match = match_word(snapshot, (whole,))
        total[match.ids] += np.float32(WHOLE) * match.scores
    if len(query.words) > 1:
        total[in_one_sentence(snapshot, query.words)] *= np.float32(1 + SENTENCE)
    return total + around


def runs(snapshot: Snapshot, column: str) -> np.ndarray:
    """For each document the number of its report, or section, counted through the index; documents of one stand together."""
    return snapshot.keep(("runs", column), lambda: _runs(snapshot.column(column)))


def _runs(values: np.ndarray) -> np.ndarray:
    changes = np.zeros(len(values), np.int32)
    changes[1:] = values[1:] != values[:-1]
    return np.cumsum(changes, dtype=np.int32)


def _best_around(snapshot: Snapshot, column: str, matches: Sequence[Match]) -> np.ndarray:
    """For each document the sum, over the words, of the best score in its run."""
    number = runs(snapshot, column)
    best = np.zeros(int(number[-1]) + 1 if len(number) else 0, np.float32)
    for match in matches:
        if len(match.ids):
            own = number[match.ids]
            begins = np.flatnonzero(np.concatenate(([True], own[1:] != own[:-1])))
            best[own[begins]] += np.maximum.reduceat(match.scores, begins)
    return best[number]


def _beside(snapshot: Snapshot, total: np.ndarray) -> np.ndarray:
    """What the documents before and after have, where they are of the same report."""
    report = runs(snapshot, "report")
    same = report[1:] == report[:-1]
    beside = np.zeros_like(total)
    beside[1:] += total[:-1] * same
    beside[:-1] += total[1:] * same
    return beside
