"""Learn the weights of ``analysis/themes.py`` from annotated reports and write ``lexicon/theme_model.tsv``: ``make train``.

One logistic regression a theme over the summed wording of a passage and its surroundings; the same reports give the same file.
"""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags, eye, hstack, vstack
from sklearn.linear_model import LogisticRegression

from govreports.analysis import themes
from govreports.analysis.run_table import Table, runs
from govreports.analysis.themes import SCALE, ThemeModel, ThemeText, load_themes, read_facts
from govreports.training.gold import GoldHeading, GoldReport
from govreports.training.matrices import matrix, vocabulary

LEAST_PASSAGES = 4  # passages a run must stand in to be known
STRENGTH = 3.0  # inverse of the penalty on large weights
DIGITS = 2
LEAST_WEIGHT = 0.05


@dataclass(frozen=True, slots=True)
class ThemeExample:
    """A report ready to learn from: its annotated spans with what stands around them."""

    title: str
    passages: list[ThemeText]
    answers: list[frozenset[str]]


def example(report: GoldReport) -> ThemeExample:
    """Spans of one role and theme that follow each other are one passage, as the program would join them."""
    passages: list[ThemeText] = []
    answers: list[frozenset[str]] = []
    above: list[str] = []
    for number, block in enumerate(report.blocks):
        if isinstance(block, GoldHeading):
            above = [*above[: block.level - 1], block.text]
            continue
        joined: list[list] = []
        for span in block:
            if joined and (joined[-1][0], joined[-1][1]) == (span.role, span.themes):
                joined[-1][2] += span.text
            else:
                joined.append([span.role, span.themes, span.text])
        passages += [ThemeText(text, number, above[-1] if above else "", " ".join(above[:-1])) for _, _, text in joined]
        answers += [about for _, about, _ in joined]
    return ThemeExample(report.title, passages, answers)


def train(examples: Sequence[ThemeExample]) -> ThemeModel:
    """The model that fits the examples best under the penalty; long passages count more, by the square root of their length."""
    passages = [passage for one in examples for passage in one.passages]
    table = vocabulary([Counter(runs(passage.text)) for passage in passages], least=LEAST_PASSAGES)
    wording = _wording(examples, table)
    facts = np.vstack([read_facts(one.passages, one.title) for one in examples])
    features = hstack([wording, csr_matrix(facts)]).tocsr()
    weights = np.sqrt([len(passage.text) for passage in passages])
    answers = [about for one in examples for about in one.answers]
    fitted = [
        LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=60, random_state=0)
        .fit(features, [theme.slug in about for about in answers], sample_weight=weights / weights.mean())
        for theme in load_themes()
    ]
    learned = np.vstack([one.coef_[0] for one in fitted]).T
    constant = np.array([one.intercept_[0] for one in fitted])
    return ThemeModel(Table(table.rows, table.rarity, learned[: len(table.rows)]), learned[len(table.rows) :], constant)


def _wording(examples: Sequence[ThemeExample], table: Table) -> csr_matrix:
    """Passages by runs: the wording of each with that of its paragraph, neighbours, headings and title, as loud as they speak."""
    vector = cache(lambda text: table.vector(Counter(runs(text))))
    rows = []
    for one in examples:
        own = matrix([vector(passage.text) for passage in one.passages], len(table.rows))
        size = len(one.passages)
        numbers = np.array([passage.paragraph for passage in one.passages])
        together = csr_matrix(numbers[:, None] == numbers[None, :], dtype=float)
        joint = SCALE["text"] * eye(size) + SCALE["paragraph"] * diags(1 / together.sum(axis=1).A1) @ together
        joint = joint + SCALE["before"] * eye(size, k=-1) + SCALE["after"] * eye(size, k=1)
        above = {"near": [p.near for p in one.passages], "outer": [p.outer for p in one.passages], "title": [one.title] * size}
        around = sum(matrix([vector(text) for text in texts], len(table.rows)) * SCALE[place] for place, texts in above.items())
        rows.append(joint @ own + around)
    return vstack(rows).tocsr()


def write(model: ThemeModel, path: Path = themes.PATH) -> None:
    """Lines of block, feature and numbers, one for each theme; weights of a run that round to nothing are left out."""
    lines = ["# The learned weights of the themes stage; made by `make train`, read by themes.py."]
    lines.append(f"# themes: {' '.join(theme.slug for theme in load_themes())}")

    def put(block: str, feature: str, values: Sequence[float]) -> None:
        lines.append(f"{block}\t{feature}\t" + " ".join(f"{value:.{DIGITS}f}" for value in values))

    put("constant", "", model.constant)
    for number, weights in enumerate(model.facts):
        put("facts", f"{number:03}", weights)
    for run, row in model.table.rows.items():
        weights = model.table.weights[row]
        put("runs", run, [model.table.rarity[row], *(weights if np.abs(weights).max() >= LEAST_WEIGHT else ())])
    path.write_text("\n".join(lines) + "\n", "utf-8")
