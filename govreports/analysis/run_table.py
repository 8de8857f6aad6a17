"""Runs of characters and what a learned model knows of them: how rare they are, and weights.

The wording of a text is its runs of one to three characters, weighted by (1 + ln count) times the rarity of the
run and scaled to length 1, as usual for text (TF-IDF). Used by the roles and the themes stage.
"""
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

LONGEST = 3  # characters of a run
BITS = 21  # of a character
Runs = Counter[str]


def runs(text: str) -> Iterator[str]:
    """Every run of one to three characters, as often as it stands there."""
    for length in range(1, LONGEST + 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


@dataclass(frozen=True)
class Table:
    """Runs of one kind: their row, their rarity ln((1 + n) / (1 + texts with it)) + 1, and weights, runs by columns."""

    rows: dict[str, int]
    rarity: np.ndarray
    weights: np.ndarray

    @cached_property
    def _keys(self) -> tuple[np.ndarray, np.ndarray]:
        """Keys of the runs in order (see ``_run_keys``), and their rows."""
        keys = np.array([_key(run) for run in self.rows], np.uint64)
        order = np.argsort(keys)
        return keys[order], np.fromiter(self.rows.values(), np.int64, len(self.rows))[order]

    def score_texts(self, texts: Sequence[str]) -> np.ndarray:
        """``score`` of the runs of each text, all in one pass: texts by columns."""
        keys, rows = self._keys
        found, owner = _run_keys(texts)
        at = np.searchsorted(keys, found)
        at[at == len(keys)] = 0
        known = keys[at] == found if len(keys) else np.zeros(len(found), bool)
        pairs, times = np.unique(owner[known] * len(rows) + rows[at[known]], return_counts=True)
        text, row = np.divmod(pairs, max(1, len(rows)))
        return self._spoken(len(texts), text, row, times)

    def score_all(self, counted: Sequence[Runs]) -> np.ndarray:
        """``score`` of each: counts by columns."""
        row_of = self.rows.get
        known = [(number, row, times) for number, counts in enumerate(counted)
                 for run, times in counts.items() if (row := row_of(run)) is not None]
        return self._spoken(len(counted), *np.array(known, np.int64).reshape(-1, 3).T)

    def _spoken(self, size: int, text: np.ndarray, row: np.ndarray, times: np.ndarray) -> np.ndarray:
        """Weighted and scaled: texts by columns. ``text`` is sorted; beside it the rows of its runs and how often each stands there."""
        values = (1 + np.log(times)) * self.rarity[row]
        length = np.sqrt(np.bincount(text, values * values, size))
        return sum_by(size, text, (values / length[text])[:, None] * self.weights[row])

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


def sum_by(size: int, number: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Rows added up by the number beside them, which is sorted: ``size`` rows."""
    total = np.zeros((size, values.shape[1]))
    if len(number):
        begins = np.flatnonzero(np.concatenate(([True], number[1:] != number[:-1])))
        total[number[begins]] = np.add.reduceat(values, begins)
    return total


def _key(run: str) -> int:
    """One number for up to three characters: each takes 21 bits, as Unicode needs."""
    key = 0
    for character in run[:LONGEST + 1]:
        key = key << BITS | ord(character)
    return key if len(run) <= LONGEST else 2**64 - 1  # not a run of characters alone: an opening or an ending


def _run_keys(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Keys of all runs of the texts, and which text each stands in."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    found, owners, keys = [], [], codes
    for length in range(1, LONGEST + 1):
        if length > 1:
            keys = keys[:-1] << np.uint64(BITS) | codes[length - 1:]
        inside = owner[length - 1:] == owner[: len(owner) - length + 1]
        found.append(keys[inside])
        owners.append(owner[length - 1:][inside])
    return np.concatenate(found), np.concatenate(owners)


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
