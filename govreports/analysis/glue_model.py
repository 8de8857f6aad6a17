"""Where a heading that is glued to its text ends: every place inside the first sentence is weighed.

The weights are learned from annotated reports (``govreports/training/glue.py``) and kept as text in
``lexicon/glue_model.tsv``. A fact is a name and a number; the score of a place is the sum of weight times
number. What is looked at: the characters and words on both sides, the length and clauses of the heading
that would result, whether its text takes up its topic, and how the report uses the same words elsewhere.
"""
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path

from . import words
from .lexicon import load_list

PATH = Path(__file__).parent / "lexicon" / "glue_model.tsv"
LONGEST = 42  # characters of a glued heading; the longest of 1,300 annotated ones has 40
NO_END_AFTER, NO_START_BEFORE = "，、（“—·《", "，、：；。）”》！？…"  # a heading may end in a colon
SENTENCE = re.compile(r"[。！？；]”?")
CLAUSES, TOPIC, MARK = re.compile("[，：]"), re.compile("[：，“]"), re.compile("[，。；：！？、]")
PLACE = re.compile(r"[一-鿿]{2,3}[省市县区镇乡村州](?![长委里级场])")
TIME = re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|[一二三四五六七八九十]{1,3}年前")
WENT_TO = re.compile(r"赴(.{2,30}?)(?:考察|学习|调研|参观|取经|开展)")
# What brothers in number that end alike add to the score of a place, tried by cross-validation.
SAME_LENGTH, LIKE_LENGTH, SAME_LAST = 1.6, 0.8, 1.5
LEAST_SHARE = 0.05  # of a brother's score that counts


@dataclass(frozen=True, slots=True)
class Usage:
    """How a report uses its words: pairs of characters, what opens its sentences, the places in its title."""

    pairs: Counter[str]
    openings: Counter[str]
    places: tuple[str, ...]


def usage_of(text: str, title: str) -> Usage:
    openings = Counter[str]()
    for match in SENTENCE.finditer(text):
        openings.update((text[match.end() : match.end() + 1], text[match.end() : match.end() + 2]))
    went = WENT_TO.search(title)
    places = tuple(name[:2] for name in re.split("[、和及与，]", went.group(1)) if len(name) > 1) if went else ()
    return Usage(Counter(text[i : i + 2] for i in range(len(text) - 1)), openings, places)


def places_to_cut(text: str, skip: int) -> list[int]:
    """Offsets at which the heading may end; ``skip`` is the length of its number."""
    stop = re.search(r"[。；！…]", text[skip:])
    limit = min(skip + LONGEST, skip + stop.start() if stop else len(text))
    found, depth = [], 0
    for at in range(skip + 1, limit):
        before, after = text[at - 1], text[at]
        depth += (before in "“《（") - (before in "”》）")
        is_inside = before.isascii() and before.isalnum() and after.isdigit()  # of a figure or a name: 5G2023
        if depth == 0 and before not in NO_END_AFTER and after not in NO_START_BEFORE and not is_inside:
            found.append(at)
    return found


