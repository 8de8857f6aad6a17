"""Which reports and passages are about a place.

A report is about the places it visited and all above them. Not so its passages: of a tour through several cities a passage
counts for a city when it names it, or a district of it that was visited, or stands under a heading that does.
"""
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, NullIf, StrIndex
from django.db.models.lookups import GreaterThan

from govreports.analysis.lexicon import load_list
from govreports.analysis.lexicon.divisions import short_name
from govreports.reports.models import Passage, Place, Report, Section, State, Visit
from govreports.reports.selectors.report_list import within
from govreports.reports.selectors.rows import published

MOST_NAMES = 400  # names looked for in one passage; SQLite refuses a condition that is 1000 deep


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
    """Passages of published reports about the place; one query here, for the names of what was visited below it."""
    hosts = visits_within(code, Visit.Side.HOST)
    elsewhere = Visit.objects.filter(side=Visit.Side.HOST).filter(Q(place=None) | ~Q(place__code__startswith=within(code)))
    visited = Q(pk__in=hosts.values("place")) | Q(children__in=hosts.values("place"), code__startswith=within(code))
    names = names_said(Place.objects.filter(visited | Q(code=code)).order_by("code").distinct())
    sections = Section.objects.filter(report__in=hosts.values("report")).filter(_says(names, Concat("path", Value(" "), "heading")))
    is_about = _says(names, "text") | Q(section__in=sections.values("pk")) | ~Q(report__in=elsewhere.values("report"))
    return passages_of_readers().filter(report__in=hosts.values("report")).filter(is_about)


def _says(names: Sequence[str], text: str | Concat) -> Q:
    """One of the names stands in a text. Found by position, which costs a third of LIKE."""
    said = Q(pk__in=[])
    for name in names[:MOST_NAMES]:
        said |= Q(GreaterThan(StrIndex(text, Value(name)), 0))
    return said


def names_said(places: Iterable[Place]) -> list[str]:
    """How a text may call these places: by their short names, or in full where the short name is an ordinary word.

    >>> names_said([Place(name="杭州市"), Place(name="鼓楼区"), Place(name="曹县")])
    ['杭州', '鼓楼区', '曹县']
    """
    ordinary = set(load_list("ordinary_names")["names"].split())
    short = {place.name: short_name(place.name) for place in places}
    return [name if said in ordinary else said for name, said in short.items()]
