"""Which passages answer a query, by report, with counts. Comes in: ``Wanted`` and a ``Snapshot``; goes out: ``Found``.

Passages with all words come first, then those with the rarest and most of them; the reader is told
where the first kind ends. Only when that would give nothing does any one word do.
"""
from dataclasses import dataclass, field, replace

import numpy as np

from govreports.search.grouping import Rows, by_report, without_copies
from govreports.search.index.snapshot import Snapshot
from govreports.search.likeness import document_of, query_like
from govreports.search.matching import match_word
from govreports.search.nearness import SCOPES
from govreports.search.query import Understood
from govreports.search.schema import GROUPS
from govreports.search.scoring import score

LEAST = 0.2  # of the rarity of all words; a passage with so much, or with half of the words, is listed. Tried on the judged queries


@dataclass(frozen=True, slots=True)
class Wanted:
    query: Understood = field(default_factory=Understood)
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)  # group -> values, any of which will do
    report: int | None = None  # only this one
    like: int | None = None  # passages that say much the same as this one, in place of the query
    copies_of: int | None = None  # only passages with the text of this one; then every report is shown for itself
    since: int = 0  # only reports taken in after this moment, seconds since 1970
    newest_first: bool = False
    start: int = 0  # reports to skip
    reports: int = 10
    passages: int = 4  # shown of each report
    among: tuple[int, ...] = ()  # reports of which it is asked whether they are found


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
    copies: int = 0  # other reports whose best passage has the same text; they are not shown


@dataclass(frozen=True, slots=True)
class Found:
    reports: tuple[FoundReport, ...] = ()
    total_reports: int = 0
    total_passages: int = 0
    shown_reports: int = 0  # those not shown for being copies left out; what pages are counted by
    full_reports: int = 0  # of the shown ones
    full_passages: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)  # group -> value -> passages, its own filter left out
    query: Understood = field(default_factory=Understood)  # what was looked for
    among: tuple[int, ...] = ()  # those of ``Wanted.among`` that are found, copies too, in the order of all found


def find(snapshot: Snapshot, wanted: Wanted) -> Found:
    if wanted.like is not None:
        document = document_of(snapshot, wanted.like)
        if document is None:
            return Found()
        wanted = replace(wanted, query=query_like(snapshot, document))
    narrow = _filters(snapshot, wanted)
    within = _meet(narrow.values(), snapshot.live)
    if wanted.like is not None:
        within = within & (snapshot.column("passage") != wanted.like)
    listed, full, scores = _answer(snapshot, wanted.query, within)
    ids = np.flatnonzero(listed & within)
    rows = by_report(snapshot, ids, full[ids], scores[ids], by_date=wanted.newest_first or not wanted.query.words)
    total, among = len(rows.reports), rows.reports[np.isin(rows.reports, wanted.among)]
    if wanted.query.words and wanted.copies_of is None:
        rows = without_copies(snapshot, rows)
    shown = range(wanted.start, min(wanted.start + wanted.reports, len(rows.reports)))
    return Found(
        reports=tuple(_best(snapshot, rows, number, wanted.passages) for number in shown),
        total_reports=total, total_passages=len(ids), shown_reports=len(rows.reports),
        full_reports=int(rows.is_full.sum()), full_passages=int(full[ids].sum()),
        counts={name: _counts(snapshot, name, listed, narrow) for name in GROUPS},
        query=wanted.query, among=tuple(among.tolist()),
    )


def _filters(snapshot: Snapshot, wanted: Wanted) -> dict[str, np.ndarray]:
    """Group -> mask of the documents that have one of the values asked for."""
    asked = {name: values for name, values in wanted.filters.items() if values}
    if wanted.report is not None:
        asked["of_report"] = (str(wanted.report),)
    masks = {name: _having(snapshot, name, values) for name, values in asked.items()}
    if wanted.since:
        masks["since"] = snapshot.column("added") > wanted.since
    if wanted.copies_of is not None:
        keys = snapshot.column("copy_key")
        own = keys[snapshot.column("passage") == wanted.copies_of]
        masks["copies_of"] = np.isin(keys, own[own > 0])
    return masks


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
    allowed = _allowed(snapshot, query)
    if not query.words:
        return allowed, allowed, np.zeros(snapshot.size, np.float32)
    matches = [match_word(snapshot, word.forms, word.synonyms) for word in query.words]
    held, own, weight = np.zeros(snapshot.size, np.int8), np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32)
    for match in matches:
        held[match.ids] += 1
        weight[match.ids] += match.rarity
        own[match.ids[match.own]] = True
    own &= allowed
    scores = score(snapshot, query, matches)
    if query.narrowing.within:
        listed = own & SCOPES[query.narrowing.within](snapshot, query.words)
        return listed, listed, scores
    required = own
    for match, word in zip(matches, query.words, strict=True):
        if word.is_required:
            required = required & snapshot.mask(match.ids)
    enough = held >= (query.least or (len(matches) + 1) // 2)
    if not query.least:
        enough |= weight >= np.float32(LEAST * sum(match.rarity for match in matches))
    listed = _listed(own & enough, own, required, within)
    return listed, listed & (held == len(matches)), scores


def _allowed(snapshot: Snapshot, query: Understood) -> np.ndarray:
    """Passages without the words that must not be there."""
    allowed = snapshot.live
    for word in query.excluded:
        match = match_word(snapshot, word.forms, word.synonyms)
        allowed = allowed & ~snapshot.mask(match.ids[match.own])
    return allowed


def _listed(enough: np.ndarray, own: np.ndarray, required: np.ndarray, within: np.ndarray) -> np.ndarray:
    """The narrowest of these demands that leaves something: enough of the words with all that is required, down to any word."""
    for listed in (enough & required, required, enough):
        if (listed & within).any():
            return listed
    return own


def _counts(snapshot: Snapshot, name: str, listed: np.ndarray, narrow: dict[str, np.ndarray]) -> dict[str, int]:
    return snapshot.values(name).count(_meet((mask for group, mask in narrow.items() if group != name), listed))


def _best(snapshot: Snapshot, rows: Rows, number: int, most: int) -> FoundReport:
    part = slice(rows.begins[number], rows.ends[number])
    ids, full, scores = rows.ids[part], rows.full[part], rows.scores[part]
    passages, numbers = snapshot.column("passage"), snapshot.column("number")
    order = np.lexsort((numbers[ids], -scores, ~full))[:most]
    best = tuple(FoundPassage(int(passages[ids[row]]), bool(full[row])) for row in order)
    return FoundReport(int(rows.reports[number]), best, len(ids), bool(rows.is_full[number]), int(rows.copies[number]))
