"""The roles stage: what each sentence tells the reader, with a score and what speaks for it.

``role_cues`` gathers what speaks for each role, ``role_model`` weighs it together with the wording as
learned from annotated reports; the best row of roles for the whole report is decoded at once, so that
a sentence without a cue follows its neighbours.
"""
from collections.abc import Sequence

import numpy as np

from .records import Evidence, Heading, Paragraph, Role, RoleMark
from .role_cues import ROLES, Gathered, Setting, gather
from .role_model import Model, load_model

__all__ = ["Setting", "mark_roles"]
MOST_EVIDENCE = 4
# How much the gathered points count beside what was learned, and the points that make odds of e: tried by
# cross-validation. More helps documents unlike those learned from, and costs on those like them.
POINTS_SHARE, POINTS_UNIT = 0.15, 1.5
HOST_ACTS = 4.0  # taken from action where a host is the subject: what hosts do is no duty at home


def mark_roles(paragraphs: Sequence[Paragraph], headings: Sequence[Heading], *, setting: Setting) -> list[list[RoleMark]]:
    """The role of every sentence, paragraph by paragraph in the order given."""
    rows = gather(paragraphs, headings, setting=setting)
    if not rows:
        return [[] for _ in paragraphs]
    model = load_model()
    scores = score(rows, model, setting)
    chosen = decode(scores, model.steps, [row.number == 0 for row in rows])
    marks = iter([_mark(ROLES[index], float(np.exp(line[index])), row) for index, line, row in zip(chosen, scores, rows, strict=True)])
    return [[next(marks) for _ in paragraph.sentences] for paragraph in paragraphs]


def score(rows: Sequence[Gathered], model: Model, setting: Setting) -> np.ndarray:
    """Log probabilities, sentences by roles: what was learned together with the gathered points."""
    points = np.array([[row.points[role] for role in ROLES] for row in rows]) / POINTS_UNIT
    scores = model.log_probabilities(rows, setting) + POINTS_SHARE * _normal(points)
    scores[[row.host_is_subject for row in rows], ROLES.index(Role.ACTION)] -= HOST_ACTS
    return _normal(scores)


def _normal(scores: np.ndarray) -> np.ndarray:
    """Scaled so that the probabilities of each line sum to one."""
    return scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)


def decode(scores: np.ndarray, steps: np.ndarray, opens: Sequence[bool]) -> list[int]:
    """The row of roles with the highest sum (Viterbi).

    ``scores`` is sentences by roles; ``steps`` is two tables, role before by role, for a sentence that
    goes on in its paragraph and for one that opens it; ``opens`` says which it is.
    """
    best, back = scores[0], []
    for line, is_open in zip(scores[1:], opens[1:], strict=True):
        sums = best[:, None] + steps[int(is_open)]
        back.append(sums.argmax(axis=0))
        best = sums.max(axis=0) + line
    chosen = [int(best.argmax())]
    for before in reversed(back):
        chosen.append(int(before[chosen[-1]]))
    return chosen[::-1]


def _mark(role: Role, score: float, row: Gathered) -> RoleMark:
    spoke = tuple(sorted((evidence for r, evidence in row.evidence if r is role), key=lambda e: -e.weight)[:MOST_EVIDENCE])
    return RoleMark(role, round(score, 3), spoke or (Evidence("neighbour", "行文和前后文", 0.0),))
