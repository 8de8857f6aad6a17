"""Passages found, put together by report. Comes in: documents with scores; goes out: ``Rows``, reports in the order shown."""
from typing import NamedTuple

import numpy as np

from govreports.search.index.snapshot import Snapshot

MANY_BONUS = 0.3  # for each doubling of the passages a report has to offer


class Rows(NamedTuple):
    """Documents found, those of a report together; and the reports, in the order shown."""

    ids: np.ndarray
    scores: np.ndarray
    full: np.ndarray
    begins: np.ndarray  # of each report among them
    ends: np.ndarray
    reports: np.ndarray  # ids
    is_full: np.ndarray  # of each report
    copies: np.ndarray  # of each report: how many others have the same best passage


def by_report(snapshot: Snapshot, ids: np.ndarray, full: np.ndarray, scores: np.ndarray, *, by_date: bool) -> Rows:
    """Reports with all words first, the best first among them; or the newest."""
    report = snapshot.column("report")[ids].astype(np.int64)
    if not len(ids):
        return Rows(ids, scores, full, ids, ids, report, full, ids)
    if not (np.diff(report) >= 0).all():
        order = np.argsort(report, kind="stable")
        ids, full, scores, report = ids[order], full[order], scores[order], report[order]
    begins = np.flatnonzero(np.concatenate(([True], report[1:] != report[:-1])))
    ends = np.append(begins[1:], len(ids))
    is_full = np.logical_or.reduceat(full, begins)
    rank = np.maximum.reduceat(scores, begins) * (1 + MANY_BONUS * np.log2(ends - begins))
    date, reports = snapshot.column("date")[ids[begins]].astype(np.int64), report[begins]
    order = np.lexsort((-reports, -date, ~is_full) if by_date else (-reports, -date, -rank, ~is_full))
    return Rows(ids, scores, full, begins[order], ends[order], reports[order], is_full[order], np.zeros(len(order), np.int64))


def without_copies(snapshot: Snapshot, rows: Rows) -> Rows:
    """Of reports whose best passage has the same text only the first, with the number of the others: no wall of reprints."""
    keys = snapshot.column("copy_key")[rows.ids[_best_rows(rows)]]
    keys = np.where(keys == 0, np.arange(1, len(keys) + 1, dtype=np.uint64), keys)  # what is too short to tell is no copy
    _, first, counts = np.unique(keys, return_index=True, return_counts=True)
    if len(first) == len(keys):
        return rows
    order = np.argsort(first)
    kept = first[order]
    return rows._replace(begins=rows.begins[kept], ends=rows.ends[kept], reports=rows.reports[kept],
                         is_full=rows.is_full[kept], copies=counts[order] - 1)


def _best_rows(rows: Rows) -> np.ndarray:
    """The row of the best passage of each report."""
    if not len(rows.begins):
        return rows.begins
    order = np.argsort(rows.begins)
    begins, ends = rows.begins[order], rows.ends[order]
    worth = rows.scores + np.float32(1e6) * rows.full
    most = np.repeat(np.maximum.reduceat(worth, begins), ends - begins)
    at = np.flatnonzero(worth == most)
    first = at[np.searchsorted(at, begins)]
    found = np.empty(len(first), np.int64)
    found[order] = first
    return found
