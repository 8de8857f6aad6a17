"""A report as one line of a list: the same record on the home page, in the list, with a city or a theme."""
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from govreports.reports.models import Passage, Report, Role, State, Visit
from govreports.reports.wording import say_date, say_place


@dataclass(frozen=True, slots=True)
class RoleCount:
    role: str
    count: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    id: int
    title: str
    url: str
    kind: str  # as a reader says it
    date: str  # ISO, of the document, else of the visit; may be empty
    said_date: str
    origin: tuple[str, ...]
    hosts: tuple[str, ...]
    counts: tuple[RoleCount, ...]  # 学 悟 行 景, passages each


def published() -> QuerySet[Report]:
    """What a reader may see in a list; without the long texts."""
    return Report.objects.filter(state=State.PUBLISHED).defer("text", "original", "fixes")


def role_counts(tally: dict[str, int]) -> tuple[RoleCount, ...]:
    """All four roles in their order, also those that have nothing."""
    return tuple(RoleCount(role, tally.get(role, 0)) for role in Role.values)


def report_rows(reports: QuerySet[Report]) -> list[ReportRow]:
    """In the order of the queryset (already cut to a page); three queries."""
    found = list(reports)
    ids = [report.pk for report in found]
    tallies: dict[int, Counter] = {pk: Counter() for pk in ids}
    for pk, role, count in Passage.objects.filter(report__in=ids).order_by().values_list("report", "role").annotate(Count("id")):
        tallies[pk][role] = count
    names: dict[tuple[int, str], list[str]] = {}
    for pk, side, name in Visit.objects.filter(report__in=ids).order_by("position").values_list("report", "side", "name"):
        names.setdefault((pk, side), []).append(say_place(name))
    return [
        ReportRow(
            id=report.pk,
            title=report.title,
            url=report.get_absolute_url(),
            kind=report.get_kind_display(),
            date=report.date or report.visit_start,
            said_date=say_date(report.date or report.visit_start),
            origin=tuple(names.get((report.pk, "origin"), ())),
            hosts=tuple(names.get((report.pk, "host"), ())),
            counts=role_counts(tallies[report.pk]),
        )
        for report in found
    ]
