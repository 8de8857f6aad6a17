"""Which reports and passages are about a place.

A report is about the places it visited and all above them. Not so its passages: each is about the hosts it speaks of
(``analysis.places.spoken``), and about what lies around these.
"""
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from govreports.reports.models import Passage, PassagePlace, Report, State, Visit
from govreports.reports.selectors.report_list import within
from govreports.reports.selectors.rows import published


def visits_within(code: str, side: str) -> QuerySet[Visit]:
    return Visit.objects.filter(side=side, place__code__startswith=within(code))


def reports_to(code: str) -> QuerySet[Report]:
    """Published reports that visited the place or one below it."""
    return published().filter(Exists(visits_within(code, Visit.Side.HOST).filter(report=OuterRef("pk"))))


def reports_from(code: str) -> QuerySet[Report]:
    """Published reports of delegations from the place or one below it."""
    return published().filter(Exists(visits_within(code, Visit.Side.ORIGIN).filter(report=OuterRef("pk"))))


def newest_first(reports: QuerySet[Report]) -> QuerySet[Report]:
    """By date of the document, else of the visit; those without a date come last."""
    return reports.order_by(Coalesce(NullIf("date", Value("")), NullIf("visit_start", Value(""))).desc(nulls_last=True), "-id")


def passages_newest_first(passages: QuerySet[Passage]) -> QuerySet[Passage]:
    """Passages of a report together, in reading order."""
    dated = Coalesce(NullIf("report__date", Value("")), NullIf("report__visit_start", Value("")))
    return passages.order_by(dated.desc(nulls_last=True), "-report", "number")


def passages_of_readers() -> QuerySet[Passage]:
    """Passages of all published reports."""
    return Passage.objects.filter(report__state=State.PUBLISHED)


def passages_about(code: str) -> QuerySet[Passage]:
    """Passages of published reports that speak of the place or one below it."""
    marks = PassagePlace.objects.filter(code__startswith=within(code), passage=OuterRef("pk"))
    return passages_of_readers().filter(Exists(marks))
