"""Which passages answer a query, by report, with counts. Comes in: ``Wanted`` and a ``Snapshot``; goes out: ``Found``.

Passages with all words come first, then those with the rarest and most of them; the reader is told
where the first kind ends. Only when that would give nothing does any one word do.
"""
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from govreports.search.index.snapshot import Snapshot
from govreports.search.matching import match_word
from govreports.search.nearness import SCOPES
from govreports.search.query import Understood
from govreports.search.schema import GROUPS

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
    passages: tuple[FoundPassage, ...]  # the best ones, the best first
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
    narrow = _filters(snapshot, wanted)
    within = _meet(narrow.values(), snapshot.live)
    listed, full, scores = _answer(snapshot, wanted.query, within)
    ids = np.flatnonzero(listed & within)
    rows = _by_report(snapshot, ids, full[ids], scores[ids], by_date=wanted.newest_first or not wanted.query.words)
    shown = range(wanted.start, min(wanted.start + wanted.reports, len(rows.reports)))
    return Found(
        reports=tuple(_best(snapshot, rows, number, wanted.passages) for number in shown),
        total_reports=len(rows.reports), total_passages=len(ids),
        full_reports=int(rows.is_full.sum()), full_passages=int(full[ids].sum()),
        counts={name: _counts(snapshot, name, listed, narrow) for name in GROUPS},
    )


def _filters(snapshot: Snapshot, wanted: Wanted) -> dict[str, np.ndarray]:
    """Group -> mask of the documents that have one of the values asked for."""
    asked = {name: values for name, values in wanted.filters.items() if values}
    if wanted.report is not None:
        asked["of_report"] = (str(wanted.report),)
    return {name: _having(snapshot, name, values) for name, values in asked.items()}


def _having(snapshot: Snapshot, name: str, values: tuple[str, ...]) -> np.ndarray:
    mask = np.zeros(snapshot.size, bool)
    for value in values:
        mask[snapshot.term(name, value).ids] = True
    return mask


def _meet(masks: object, everything: np.ndarray) -> np.ndarray:
    found = everything
    for mask in masks:
        found = found & mask
    return found


def _answer(snapshot: Snapshot, query: Understood, within: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Masks of what is listed and of what holds all words, and scores of all documents."""
    scores = np.zeros(snapshot.size, np.float32)
    allowed = _allowed(snapshot, query)
    if not query.words:
        return allowed, allowed, scores
    matches = [match_word(snapshot, word.forms, word.synonyms) for word in query.words]
    held, own = np.zeros(snapshot.size, np.int8), np.zeros(snapshot.size, bool)
    for match in matches:
        scores[match.ids] += match.scores
        held[match.ids] += 1
        own[match.ids[match.own]] = True
    for whole in query.wholes:
        match = match_word(snapshot, (whole,))
        scores[match.ids] += np.float32(WHOLE_BONUS) * match.scores
    own &= allowed
    required = own
    for match, word in zip(matches, query.words, strict=True):
        if word.is_required:
            required = required & snapshot.mask(match.ids)
    if query.narrowing.within:
        listed = own & SCOPES[query.narrowing.within](snapshot, query.words)
        return listed, listed, scores
    listed = _listed(held, own, required, within, len(matches))
    return listed, listed & (held == len(matches)), scores


def _allowed(snapshot: Snapshot, query: Understood) -> np.ndarray:
    """Passages without the words that must not be there."""
    allowed = snapshot.live
    for word in query.excluded:
        match = match_word(snapshot, word.forms, word.synonyms)
        allowed = allowed & ~snapshot.mask(match.ids[match.own])
    return allowed


def _listed(held: np.ndarray, own: np.ndarray, required: np.ndarray, within: np.ndarray, words: int) -> np.ndarray:
    """The widest demand that leaves something: half of the words with all that is required, down to any word."""
    half = own & (held >= (words + 1) // 2)
    for listed in (half & required, own & required, half):
        if (listed & within).any():
            return listed
    return own


def _counts(snapshot: Snapshot, name: str, listed: np.ndarray, narrow: dict[str, np.ndarray]) -> dict[str, int]:
    return snapshot.values(name).count(_meet((mask for group, mask in narrow.items() if group != name), listed))


class _Rows(NamedTuple):
    """Documents found, those of a report together, and the reports in the order shown."""

    ids: np.ndarray
    scores: np.ndarray
    full: np.ndarray
    begins: np.ndarray  # of each report among them
    ends: np.ndarray
    reports: np.ndarray  # ids
    is_full: np.ndarray  # of each report


def _by_report(snapshot: Snapshot, ids: np.ndarray, full: np.ndarray, scores: np.ndarray, *, by_date: bool) -> _Rows:
    report = snapshot.column("report", "Q")[ids].astype(np.int64)
    if len(ids) and not (np.diff(report) >= 0).all():
        order = np.argsort(report, kind="stable")
        ids, full, scores, report = ids[order], full[order], scores[order], report[order]
    begins = np.flatnonzero(np.concatenate(([True], report[1:] != report[:-1]))) if len(ids) else np.empty(0, np.int64)
    ends = np.append(begins[1:], len(ids))
    if not len(ids):
        return _Rows(ids, scores, full, begins, ends[:0], report, full)
    is_full = np.logical_or.reduceat(full, begins)
    rank = np.maximum.reduceat(scores, begins) * (1 + MANY_BONUS * np.log2(ends - begins))
    date, reports = snapshot.column("date", "Q")[ids[begins]].astype(np.int64), report[begins]
    order = np.lexsort((-reports, -date, ~is_full) if by_date else (-reports, -date, -rank, ~is_full))
    return _Rows(ids, scores, full, begins[order], ends[order], reports[order], is_full[order])


def _best(snapshot: Snapshot, rows: _Rows, number: int, most: int) -> FoundReport:
    part = slice(rows.begins[number], rows.ends[number])
    ids, full, scores = rows.ids[part], rows.full[part], rows.scores[part]
    passages, numbers = snapshot.column("passage", "Q"), snapshot.column("number", "Q")
    order = np.lexsort((numbers[ids], -scores, ~full))[:most]
    best = tuple(FoundPassage(int(passages[ids[row]]), bool(full[row])) for row in order)
    return FoundReport(int(rows.reports[number]), best, len(ids), bool(rows.is_full[number]))
