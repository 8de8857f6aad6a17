"""The learned part of the roles stage: a linear model over wording, neighbours, headings and gathered points.

The model file ``lexicon/role_model.tsv`` is plain text made by ``make train``: lines of block, feature
and four weights (learned, realized, action, context); ``#`` lines hold the constants. A sentence's
wording is its character runs of length 1 to 3, with figures as 0, hosts as 主 and home as 我, weighted by
(1 + ln count) times the run's rarity and scaled to length 1, as usual for text (TF-IDF).
"""
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .role_cues import ROLES, Gathered, Setting, heading_role

PATH = Path(__file__).parent / "lexicon" / "role_model.tsv"
SENTENCE_BLOCKS = ("own", "before", "after", "lead")
HEADING_BLOCKS = ("near", "outer")
LONGEST = 3  # characters of a run
LEAD = 30  # characters of the paragraph's first sentence that its later ones know of
PARTS = 8  # stretches of the report that have a weight of their own


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one kind of text: row numbers and rarity of its runs, and weights by block."""

    rows: dict[str, int]
    rarity: np.ndarray
    weights: dict[str, np.ndarray]  # by block: runs by roles

    def vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Row numbers and values of the known runs of a text."""
        counts = Counter(run for run in runs(text) if run in self.rows)
        rows = np.fromiter((self.rows[run] for run in counts), np.int64, len(counts))
        values = np.fromiter((1 + math.log(times) for times in counts.values()), np.float64, len(counts)) * self.rarity[rows]
        length = math.sqrt(float(values @ values))
        return rows, values / length if length else values


@dataclass(frozen=True, slots=True)
class Model:
    sentences: Table
    headings: Table
    facts: dict[str, np.ndarray]
    constant: np.ndarray
    steps: np.ndarray  # two tables of log odds, role before by role: within a paragraph, at its opening

    def log_probabilities(self, rows: Sequence[Gathered], setting: Setting) -> np.ndarray:
        """Sentences by roles, in the order of ``ROLES``."""
        table = self.sentences
        vectors = [table.vector(neutral(row.sentence.text, setting)) for row in rows]
        leads: dict[int, np.ndarray] = {}
        heads: dict[tuple[str, str], np.ndarray] = {}
        scores = np.tile(self.constant, (len(rows), 1))
        for number, row in enumerate(rows):
            scores[number] += _sum(vectors[number], table.weights["own"])
            if number:
                scores[number] += _sum(vectors[number - 1], table.weights["before"])
            if number + 1 < len(rows):
                scores[number] += _sum(vectors[number + 1], table.weights["after"])
            start = row.paragraph.start
            if start not in leads:
                opening = neutral(row.paragraph.sentences[0].text, setting)[:LEAD]
                leads[start] = _sum(table.vector(opening), table.weights["lead"])
            scores[number] += leads[start]
            for block, text in zip(HEADING_BLOCKS, heading_texts(row, setting), strict=True):
                if (block, text) not in heads:
                    heads[block, text] = _sum(self.headings.vector(text), self.headings.weights[block])
                scores[number] += heads[block, text]
            for name, value in facts(rows, number, setting).items():
                if name in self.facts:
                    scores[number] += value * self.facts[name]
        return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def _sum(vector: tuple[np.ndarray, np.ndarray], weights: np.ndarray) -> np.ndarray:
    rows, values = vector
    return values @ weights[rows]


def runs(text: str) -> Iterable[str]:
    """Every run of one to three characters, as often as it stands there."""
    for length in range(1, LONGEST + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def neutral(text: str, setting: Setting) -> str:
    """The text with figures, hosts and home made alike.

    >>> neutral("徐州建成12处湿地，我市只有3处", Setting(hosts=("徐州",)))
    '主建成0处湿地，我市只有0处'
    """
    for name in setting.hosts:
        text = text.replace(name, "主")
    for name in setting.home:
        text = text.replace(name, "我")
    return re.sub(r"\d+(?:\.\d+)?", "0", text)


def heading_texts(row: Gathered, setting: Setting) -> tuple[str, str]:
    """The nearest heading, and those further up joined."""
    texts = [neutral(heading.text, setting) for heading in row.above]
    return (texts[0] if texts else "", " ".join(texts[1:]))


def facts(rows: Sequence[Gathered], number: int, setting: Setting) -> dict[str, float]:
    """What is known of a sentence beside its wording; values from 0 to about 1."""
    row = rows[number]
    text, size = row.sentence.text, len(row.paragraph.sentences)
    known = {
        "host named": float(any(name in text for name in setting.hosts)),
        "home named": float(any(name in text for name in setting.home)),
        "we": float("我们" in text),
        "our place": float(bool(re.search(r"我[市县区镇村局省旗]|全[市县区镇]", text))),
        "first": float(row.number == 0),
        "last": float(row.number == size - 1),
        f"number {min(row.number, 4)}": 1.0,
        f"length {min(len(text) // 12, 8)}": 1.0,
        f"size {min(size, 6)}": 1.0,
        "figures": min(3, len(re.findall(r"\d+", text))) / 3,
        f"speech {setting.is_speech}": 1.0,
        f"speech {setting.is_speech} quarter {int(row.share * 4)}": 1.0,
    }
    for part in range(PARTS + 1):
        known[f"part {part}"] = max(0.0, 1 - abs(row.share * PARTS - part))
    if not row.above:
        known["no heading"] = 1.0
        known[f"no heading part {int(row.share * PARTS)}"] = 1.0
    for distance, heading in enumerate(row.above[:3]):
        known[f"heading {min(distance, 1)} {heading_role(heading.text, setting) or 'unknown'}"] = 1.0
    for name, other, scale in (("", 0, 4), ("before ", -1, 8), ("after ", 1, 8)):
        if 0 <= number + other < len(rows):
            for role in ROLES:
                known[f"{name}points {role}"] = rows[number + other].points[role] / scale
    return known


@cache
def load_model() -> Model:
    """The model of ``make train``; cached for the process. Raises ``ValueError`` where the file is damaged."""
    blocks: dict[str, dict[str, tuple[float, ...]]] = {}
    with PATH.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            block, feature, *weights = line.rstrip("\n").split("\t")
            blocks.setdefault(block, {})[feature] = tuple(map(float, weights))
    try:
        return Model(
            _table(blocks, "rarity", SENTENCE_BLOCKS),
            _table(blocks, "heading rarity", HEADING_BLOCKS),
            {name: np.array(weights) for name, weights in blocks["facts"].items()},
            np.array(blocks["constant"][""]),
            np.array([[blocks[f"step {kind}"][role] for role in ROLES] for kind in ("within", "opening")]),
        )
    except KeyError as missing:
        raise ValueError(f"{PATH.name} lacks {missing}: make it anew with `make train`") from missing


def _table(blocks: dict[str, dict[str, tuple[float, ...]]], rarity: str, names: Sequence[str]) -> Table:
    rows = {run: number for number, run in enumerate(blocks[rarity])}
    weights = {name: np.zeros((len(rows), len(ROLES))) for name in names}
    for name in names:
        for run, values in blocks[name].items():
            weights[name][rows[run]] = values
    return Table(rows, np.array([values[0] for values in blocks[rarity].values()]), weights)
