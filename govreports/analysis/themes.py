"""The themes stage: up to three themes of a passage, with a score and the words that speak for them.

Themes and their words are data (``lexicon/themes.toml``). A linear model learned by ``make train`` weighs the words together
with the wording of the passage, of its paragraph, the headings above and the title, so that a short passage in a chapter
on wetlands is on wetlands. One table of weights serves all these places: a word is about the same theme wherever it stands.
"""
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .lexicon import load_list
from .records import Evidence, ThemeMark
from .run_table import Table, read_lines, read_table, runs

PATH = Path(__file__).parent / "lexicon" / "theme_model.tsv"
STRONG, WEAK = 1.0, 0.35  # points of a word
MORE = 0.35  # each further time a word is found, up to MAX_TIMES
MAX_TIMES = 3
# How loud each place speaks beside the others; tried by cross-validation.
SCALE = {"text": 1.0, "paragraph": 0.5, "near": 0.5, "outer": 0.3, "title": 0.4, "before": 0.2, "after": 0.2}
FACTS_SCALE = 0.5
LEAST = 0.22  # how likely a theme must be; trades missed themes against false ones
MOST = 3  # themes of a passage
DENSE = 60  # characters to a point of words, from which a passage is as full of a theme as it gets


@dataclass(frozen=True, slots=True)
class Theme:
    slug: str
    name: str
    name_en: str
    words: frozenset[str]
    strong: frozenset[str]


@dataclass(frozen=True, slots=True)
class ThemeText:
    """A passage and what stands around it."""

    text: str
    paragraph: int = 0  # passages of one paragraph share its number
    near: str = ""  # the nearest heading
    outer: str = ""  # those further up, joined


@dataclass(frozen=True, slots=True)
class ThemeModel:
    table: Table  # a column for each theme
    facts: np.ndarray  # facts by themes
    constant: np.ndarray


@cache
def load_themes() -> tuple[Theme, ...]:
    """The themes in the order shown; their words compiled once."""
    themes = []
    for entry in load_list("themes")["theme"]:
        strong = frozenset(entry["strong"])
        themes.append(Theme(entry["slug"], entry["name"], entry["name_en"], strong | frozenset(entry["weak"]), strong))
    return tuple(themes)


@cache
def _words_by_start() -> dict[str, list[tuple[str, int, float]]]:
    """By their first two characters: the words, the number of their theme, and their points."""
    starts: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for number, theme in enumerate(load_themes()):
        for word in sorted(theme.words):
            starts[word[:2]].append((word, number, STRONG if word in theme.strong else WEAK))
    return starts


def find_words(text: str) -> list[tuple[str, int, float, int]]:
    """Words of themes in a text: the word, the number of its theme, its points and how often it stands there."""
    starts = _words_by_start()
    pairs = {text[at : at + 2] for at in range(len(text))} | set(text)
    return [
        (word, number, points, times)
        for pair in sorted(pairs & starts.keys()) for word, number, points in starts[pair] if (times := text.count(word))
    ]


@cache
def load_theme_model() -> ThemeModel:
    """The model of ``make train``; cached for the process. Raises ``ValueError`` where the file is damaged."""
    with PATH.open(encoding="utf-8") as file:
        blocks = read_lines(file)
    try:
        return ThemeModel(
            read_table(blocks["runs"], len(load_themes())),
            np.array(list(blocks["facts"].values()), float), np.array(blocks["constant"][""], float),
        )
    except (KeyError, ValueError) as fault:
        raise ValueError(f"{PATH.name} is damaged ({fault}): make it anew with `make train`") from fault