def facts(text: str, skip: int, at: int, cuts: dict[int, tuple[str, str]], usage: Usage) -> dict[str, float]:
    """What speaks for and against a heading that ends at ``at``; ``cuts`` are the words on both sides of each word boundary."""
    known, frequency = load_words(), words.load_tokenizer().FREQ
    head, rest = text[skip:at], text[at : at + 40]
    clauses = CLAUSES.split(head)
    mark = MARK.search(rest)
    topic = TOPIC.split(head, 1)[0]
    start = known.text_start.match(rest).group()
    found = {
        f"ends {head[-1]}": 1.0, f"ends {head[-2:]}": 1.0, f"ends {head[-3:]}": 1.0,
        f"starts {rest[0]}": 1.0, f"starts {rest[:2]}": 1.0, f"starts {rest[:3]}": 1.0,
        f"length {min(len(head) // 2, 18)}": 1.0, f"clauses {min(len(clauses), 4)}": 1.0, f"last clause {min(len(clauses[-1]), 14)}": 1.0,
        f"next mark after {min((mark.start() if mark else 40) // 2, 12)}": 1.0, f"next mark {mark.group() if mark else ''}": 1.0,
        "a word across": min(1.0, frequency.get(head[-1] + rest[0], 0) / 1000),
        "a long word across": float(bool(frequency.get(head[-2:] + rest[0], 0))) + float(bool(frequency.get(head[-1] + rest[:2], 0))),
        "pair across, elsewhere": min(3.0, usage.pairs[head[-1] + rest[0]] - 1.0),
        "opens a sentence elsewhere": min(2.0, usage.openings[rest[:2]]),
        "its character opens sentences": min(4, usage.openings[rest[0]]) / 4,
        "first pair, elsewhere": min(3, usage.pairs[rest[:2]] - 1) / 3,
        "last pair, elsewhere": min(3, usage.pairs[head[-2:]] - 1) / 3,
        "takes up a word": float(rest[:2] in head),
        "takes up the topic": float(rest[:2] in topic),
        "takes up the end of the topic": float(rest[:2] == topic[-2:]),
        "digit": float(rest[0].isdigit()), "place of the title": float(rest.startswith(usage.places)),
        "place": float(bool(PLACE.match(rest))), "time": float(bool(TIME.match(rest))),
        "heading noun": float(head.endswith(known.heading_ends)),
        "measure noun": float(head.endswith(known.measure_ends)),
        "complement": float(head.endswith(known.complements)), f"known start {min(len(start), 3)}": 1.0,
    }
    if len(clauses) > 1:
        found[f"uneven clauses {min(abs(len(clauses[-1]) - len(clauses[-2])), 5)}"] = 1.0
    if at in cuts:
        found |= {"word boundary": 1.0, f"last word {cuts[at][0]}": 1.0, f"first word {cuts[at][1]}": 1.0}
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``lexicon/outline.toml``, ready to be matched."""

    heading_ends: tuple[str, ...]
    measure_ends: tuple[str, ...]
    complements: tuple[str, ...]
    text_start: re.Pattern[str]  # the longest that begins a text, or nothing


@cache
def load_words() -> Words:
    """Cached for the process."""
    known = load_list("outline")
    starts = "|".join(map(re.escape, sorted(known["text_starts"], key=len, reverse=True)))
    return Words(tuple(known["heading_ends"]), tuple(known["measure_ends"]), tuple(known["complements"]), re.compile(f"(?:{starts})?"))


def word_boundaries(text: str) -> dict[int, tuple[str, str]]:
    """Offset of each boundary of two words and the words beside it."""
    return {right[1]: (left[0], right[0]) for left, right in pairwise(words.cut_with_offsets(text))}


@cache
def load_model() -> dict[str, float]:
    """Fact -> weight; cached for the process."""
    rows = (line.rsplit("\t", 1) for line in PATH.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


@dataclass(frozen=True, slots=True)
class Choice:
    """A place where a heading may end, and what speaks for it."""

    at: int
    score: float


def weigh(text: str, skip: int, usage: Usage) -> list[Choice]:
    """Every place where the heading at the start of a text may end, in order."""
    model = load_model()
    text = text[: skip + LONGEST + 40]
    cuts = word_boundaries(text[: skip + LONGEST + 24])
    constant = model.get("constant", 0.0)
    return [
        Choice(at, constant + sum(model.get(name, 0.0) * value for name, value in facts(text, skip, at, cuts, usage).items()))
        for at in places_to_cut(text, skip)
    ]


def choose(texts: Sequence[str], skips: Sequence[int], usage: Usage) -> list[Choice | None]:
    """The best place of each glued heading; brothers of one family speak for ends like theirs. None where there is no place."""
    rows = [weigh(text, skip, usage) for text, skip in zip(texts, skips, strict=True)]
    shapes = [
        [(Shape(choice.at - skip, text[choice.at - 1]), share) for choice, share in zip(row, _shares(row), strict=True)]
        for row, text, skip in zip(rows, texts, skips, strict=True)
    ]
    chosen: list[Choice | None] = []
    for number, row in enumerate(rows):
        others = [pair for n, pairs in enumerate(shapes) if n != number for pair in pairs if pair[1] > LEAST_SHARE]
        pairs = zip(row, shapes[number], strict=True)
        raised = [Choice(choice.at, choice.score + _likeness(shape, others)) for choice, (shape, _) in pairs]
        chosen.append(max(raised, key=lambda choice: choice.score, default=None))
    return chosen


@dataclass(frozen=True, slots=True)
class Shape:
    """What brothers in number have in common: how long a heading is, and its last character."""

    length: int
    last: str


def _likeness(shape: Shape, others: Sequence[tuple[Shape, float]]) -> float:
    """What the likely ends of the brothers add to one place."""
    total = sum(share for _, share in others)
    return sum(
        share / total * (SAME_LENGTH * (shape.length == other.length) + LIKE_LENGTH * (abs(shape.length - other.length) <= 2)
                         + SAME_LAST * (shape.last == other.last))
        for other, share in others
    )


def _shares(row: Sequence[Choice]) -> list[float]:
    """Scores as shares of one."""
    if not row:
        return []
    top = max(choice.score for choice in row)
    powers = [exp(choice.score - top) for choice in row]
    return [power / sum(powers) for power in powers]
