"""Runs of characters and what a learned model knows of them: how rare they are, and weights.

The wording of a text is its runs of one to three characters, weighted by (1 + ln count) times the rarity of the
run and scaled to length 1, as usual for text (TF-IDF). Used by the roles and the themes stage.
"""
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

LONGEST = 3  # characters of a run
Runs = Counter[str]


def runs(text: str) -> Iterator[str]:
    """Every run of one to three characters, as often as it stands there."""
    for length in range(1, LONGEST + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


@dataclass(frozen=True, slots=True)
class Table:
    """Runs of one kind: their row, their rarity ln((1 + n) / (1 + texts with it)) + 1, and weights, runs by columns."""

    rows: dict[str, int]
    rarity: np.ndarray
    weights: np.ndarray

    def vector(self, counts: Runs) -> tuple[np.ndarray, np.ndarray]:
        """Row numbers and values of the known runs, scaled to length 1."""
        row_of = self.rows.get
        known = [(row, times) for run, times in counts.items() if (row := row_of(run)) is not None]
        if not known:
            return np.zeros(0, np.int64), np.zeros(0)
        rows = np.array([row for row, _ in known])
        values = np.array([1.0 if times == 1 else 1 + math.log(times) for _, times in known]) * self.rarity[rows]
        return rows, values / math.sqrt(float(values @ values))

    def score(self, counts: Runs) -> np.ndarray:
        """One number a column."""
        rows, values = self.vector(counts)
        return values @ self.weights[rows]


def read_table(lines: dict[str, list[str]], columns: int) -> Table:
    """Of a model file: each run with its rarity and, where it has weight, a number for each column."""
    weights = np.zeros((len(lines), columns), np.float32)
    rarity = np.zeros(len(lines))
    for row, values in enumerate(lines.values()):
        rarity[row] = values[0]
        if len(values) > 1:
            weights[row] = values[1:]
    return Table({run: row for row, run in enumerate(lines)}, rarity, weights)


def read_lines(lines: Iterator[str] | Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """A model file by block and feature: lines of block, feature and numbers, a tab between them; ``#`` lines are notes."""
    blocks: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        if not line.startswith("#"):
            block, feature, numbers = line.rstrip("\n").split("\t")
            blocks.setdefault(block, {})[feature] = numbers.split(" ")
    return blocks
