"""Learn the weights of ``analysis/role_model.py`` from annotated reports and write its file: ``make train``.

The same reports give the same file: the solver starts from zero, nothing is drawn by chance, weights
are rounded. Reports in ``fixtures/training`` are only for learning; those in ``fixtures/gold`` too, but
when figures are given (``evaluate``) the reports measured are never among those learned from.
"""
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import hstack

from govreports.analysis import role_model
from govreports.analysis.outline import split_sentences
from govreports.analysis.pipeline import setting_of
from govreports.analysis.records import Heading, Paragraph, Role, Sentence
from govreports.analysis.role_cues import ROLES, Gathered, Setting, gather
from govreports.analysis.role_features import Features, read_features
from govreports.analysis.role_model import SCALE, STEPS, TABLES, Model, step_kinds
from govreports.analysis.run_table import Runs, Table, runs
from govreports.training import crf
from govreports.training.gold import GoldHeading, GoldReport
from govreports.training.matrices import matrix, vocabulary

LEAST_TEXTS = {"runs": 5, "edges": 5, "headings": 3}  # sentences or headings a run must stand in to be known
DIGITS = 2  # of a weight in the file
LEAST_WEIGHT = 0.03  # a run whose every weight is smaller moves nothing; it keeps its rarity, which scales its sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A report ready to learn from: its gathered sentences and their roles."""

    name: str
    setting: Setting
    rows: list[Gathered]
    roles: list[Role]


def example(report: GoldReport) -> Example:
    """Sentences as the program would cut them, places as it would find them."""
    headings, paragraphs, roles, lines, offset = [], [], [], [], 0
    for block in report.blocks:
        if isinstance(block, GoldHeading):
            headings.append(Heading(offset, offset + len(block.text), block.text, block.level))
            lines.append(block.text)
        else:
            sentences: list[Sentence] = []
            start = offset
            for span in block:
                for found in split_sentences(span.text, 0, len(span.text)):
                    sentences.append(Sentence(start + found.start, start + found.end, found.text))
                    roles.append(span.role)
                start += len(span.text)
            paragraphs.append(Paragraph(offset, start, tuple(sentences)))
            lines.append("".join(span.text for span in block))
        offset += len(lines[-1]) + 1
    setting = setting_of(report.title, "\n".join(lines), [heading.text for heading in headings], report.kind)
    return Example(report.name, setting, gather(paragraphs, headings, setting=setting), roles)


def train(examples: Sequence[Example]) -> Model:
    """The model that fits the examples best under the penalty."""
    read = [read_features(one.rows, one.setting) for one in examples]
    wordings = [word for found in read for word in found.wordings]
    headings = [text for found in read for pair in sorted(set(found.headings)) for text in pair if text]
    tables = {
        "runs": vocabulary([text_runs(word.text) for word in wordings], least=LEAST_TEXTS["runs"]),
        "edges": vocabulary([word.edges for word in wordings], least=LEAST_TEXTS["edges"]),
        "headings": vocabulary([text_runs(text) for text in headings], least=LEAST_TEXTS["headings"]),
    }
    names: dict[str, int] = {}
    for known in (known for found in read for known in found.facts):
        for name in known:
            names.setdefault(name, len(names))
    blocks = _blocks(examples, read)
    matrices = [
        matrix([table.vector(counts) for counts in blocks[place]], len(table.rows)) * SCALE[place]
        for kind, table in tables.items() for place in TABLES[kind]
    ]
    facts = [(np.array([names[name] for name in known]), np.array(list(known.values()))) for found in read for known in found.facts]
    matrices.append(matrix(facts, len(names)) * SCALE["facts"])
    answers = [[ROLES.index(role) for role in one.roles] for one in examples]
    fitted = crf.fit(hstack(matrices).tocsr(), [step_kinds(one.rows) for one in examples], answers)

    at, learned = 0, {}
    for place, block in zip((*(place for kind in TABLES for place in TABLES[kind]), "facts"), matrices, strict=True):
        learned[place] = fitted.weights[at : at + block.shape[1]] * SCALE[place]
        at += block.shape[1]
    filled = {
        kind: Table(table.rows, table.rarity, np.hstack([learned[place] for place in TABLES[kind]])) for kind, table in tables.items()
    }
    return Model(filled, Table(names, np.ones(len(names)), learned["facts"]), fitted.constant, fitted.steps)


def _blocks(examples: Sequence[Example], read: Sequence[Features]) -> dict[str, list[Runs]]:
    """For each place where runs are looked for, those of every sentence of all reports in order."""
    blocks: dict[str, list[Runs]] = {place: [] for places in TABLES.values() for place in places}
    once = {text: text_runs(text) for found in read for text in {found.title, *(text for pair in found.headings for text in pair)}}
    for one, found in zip(examples, read, strict=True):
        own = [text_runs(word.text) for word in found.wordings]
        blocks["own"] += own
        blocks["before"] += [Counter(), *own[:-1]]
        blocks["after"] += [*own[1:], Counter()]
        blocks["lead"] += [text_runs(found.leads[row.paragraph.start]) for row in one.rows]
        blocks["edges"] += [word.edges for word in found.wordings]
        blocks["near"] += [once[near] for near, _ in found.headings]
        blocks["outer"] += [once[outer] for _, outer in found.headings]
        blocks["title"] += [once[found.title]] * len(own)
    return blocks


def text_runs(text: str) -> Runs:
    return Counter(runs(text))


def write(model: Model, path: Path = role_model.PATH) -> None:
    """Lines of block, feature and numbers; weights of a run that round to nothing are left out."""
    lines = ["# The learned weights of the roles stage; made by `make train`, read by role_model.py.", f"# roles: {' '.join(ROLES)}"]

    def put(block: str, feature: str, values: Iterable[float]) -> None:
        lines.append(f"{block}\t{feature}\t" + " ".join(f"{value:.{DIGITS}f}" for value in values))

    put("constant", "", model.constant)
    for kind, table in zip(STEPS, model.steps, strict=True):
        for role, values in zip(ROLES, table, strict=True):
            put(f"step {kind}", role, values)
    for name, row in sorted(model.facts.rows.items()):
        put("facts", name, [1, *model.facts.weights[row]])
    for kind, table in model.tables.items():
        for run, row in table.rows.items():
            weights = table.weights[row]
            put(kind, run, [table.rarity[row], *(weights if np.abs(weights).max() >= LEAST_WEIGHT else ())])
    path.write_text("\n".join(lines) + "\n", "utf-8")
