"""The roles stage: what each sentence tells the reader, with a score and what speaks for it.

``role_cues`` gathers what speaks for each role in words a person understands, ``role_features`` what the
learned model looks at besides; ``role_model`` weighs it all for the whole report at once, so that a
sentence without a cue follows its neighbours.
"""
from collections.abc import Sequence

import numpy as np

from .records import Evidence, Heading, Paragraph, Role, RoleMark
from .role_cues import ROLES, Gathered, Setting, gather
from .role_features import read_features
from .role_model import Model, load_model, probabilities, step_kinds

__all__ = ["Setting", "mark_roles"]
MOST_EVIDENCE = 4
# Log odds that a gathered point adds to what was learned. It helps documents unlike those learned from (real ones from 0.910
# to 0.912 of characters) and costs next to nothing on the others; 0.1 and more cost up to half a point.
POINTS_SHARE = 0.05


def mark_roles(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading], *, setting: Setting, model: Model | None = None
) -> list[list[RoleMark]]:
    """The role of every sentence, paragraph by paragraph in the order given; its score is how likely it is."""
    rows = gather(paragraphs, headings, setting=setting)
    if not rows:
        return [[] for _ in paragraphs]
    likely = tell(rows, model or load_model(), setting)
    marks = iter([_mark(ROLES[int(line.argmax())], float(line.max()), row) for line, row in zip(likely, rows, strict=True)])
    return [[next(marks) for _ in paragraph.sentences] for paragraph in paragraphs]


def tell(rows: Sequence[Gathered], model: Model, setting: Setting) -> np.ndarray:
    """How likely each role of each sentence is: sentences by ``ROLES``."""
    points = np.array([[row.points[role] for role in ROLES] for row in rows])
    scores = model.scores(read_features(rows, setting), rows) + POINTS_SHARE * points
    return probabilities(scores, model.steps, step_kinds(rows))


def _mark(role: Role, score: float, row: Gathered) -> RoleMark:
    spoke = tuple(sorted((evidence for r, evidence in row.evidence if r is role), key=lambda e: -e.weight)[:MOST_EVIDENCE])
    return RoleMark(role, round(score, 3), spoke or (Evidence("neighbour", "行文和前后文", 0.0),))