def mark_themes(passages: Sequence[ThemeText], *, title: str, model: ThemeModel | None = None) -> list[tuple[ThemeMark, ...]]:
    """Themes of each passage in reading order, most likely first; none where nothing speaks clearly."""
    if not passages:
        return []
    model = model or load_theme_model()
    scores = model.constant + read_facts(passages, title) @ model.facts
    texts = list(dict.fromkeys([title, *(text for passage in passages for text in (passage.text, passage.near, passage.outer))]))
    at, every = {text: number for number, text in enumerate(texts)}, model.table.score_texts(texts)
    own, near, outer = (every[[at[text] for text in group]] for group in zip(*((p.text, p.near, p.outer) for p in passages), strict=True))
    scores += SCALE["text"] * own + SCALE["paragraph"] * paragraph_means(own, passages)
    scores[1:] += SCALE["before"] * own[:-1]
    scores[:-1] += SCALE["after"] * own[1:]
    scores += SCALE["near"] * near + SCALE["outer"] * outer + SCALE["title"] * every[at[title]]
    likely = 1 / (1 + np.exp(-scores))
    return [_marks(row, passage, model.table) for row, passage in zip(likely, passages, strict=True)]


def paragraph_means(rows: np.ndarray, passages: Sequence[ThemeText]) -> np.ndarray:
    """For each passage the mean of the rows of all passages of its paragraph."""
    _, group, sizes = np.unique([passage.paragraph for passage in passages], return_inverse=True, return_counts=True)
    sums = np.zeros((len(sizes), rows.shape[1]))
    np.add.at(sums, group, rows)
    return (sums / sizes[:, None])[group]


def read_facts(passages: Sequence[ThemeText], title: str) -> np.ndarray:
    """Points of the listed words for each theme: in the passage, beside it, above it and in the whole report; passages by facts."""
    points = cache(_points)
    said = np.array([points(passage.text) for passage in passages])
    beside = paragraph_means(said, passages)
    whole = points(title) + said.sum(axis=0)
    share = whole / (whole.max() or 1.0)
    report = np.concatenate([share, share == 1.0, np.minimum(points(title), 2) / 2])
    rows = []
    for one, own, around in zip(passages, said, np.minimum(beside, 4) / 2, strict=True):
        above = points(one.near + one.outer)
        dense = np.minimum(1, own * DENSE / max(1, len(one.text)))
        length = [min(1, len(one.text) / 300)]
        rows.append(np.concatenate([report, np.minimum(own, 4) / 2, own > 0, dense, np.minimum(above, 2) / 2, around, length]))
    return np.array(rows) * FACTS_SCALE


def _points(text: str) -> np.ndarray:
    """For each theme."""
    total = np.zeros(len(load_themes()))
    for _, number, points, times in find_words(text):
        total[number] += points * (1 + MORE * (min(times, MAX_TIMES) - 1))
    return total


def _marks(likely: np.ndarray, passage: ThemeText, table: Table) -> tuple[ThemeMark, ...]:
    best = [index for index in np.argsort(-likely, kind="stable")[:MOST] if likely[index] >= LEAST]
    words = [("cue", find_words(passage.text), 4), ("heading", find_words(passage.near + passage.outer), 2)] if best else []
    return tuple(
        ThemeMark(load_themes()[index].slug, round(float(likely[index]), 3), _evidence(int(index), words, passage.text, table))
        for index in best
    )


def _evidence(
    column: int, words: Sequence[tuple[str, list[tuple[str, int, float, int]], int]], said: str, table: Table
) -> tuple[Evidence, ...]:
    """The listed words in the passage, else in the headings, else what of its wording speaks most for the theme.

    ``words`` are those of all themes: where they stand, what was found there, how many to name.
    """
    for kind, every, most in words:
        if found := [(word, times) for word, number, _, times in every if number == column]:
            return tuple(Evidence(kind, word, float(times)) for word, times in sorted(found, key=lambda pair: -pair[1])[:most])
    known = (run for run in dict.fromkeys(runs(said)) if len(run) > 1 and run in table.rows)
    weights = {run: float(table.weights[table.rows[run], column]) for run in known}
    telling = sorted((run for run, weight in weights.items() if weight > 0), key=lambda run: -weights[run])[:2]
    return tuple(Evidence("cue", run, round(weights[run], 2)) for run in telling)
