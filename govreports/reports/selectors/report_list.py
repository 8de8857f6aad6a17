"""All published reports, narrowed, sorted and cut to a page."""
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.analysis.script import to_simplified
from govreports.reports.filters import FilterForm, ReportFilter, read_filter
from govreports.reports.models import Kind, PassageTheme, Place, Report, State, Theme, Visit
from govreports.reports.paging import Pager, address, page_of, pager
from govreports.reports.selectors.rows import ReportRow, published, report_rows
from govreports.reports.wording import theme_name

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class ReportList:
    rows: tuple[ReportRow, ...]
    pager: Pager
    form: FilterForm
    chips: tuple[Chip, ...]


def report_list(query: QueryDict) -> ReportList:
    """Seven queries. Raises ``BadParameter`` and ``NotHere`` for an address that makes no sense."""
    themes = [(theme.slug, theme_name(theme)) for theme in Theme.objects.all()]
    cities, years = city_choices(), _year_choices()
    wanted = read_filter(query, themes=themes, cities=cities)
    page = page_of(_narrowed(wanted), query, PAGE_SIZE)
    return ReportList(
        rows=tuple(report_rows(page.object_list)),
        pager=pager(page, query),
        form=FilterForm(wanted, themes=themes, cities=cities, years=years),
        chips=tuple(_chips(wanted, query, dict(themes), dict(cities))),
    )


def within(code: str) -> str:
    """The digits that the codes of a division and of all below it begin with (GB/T 2260).

    >>> within("330000"), within("330100"), within("330103"), within("419001")
    ('33', '3301', '330103', '419001')
    """
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _narrowed(wanted: ReportFilter) -> QuerySet[Report]:
    reports = published()
    if wanted.q:
        reports = reports.filter(title__icontains=to_simplified(wanted.q))
    if wanted.kind:
        reports = reports.filter(kind=wanted.kind)
    if wanted.year:
        reports = reports.filter(year=wanted.year)
    if wanted.theme:
        reports = reports.filter(Exists(PassageTheme.objects.filter(passage__report=OuterRef("pk"), theme__slug=wanted.theme)))
    if wanted.city:
        hosts = Visit.objects.filter(report=OuterRef("pk"), side=Visit.Side.HOST, place__code__startswith=within(wanted.city))
        reports = reports.filter(Exists(hosts))
    dated = NullIf(F("date"), Value(""))  # reports without a date come last either way
    orders = {"newest": dated.desc(nulls_last=True), "oldest": dated.asc(nulls_last=True), "added": F("created_at").desc()}
    return reports.order_by(orders[wanted.sort], "-id")


def city_choices() -> list[tuple[str, str]]:
    """(code, name) of every place some published report visited, and of those above it, in order of code."""
    visited = Visit.objects.filter(side=Visit.Side.HOST, report__state=State.PUBLISHED)
    codes = {code for code in visited.order_by().values_list("place__code", flat=True).distinct() if code}
    above = {code[:2] + "0000" for code in codes} | {code[:4] + "00" for code in codes}
    return list(Place.objects.filter(code__in=codes | above).order_by("code").values_list("code", "full_name"))


def _year_choices() -> list[tuple[str, str]]:
    years = Report.objects.filter(state=State.PUBLISHED, year__isnull=False).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def _chips(wanted: ReportFilter, query: QueryDict, themes: dict[str, str], cities: dict[str, str]) -> list[Chip]:
    shown = (
        ("q", _("标题里有"), wanted.q),
        ("theme", _("主题"), themes.get(wanted.theme, "")),
        ("city", _("去过"), cities.get(wanted.city, "")),
        ("year", _("年份"), wanted.year),
        ("kind", _("文种"), str(Kind(wanted.kind).label) if wanted.kind else ""),
    )
    return [Chip(label, value, address(query, **{name: None, "page": None})) for name, label, value in shown if value]
