"""The page where one chooses what to compare: what is chosen so far, and what there is to choose."""
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from govreports.analysis.script import to_simplified
from govreports.reports.models import PassageTheme, Report, Visit
from govreports.reports.paging import Pager, page_of, pager
from govreports.reports.selectors.about import newest_first
from govreports.reports.selectors.cities import CityRow, city_rows
from govreports.reports.selectors.rows import ReportRow, published, report_rows

from .selection import REPORTS, Selection

REPORTS_ON_PAGE, CITIES_ON_PAGE = 15, 60


@dataclass(frozen=True, slots=True)
class Offer:
    """What can still be chosen; one of the two is filled."""

    reports: tuple[ReportRow, ...]
    cities: tuple[CityRow, ...]
    pager: Pager


def offer(selection: Selection, query: QueryDict) -> Offer:
    """Four queries. Raises ``BadParameter`` and ``NotHere`` for a wrong page."""
    if selection.kind == REPORTS:
        page = page_of(newest_first(_reports(selection)), query, REPORTS_ON_PAGE)
        return Offer(tuple(report_rows(page.object_list)), (), pager(page, query))
    page = page_of(_cities(selection), query, CITIES_ON_PAGE)
    return Offer((), tuple(page.object_list), pager(page, query))


def _reports(selection: Selection) -> QuerySet[Report]:
    """Published reports not yet chosen whose title or places hold the words looked for."""
    reports = published().exclude(pk__in=map(int, selection.keys))
    if selection.theme:
        reports = reports.filter(Exists(PassageTheme.objects.filter(passage__report=OuterRef("pk"), theme__slug=selection.theme)))
    for word in to_simplified(selection.q).split():
        named = Visit.objects.filter(report=OuterRef("pk"), name__contains=word)
        reports = reports.filter(Q(title__icontains=word) | Exists(named))
    return reports


def _cities(selection: Selection) -> list[CityRow]:
    """Cities and districts that were visited and are not yet chosen, the most visited first."""
    rows = [row for city in city_rows(Visit.Side.HOST, selection.theme) for row in (city, *city.below)]
    words = to_simplified(selection.q).split()
    left = [row for row in rows if row.code not in selection.keys and all(word in row.name for word in words)]
    return sorted(left, key=lambda row: (-row.count, row.code))
