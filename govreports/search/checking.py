"""Does the index hold what the database publishes? Comes in: the backend; goes out: ``Difference``."""
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from govreports.reports.models import Passage, Report, State
from govreports.search.backend import WhooshBackend

AT_ONCE = 100  # reports read, or mended, in one go


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of reports."""

    missing: tuple[int, ...] = ()  # published, but not in the index
    superfluous: tuple[int, ...] = ()  # in the index, but not published
    different: tuple[int, ...] = ()  # in both, with other passages, or one passage twice
    compared: int = 0

    @property
    def reports(self) -> tuple[int, ...]:
        return (*self.missing, *self.superfluous, *self.different)


def compare(backend: WhooshBackend) -> Difference:
    """Reads every published passage once, some reports at a time."""
    held = _held(backend)
    missing, different, compared = [], [], 0
    published = Report.objects.filter(state=State.PUBLISHED).order_by("pk").values_list("pk", flat=True).iterator()
    while reports := list(islice(published, AT_ONCE)):
        stored = _stored(backend, reports)
        compared += len(reports)
        for report in reports:
            in_index = held.pop(report, Counter())
            if stored[report] and not in_index:
                missing.append(report)
            elif stored[report] != in_index:
                different.append(report)
    return Difference(tuple(missing), tuple(sorted(held)), tuple(different), compared)


def mend(backend: WhooshBackend, difference: Difference) -> None:
    reports = iter(difference.reports)
    while some := list(islice(reports, AT_ONCE)):
        backend.replace_reports(some)


def _held(backend: WhooshBackend) -> dict[int, Counter[int]]:
    """Report -> fingerprints of its passages in the index."""
    snapshot = backend.opened.snapshot()
    live = np.flatnonzero(snapshot.live)
    reports, fingerprints = (snapshot.column(name)[live].tolist() for name in ("report", "fingerprint"))
    found: dict[int, Counter[int]] = {}
    for report, fingerprint in zip(reports, fingerprints, strict=True):
        found.setdefault(report, Counter())[fingerprint] += 1
    return found


def _stored(backend: WhooshBackend, reports: list[int]) -> dict[int, Counter[int]]:
    """The same as the database has it."""
    found: dict[int, Counter[int]] = {report: Counter() for report in reports}
    for passage, document in _documents(backend, reports):
        found[passage.report_id][document["fingerprint"]] += 1
    return found


def _documents(backend: WhooshBackend, reports: list[int]) -> Iterator[tuple[Passage, dict]]:
    passages = backend.unified_index.get_index(Passage).index_queryset().filter(report__in=reports)
    return ((passage, backend.document(passage)) for passage in passages)
