"""Texts as numbers for the solvers: which runs are known, and sparse matrices of their values."""
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from govreports.analysis.run_table import Runs, Table

NOT_IN_FILE = re.compile(r"[\t\n\r#]")  # a model file is lines, and tabs part them


def vocabulary(texts: Sequence[Runs], *, least: int) -> Table:
    """The runs that stand in at least so many texts, with their rarity and no weights yet."""
    counts = Counter(run for text in texts for run in text)
    kept = sorted(run for run, times in counts.items() if times >= least and not NOT_IN_FILE.search(run))
    rarity = np.array([np.log((1 + len(texts)) / (1 + counts[run])) + 1 for run in kept])
    return Table({run: row for row, run in enumerate(kept)}, rarity, np.zeros((0, 0)))


def matrix(vectors: Sequence[tuple[np.ndarray, np.ndarray]], width: int) -> csr_matrix:
    """Rows of (columns, values)."""
    ends = np.cumsum([0, *(len(columns) for columns, _ in vectors)])
    values, columns = np.concatenate([v for _, v in vectors]), np.concatenate([c for c, _ in vectors])
    return csr_matrix((values, columns, ends), (len(vectors), width))
