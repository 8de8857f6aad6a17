"""Learn the weights of ``analysis/role_model.py`` from annotated reports and write its file: ``make train``.

The same reports give the same file: the solver starts from zero, nothing is drawn by chance, weights
are rounded. Reports in ``fixtures/training`` are only for learning; those in ``fixtures/gold`` too, but
when figures are given (``evaluate``) the reports measured are never among those learned from.
"""
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from govreports.analysis import role_model
from govreports.analysis.outline import split_sentences
from govreports.analysis.pipeline import setting_of
from govreports.analysis.records import Heading, Paragraph, Role, Sentence
from govreports.analysis.role_cues import ROLES, Gathered, Setting, gather
from govreports.analysis.role_model import HEADING_BLOCKS, LEAD, SENTENCE_BLOCKS, Model, Table, facts, heading_texts, neutral, runs
from govreports.training.gold import GoldHeading, GoldReport

LEAST_SENTENCES = 5  # sentences a run must stand in to be known
SCALE = {"own": 1.0, "before": 0.4, "after": 0.4, "lead": 0.4, "near": 0.6, "outer": 0.3, "facts": 0.3}  # tried by cross-validation
STRENGTH = 10.0  # inverse of the penalty on large weights
STEP_SHARE = 0.1  # how much of the observed log odds of role after role counts; neighbours' wording says most of it
DIGITS = 3  # of a weight in the file
LEAST_WEIGHT = 0.04  # a run whose every weight is smaller moves nothing; it keeps its rarity, which scales its sentence


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
    rows = [(one, number) for one in examples for number in range(len(one.rows))]
    texts = [neutral(one.rows[number].sentence.text, one.setting) for one, number in rows]
    sentence_table = _vocabulary(texts, SENTENCE_BLOCKS)
    heads = [heading_texts(one.rows[number], one.setting) for one, number in rows]
    heading_table = _vocabulary([head for pair in sorted(set(heads)) for head in pair if head], HEADING_BLOCKS)
    names: dict[str, int] = {}
    known = [facts(one.rows, number, one.setting) for one, number in rows]
    for each in known:
        for name in each:
            names.setdefault(name, len(names))

    own = [sentence_table.vector(text) for text in texts]
    nothing = (np.zeros(0, np.int64), np.zeros(0))
    before = [own[i - 1] if number else nothing for i, (_, number) in enumerate(rows)]
    after = [own[i + 1] if number + 1 < len(one.rows) else nothing for i, (one, number) in enumerate(rows)]
    lead = [sentence_table.vector(neutral(one.rows[n].paragraph.sentences[0].text, one.setting)[:LEAD]) for one, n in rows]
    blocks = {"own": own, "before": before, "after": after, "lead": lead}
    matrices = [_matrix(blocks[name], len(sentence_table.rows)) * SCALE[name] for name in SENTENCE_BLOCKS]
    for index, name in enumerate(HEADING_BLOCKS):
        matrices.append(_matrix([heading_table.vector(pair[index]) for pair in heads], len(heading_table.rows)) * SCALE[name])
    vectors = [(np.array([names[n] for n in each]), np.array(list(each.values()))) for each in known]
    matrices.append(_matrix(vectors, len(names)) * SCALE["facts"])

    answers = [ROLES.index(role) for one in examples for role in one.roles]
    weights = np.array([len(one.rows[number].sentence.text) ** 0.5 for one, number in rows])
    fitted = LogisticRegression(C=STRENGTH, max_iter=300).fit(hstack(matrices).tocsr(), answers, sample_weight=weights / weights.mean())

    at, learned = 0, {}
    for name, matrix in zip((*SENTENCE_BLOCKS, *HEADING_BLOCKS, "facts"), matrices, strict=True):
        learned[name] = fitted.coef_[:, at : at + matrix.shape[1]].T * SCALE[name]
        at += matrix.shape[1]
    return Model(
        Table(sentence_table.rows, sentence_table.rarity, {name: learned[name] for name in SENTENCE_BLOCKS}),
        Table(heading_table.rows, heading_table.rarity, {name: learned[name] for name in HEADING_BLOCKS}),
        {name: learned["facts"][row] for name, row in names.items()},
        fitted.intercept_,
        _steps(examples),
    )


def _vocabulary(texts: Sequence[str], names: Sequence[str]) -> Table:
    """Runs that stand in enough texts, with their rarity ln((1 + n) / (1 + texts with it)) + 1."""
    counts = Counter(run for text in texts for run in set(runs(text)))
    kept = sorted(run for run, times in counts.items() if times >= LEAST_SENTENCES and not re.search(r"[\t\n]", run))
    rarity = np.array([np.log((1 + len(texts)) / (1 + counts[run])) + 1 for run in kept])
    return Table({run: number for number, run in enumerate(kept)}, rarity, dict.fromkeys(names, np.zeros((0, 0))))


def _matrix(vectors: Iterable[tuple[np.ndarray, np.ndarray]], width: int) -> csr_matrix:
    vectors = list(vectors)
    ends = np.cumsum([0, *(len(rows) for rows, _ in vectors)])
    return csr_matrix((np.concatenate([v for _, v in vectors]), np.concatenate([r for r, _ in vectors]), ends), (len(vectors), width))


def _steps(examples: Sequence[Example]) -> np.ndarray:
    counts = np.ones((2, len(ROLES), len(ROLES)))
    for one in examples:
        for number in range(1, len(one.roles)):
            counts[int(one.rows[number].number == 0), ROLES.index(one.roles[number - 1]), ROLES.index(one.roles[number])] += 1
    share = counts.sum(axis=1, keepdims=True) / counts.sum(axis=(1, 2), keepdims=True)
    return STEP_SHARE * (np.log(counts / counts.sum(axis=2, keepdims=True)) - np.log(share))


def write(model: Model, path: Path = role_model.PATH) -> None:
    """Lines of block, feature and four weights, tab between; weights that round to nothing are left out."""
    lines = ["# The learned weights of the roles stage; made by `make train`, read by role_model.py."]
    lines.append("# block\tfeature\t" + "\t".join(ROLES))

    def put(block: str, feature: str, values: Iterable[float]) -> None:
        lines.append("\t".join([block, feature, *(f"{value:.{DIGITS}f}" for value in values)]))

    put("constant", "", model.constant)
    for kind, table in zip(("within", "opening"), model.steps, strict=True):
        for role, values in zip(ROLES, table, strict=True):
            put(f"step {kind}", role, values)
    for name, values in sorted(model.facts.items()):
        put("facts", name, values)
    for rarity, table in (("rarity", model.sentences), ("heading rarity", model.headings)):
        weighty = {run for run, row in table.rows.items() if any(np.abs(w[row]).max() >= LEAST_WEIGHT for w in table.weights.values())}
        for run, row in table.rows.items():
            put(rarity, run, [table.rarity[row]])
        for name, weights in table.weights.items():
            for run, row in table.rows.items():
                if run in weighty and np.abs(weights[row]).max() >= LEAST_WEIGHT:
                    put(name, run, weights[row])
    path.write_text("\n".join(lines) + "\n", "utf-8")
