"""Which passages answer a query, by report, with counts. Comes in: ``Wanted`` and a ``Snapshot``; goes out: ``Found``.

Passages with all words come first, then those with at least half of them; the reader is told
where the first kind ends. Only when that would give nothing does any one word do.
"""
import math
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from govreports.search.matching import Match, match_word
from govreports.search.query import Understood
from govreports.search.schema import GROUPS
from govreports.search.snapshot import Snapshot, documents

WHOLE_BONUS = 0.7  # of the score of words that stand together as typed
MANY_BONUS = 0.15  # for each doubling of the passages a report has to offer


@dataclass(frozen=True, slots=True)
class Wanted:
    query: Understood = field(default_factory=Understood)
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)  # group -> values, any of which will do
    report: int | None = None  # only this one
    newest_first: bool = False
    start: int = 0  # reports to skip
    reports: int = 10
    passages: int = 4  # shown of each report


@dataclass(frozen=True, slots=True)
class FoundPassage:
    passage: int  # id
    is_full: bool  # holds all words


@dataclass(frozen=True, slots=True)
class FoundReport:
    report: int  # id
    passages: tuple[FoundPassage, ...]  # the best ones, in reading order
    total: int
    is_full: bool  # has a passage with all words


@dataclass(frozen=True, slots=True)
class Found:
    reports: tuple[FoundReport, ...] = ()
    total_reports: int = 0
    total_passages: int = 0
    full_reports: int = 0
    full_passages: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)  # group -> value -> passages, its own filter left out


def find(snapshot: Snapshot, wanted: Wanted) -> Found:
    words = wanted.query.words
    matches = [match_word(snapshot, word.forms) for word in words]
    wholes = [match_word(snapshot, (whole,)) for whole in wanted.query.wholes]
    required = [match.anywhere for match, word in zip(matches, words, strict=True) if word.is_quoted]
    narrow = _filters(snapshot, wanted)
    within = reduce(and_, narrow.values(), snapshot.everything)
    listed = _listed(snapshot, matches, required, within)
    full = reduce(and_, (match.anywhere for match in matches), listed)
    counts = {name: _counts(snapshot, name, listed, narrow) for name in GROUPS}
    shown = _by_report(snapshot, listed & within, full & within, matches, wholes, wanted)
    return Found(
        reports=tuple(_best(snapshot, rows, wanted) for rows in shown[wanted.start:wanted.start + wanted.reports]),
        total_reports=len(shown),
        total_passages=(listed & within).bit_count(),
        full_reports=sum(rows.is_full for rows in shown),
        full_passages=(full & within).bit_count(),
        counts=counts,
    )


def _filters(snapshot: Snapshot, wanted: Wanted) -> dict[str, int]:
    narrow = {name: reduce(or_, (snapshot.group(name).get(value, 0) for value in values), 0)
              for name, values in wanted.filters.items() if values}
    if wanted.report is not None:
        narrow["report"] = snapshot.of_report(wanted.report)
    return narrow


def _listed(snapshot: Snapshot, matches: list[Match], required: list[int], within: int) -> int:
    """The widest demand that leaves something: half of the words with all quotations, down to any word."""
    if not matches:
        return snapshot.everything
    own = reduce(or_, (match.own for match in matches))
    at_least = _holding(matches, own)
    quoted = reduce(and_, required, own)
    half = at_least[(len(matches) + 1) // 2]
    for listed in (half & quoted, own & quoted, half):
        if listed & within:
            return listed
    return own


def _holding(matches: list[Match], own: int) -> list[int]:
    """At index n the documents, among ``own``, that hold at least n of the words."""
    at_least = [own] + [0] * len(matches)
    for match in matches:
        for number in range(len(matches), 0, -1):
            at_least[number] |= at_least[number - 1] & match.anywhere
    return at_least


def _counts(snapshot: Snapshot, name: str, listed: int, narrow: dict[str, int]) -> dict[str, int]:
    others = reduce(and_, (found for group, found in narrow.items() if group != name), listed)
    counted = {value: (found & others).bit_count() for value, found in snapshot.group(name).items()}
    return {value: count for value, count in counted.items() if count}


@dataclass(slots=True)
class _Rows:
    """The passages of one report: (is full, score, document)."""

    report: int
    rows: list[tuple[bool, float, int]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return any(row[0] for row in self.rows)

    def rank(self) -> float:
        return max(score for _, score, _ in self.rows) * (1 + MANY_BONUS * math.log2(len(self.rows)))


def _by_report(snapshot: Snapshot, listed: int, full: int, matches: list[Match], wholes: list[Match], wanted: Wanted) -> list[_Rows]:
    fully, reports = set(documents(full)), {}
    for document in documents(listed):
        score = sum(match.scores.get(document, 0) for match in matches)
        score += WHOLE_BONUS * sum(match.scores.get(document, 0) for match in wholes)
        report = snapshot.report[document]
        if report not in reports:
            reports[report] = _Rows(report)
        reports[report].rows.append((document in fully, score, document))
    by_date = wanted.newest_first or not matches
    return sorted(reports.values(), key=lambda rows: _order(snapshot, rows, by_date=by_date))


def _order(snapshot: Snapshot, rows: _Rows, *, by_date: bool) -> tuple[float, ...]:
    date = -snapshot.date[rows.rows[0][2]]
    return (not rows.is_full, date, -rows.report) if by_date else (not rows.is_full, -rows.rank(), date, -rows.report)


def _best(snapshot: Snapshot, rows: _Rows, wanted: Wanted) -> FoundReport:
    best = sorted(rows.rows, key=lambda row: (not row[0], -row[1], snapshot.number[row[2]]))[:wanted.passages]
    best.sort(key=lambda row: snapshot.number[row[2]])
    passages = tuple(FoundPassage(snapshot.passage[document], is_full) for is_full, _, document in best)
    return FoundReport(rows.report, passages, len(rows.rows), rows.is_full)

