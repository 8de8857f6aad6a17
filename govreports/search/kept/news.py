"""What a saved search finds that was not there at the last look. Comes in: what the library held then; goes out: numbers of reports."""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from govreports.reports.models import Report, State
from govreports.search import engine
from govreports.search.engine import SearchQuery


@dataclass(frozen=True, slots=True)
class Holdings:
    """Which reports readers could find at a moment: all up to ``last`` but those ``waiting``, the drafts and what the index lacked.

    Numbers of reports only grow, so a later report is one with a greater number, or a draft that has come out.
    """

    last: int = 0
    waiting: frozenset[int] = frozenset()

    @classmethod
    def stored(cls, data: Mapping) -> "Holdings":
        return cls(data.get("last", 0), frozenset(data.get("waiting", ())))

    @property
    def data(self) -> dict:
        return {"last": self.last, "waiting": sorted(self.waiting)}

    def lacked(self, report: int) -> bool:
        return report > self.last or report in self.waiting


def holdings() -> Holdings:
    """As of now: one query, one question to the index. Raises ``SearchUnavailable``."""
    states = dict(Report.objects.order_by().values_list("pk", "state"))
    public = [pk for pk, state in states.items() if state == State.PUBLISHED]
    not_indexed = {*public} - {*engine.found_among(SearchQuery(), public)}
    drafts = {pk for pk, state in states.items() if state == State.DRAFT}
    return Holdings(max(states, default=0), frozenset(drafts | not_indexed))


def newcomers(known: Iterable[Holdings]) -> list[int]:
    """Published reports that some of these lacked; one query."""
    known = list(known)
    waiting = frozenset().union(*(one.waiting for one in known))
    later = Q(pk__gt=min((one.last for one in known), default=0))
    return list(Report.objects.filter(later | Q(pk__in=waiting), state=State.PUBLISHED).order_by().values_list("pk", flat=True))


def new_reports(query: SearchQuery, known: Holdings, among: Collection[int]) -> tuple[int, ...]:
    """Those among the newcomers that the query finds, in its order; without any, nothing is asked. Raises ``SearchUnavailable``."""
    return engine.found_among(query, [pk for pk in among if known.lacked(pk)])
