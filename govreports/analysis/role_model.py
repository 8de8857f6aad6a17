"""The learned part of the roles stage: a linear-chain conditional random field over the sentences of a report.

Lafferty, McCallum and Pereira (2001): the score of a row of roles is the sum of what each sentence says for
its role and of what each role says for the next one. ``make train`` learns it (``training/crf.py``) and writes
``lexicon/role_model.tsv``, plain text: lines of block, feature and weights (learned, realized, action, context).
"""
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .role_cues import ROLES, Gathered
from .role_features import Features
from .run_table import Table, read_lines, read_table, sum_by

PATH = Path(__file__).parent / "lexicon" / "role_model.tsv"
# Tables of runs, and the places where the runs of each are looked for; a block is one run in one of them.
TABLES = {"runs": ("own", "before", "after", "lead"), "edges": ("edges",), "headings": ("near", "outer", "title")}
# How loud each block speaks beside the others; tried by cross-validation.
SCALE = {"own": 1.0, "edges": 0.5, "before": 0.4, "after": 0.4, "lead": 0.4, "near": 0.6, "outer": 0.3, "title": 0.2, "facts": 0.3}
STEPS = ("within", "opening", "section")  # a sentence that goes on in its paragraph, opens one, opens one under a new heading


@dataclass(frozen=True, slots=True)
class Model:
    tables: dict[str, Table]
    facts: Table  # rows by name; values are taken as they are
    constant: np.ndarray
    steps: np.ndarray  # kind of step by role before by role

    def scores(self, found: Features, rows: Sequence[Gathered]) -> np.ndarray:
        """What each sentence alone says for each role: sentences by roles."""
        wording, edges, headings = self.tables["runs"], self.tables["edges"], self.tables["headings"]
        scores = np.tile(self.constant, (len(rows), 1))
        spoken = _by_place(wording.score_texts([word.text for word in found.wordings]))
        scores += spoken[:, 0] + edges.score_all([word.edges for word in found.wordings])
        scores[1:] += spoken[:-1, 1]
        scores[:-1] += spoken[1:, 2]
        leads = dict(zip(found.leads, _by_place(wording.score_texts(list(found.leads.values())))[:, 3], strict=True))
        texts = list(dict.fromkeys([found.title, *(text for pair in found.headings for text in pair)]))
        above = dict(zip(texts, _by_place(headings.score_texts(texts)), strict=True))
        for number, (row, (near, outer)) in enumerate(zip(rows, found.headings, strict=True)):
            scores[number] += leads[row.paragraph.start] + above[near][0] + above[outer][1]
        row_of = self.facts.rows.get
        known = [(number, at, value) for number, facts in enumerate(found.facts)
                 for name, value in facts.items() if value and (at := row_of(name)) is not None]
        number, at, value = np.array(known).reshape(-1, 3).T
        scores += sum_by(len(rows), number.astype(int), value[:, None] * self.facts.weights[at.astype(int)])
        return scores + above[found.title][2]


def step_kinds(rows: Sequence[Gathered]) -> list[int]:
    """For each sentence which of ``STEPS`` leads to it; the first counts as within."""
    kinds = [0] * len(rows)
    for number in range(1, len(rows)):
        if rows[number].number == 0:
            kinds[number] = 1 if rows[number].above == rows[number - 1].above else 2
    return kinds


def probabilities(scores: np.ndarray, steps: np.ndarray, kinds: Sequence[int]) -> np.ndarray:
    """How likely each role of each sentence is, the whole report considered (forward and backward sums)."""
    ahead, behind = scores.copy(), np.zeros_like(scores)
    for number in range(1, len(scores)):
        ahead[number] += np.logaddexp.reduce(ahead[number - 1][:, None] + steps[kinds[number]], axis=0)
    for number in range(len(scores) - 1, 0, -1):
        behind[number - 1] = np.logaddexp.reduce(steps[kinds[number]] + scores[number] + behind[number], axis=1)
    return np.exp(ahead + behind - np.logaddexp.reduce(ahead[-1]))


def _by_place(numbers: np.ndarray) -> np.ndarray:
    """Texts by columns as texts by places by roles."""
    return numbers.reshape(len(numbers), -1, len(ROLES))


@cache
def load_model() -> Model:
    """The model of ``make train``; cached for the process. Raises ``ValueError`` where the file is damaged."""
    with PATH.open(encoding="utf-8") as file:
        blocks = read_lines(file)
    try:
        return Model(
            {name: read_table(blocks[name], len(places) * len(ROLES)) for name, places in TABLES.items()},
            read_table(blocks["facts"], len(ROLES)),
            np.array(blocks["constant"][""], float),
            np.array([[blocks[f"step {kind}"][role] for role in ROLES] for kind in STEPS], float),
        )
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{PATH.name} is damaged ({fault}): make it anew with `make train`") from fault
