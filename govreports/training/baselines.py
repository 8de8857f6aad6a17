"""Plain ways to tell roles, to measure the real one against: headings alone, cues alone, TF-IDF with a linear model.

Each takes the examples to learn from and gives a function from an example to the role of each of its sentences.
"""
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer

from govreports.analysis.records import Role
from govreports.analysis.role_cues import ROLES, Setting, heading_role
from govreports.training.roles import Example

Teller = Callable[[Example], list[Role]]
COLUMNS = ("sentence", "before", "after", "headings")


def heading_rule(_: Sequence[Example]) -> Teller:
    """The nearest heading that announces a role; context where none does."""

    def tell(one: Example) -> list[Role]:
        nothing = Setting(is_speech=one.setting.is_speech)
        found = [[heading_role(heading.text, nothing) for heading in row.above] for row in one.rows]
        return [next((role for role in line if role), Role.CONTEXT) for line in found]

    return tell


def cue_lexicon(_: Sequence[Example]) -> Teller:
    """The role with the most points of ``role_cues``: cues, headings, subject and place, each sentence for itself."""
    return lambda one: [max(ROLES, key=lambda role: row.points[role]) for row in one.rows]


def linear_model(examples: Sequence[Example]) -> Teller:
    """Logistic regression over TF-IDF of character runs of sentence, neighbours and headings."""
    columns = [
        make_pipeline(FunctionTransformer(_column(name)), TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=3, sublinear_tf=True))
        for name in COLUMNS
    ]
    model = make_pipeline(make_union(*columns), LogisticRegression(C=10, max_iter=300))
    model.fit([text for one in examples for text in _texts(one)], [ROLES.index(role) for one in examples for role in one.roles])
    return lambda one: [ROLES[int(index)] for index in np.asarray(model.predict(_texts(one)))]


def _column(name: str) -> Callable[[list[dict[str, str]]], list[str]]:
    return lambda rows: [row[name] for row in rows]


def _texts(one: Example) -> list[dict[str, str]]:
    texts = ["", *(row.sentence.text for row in one.rows), ""]
    return [
        dict(zip(COLUMNS, (texts[n], texts[n - 1], texts[n + 1], " ".join(heading.text for heading in row.above)), strict=True))
        for n, row in enumerate(one.rows, 1)
    ]


BASELINES = {"heading rule only": heading_rule, "cue lexicon only": cue_lexicon, "TF-IDF with a linear model": linear_model}
