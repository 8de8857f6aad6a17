"""Join sentences of one role into passages, at the items of an inline list a new one each."""
import re
from collections.abc import Iterator, Sequence

from .records import Paragraph, Role, RoleMark, Sentence

ITEM = re.compile(r"^[“（(]?(?:第?[一二三四五六七八九十]{1,2}(?:是|要|[，、：,])|[①-⑳]|其[一二三四五]|首先|其次|再次|一方面|另一方面)")
MIN_SPLIT = 120  # characters of a run of one role before an item starts a passage of its own

Run = list[tuple[Sentence, RoleMark]]


def join_sentences(paragraph: Paragraph, marks: Sequence[RoleMark]) -> Iterator[tuple[int, int, Role, float, tuple]]:
    """(start, end, role, score, evidence) of each passage; joined they are the paragraph.

    The score is the mean over its sentences, weighted by length; the evidence that of its clearest sentence.
    """
    run: Run = []
    total = paragraph.end - paragraph.start
    for sentence, mark in zip(paragraph.sentences, marks, strict=True):
        if run and (mark.role is not run[-1][1].role or (total > MIN_SPLIT and ITEM.match(sentence.text))):
            yield _passage(run)
            run = []
        run.append((sentence, mark))
    if run:
        yield _passage(run)


def _passage(run: Run) -> tuple[int, int, Role, float, tuple]:
    length = sum(len(sentence.text) for sentence, _ in run)
    score = sum(mark.score * len(sentence.text) for sentence, mark in run) / length
    clearest = max((mark for _, mark in run), key=lambda mark: mark.score)
    return run[0][0].start, run[-1][0].end, run[0][1].role, round(score, 3), clearest.evidence
