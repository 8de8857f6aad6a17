"""Learn where glued headings end, from annotated reports, and write ``lexicon/glue_model.tsv``: ``make train``.

Every annotated heading with the paragraph below it is an example; so is every heading with other paragraphs
of its report, every numbered paragraph with a run-in lead, of which no part is a heading, and a share of all sentences.
"""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from govreports.analysis import glue_model
from govreports.analysis.glue_model import LONGEST, Usage, facts, places_to_cut, usage_of, word_boundaries
from govreports.analysis.numbering import read_number
from govreports.analysis.outline import split_sentences
from govreports.training.gold import GoldHeading, GoldReport

OTHERS = 3  # other paragraphs of the report put under each heading
LEAST_TEXT = 40  # characters of a paragraph put under a heading
SENTENCES = 0.3  # share of the sentences of a report that are examples of no heading
LEAST_LEAD = 60  # characters of a numbered paragraph that is an example of no heading
STRENGTH, LEAST_WEIGHT, DIGITS = 2.0, 0.3, 2  # weaker weights change nothing in cross-validation, and leave a third of the file


@dataclass(frozen=True, slots=True)
class Example:
    """A glued text; ``end`` is where its heading ends, None where it has none."""

    name: str
    text: str
    skip: int
    end: int | None
    usage: Usage
    is_real: bool = True


def examples(report: GoldReport, *, seed: int = 1) -> Iterator[Example]:
    random = Random(f"{seed} {report.name}")
    texts = [block.text if isinstance(block, GoldHeading) else "".join(span.text for span in block) for block in report.blocks]
    usage = usage_of("".join(texts), report.title)
    pairs = zip(texts, report.blocks, strict=True)
    paragraphs = [text for text, block in pairs if not isinstance(block, GoldHeading) and len(text) > LEAST_TEXT]
    for number, (text, block) in enumerate(zip(texts, report.blocks, strict=True)):
        mark = read_number(text)
        skip = mark.length if mark else 0
        if not isinstance(block, GoldHeading):
            if mark and len(text) >= LEAST_LEAD:
                yield Example(report.name, text, skip, None, usage)
            starts = [sentence.start for sentence in split_sentences(text, 0, len(text)) if sentence.start or not mark]
            for start in starts:
                if random.random() < SENTENCES:
                    yield Example(report.name, text[start:], 0, None, usage, is_real=False)
        elif number + 1 < len(texts) and not isinstance(report.blocks[number + 1], GoldHeading):
            yield Example(report.name, text + texts[number + 1], skip, len(text), usage)
            for other in random.sample(paragraphs, min(OTHERS, len(paragraphs))):
                yield Example(report.name, text + other, skip, len(text), usage, is_real=False)


def train(found: Sequence[Example]) -> dict[str, float]:
    """Fact -> weight, small ones left out. Nothing is drawn by chance."""
    rows, answers = [], []
    for one in found:
        text = one.text[: one.skip + LONGEST + 40]
        cuts = word_boundaries(text[: one.skip + LONGEST + 24])
        for at in places_to_cut(text, one.skip):
            rows.append(facts(text, one.skip, at, cuts, one.usage))
            answers.append(at == one.end)
    table = DictVectorizer()
    fitted = LogisticRegression(C=STRENGTH, max_iter=400).fit(table.fit_transform(rows), answers)
    weights = {"constant": float(fitted.intercept_[0])} | dict(zip(table.get_feature_names_out(), map(float, fitted.coef_[0]), strict=True))
    return {name: weight for name, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}


def write(weights: dict[str, float]) -> None:
    lines = ["# The learned weights of glue_model.py; made by `make train`.", "# fact\tweight"]
    lines += [f"{name}\t{weight:.{DIGITS}f}" for name, weight in weights.items() if "\n" not in name and "\t" not in name]
    glue_model.PATH.write_text("\n".join(lines) + "\n", "utf-8")


def cross_validate(reports: Sequence[GoldReport], extra: Sequence[GoldReport] = (), *, folds: int = 5) -> None:
    """Print how many glued headings are cut where they end, by a model that never saw their report."""
    known = glue_model.load_model
    right = asked = kept = left_alone = 0
    more = [one for report in extra for one in examples(report)]
    try:
        for fold in range(folds):
            weights = train([one for n, report in enumerate(reports) if n % folds != fold for one in examples(report)] + more)
            glue_model.load_model = lambda weights=weights: weights
            for report in reports[fold::folds]:
                real = [one for one in examples(report) if one.is_real]
                for family in {_family(one) for one in real}:
                    group = [one for one in real if _family(one) == family]
                    found = glue_model.choose([one.text for one in group], [one.skip for one in group], group[0].usage)
                    for one, choice in zip(group, found, strict=True):
                        if one.end is None:
                            left_alone += 1
                            kept += choice is None or choice.score < 0
                        else:
                            asked += 1
                            right += choice is not None and choice.at == one.end
    finally:
        glue_model.load_model = known
    print(f"glued headings cut right {right}/{asked} = {right / asked:.3f}; run-in leads below zero {kept}/{left_alone}")


def _family(one: Example) -> str:
    mark = read_number(one.text)
    return mark.family if mark else ""
