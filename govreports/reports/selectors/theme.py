"""One theme: what was learned, realized and planned on it, where and when."""
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import division
from govreports.reports.errors import BadParameter, NotHere
from govreports.reports.models import Passage, Place, Report, Theme, Visit
from govreports.reports.paging import Pager, address, page_of, pager
from govreports.reports.selectors.about import newest_first, passages_about, passages_of_readers, reports_to
from govreports.reports.selectors.cities import CITY, visits_counted
from govreports.reports.selectors.gathering import Column, Group, columns, groups
from govreports.reports.selectors.narrowing import Facet, Option, Tab, Wanted, narrowed, read_wanted, role_facet, year_facet
from govreports.reports.selectors.report import Link
from govreports.reports.selectors.report_list import Chip
from govreports.reports.selectors.rows import ReportRow, published, report_rows
from govreports.reports.wording import theme_name

PASSAGES, REPORTS = "passages", "reports"
PAGE_SIZE = 20  # reports
MOST_CITIES = 12  # in the facet; the rest are a page of their own


@dataclass(frozen=True, slots=True)
class ThemePage:
    slug: str
    name: str
    view: str
    is_empty: bool
    chips: tuple[Chip, ...]
    tabs: tuple[Tab, ...]
    search_url: str
    compare_url: str
    facets: tuple[Facet, ...]
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    rows: tuple[ReportRow, ...] = ()
    pager: Pager | None = None


def theme_page(slug: str, query: QueryDict) -> ThemePage:
    """At most fifteen queries, whatever is stored. Raises ``BadParameter`` and ``NotHere``."""
    theme = Theme.objects.filter(slug=slug).first()
    if theme is None:
        raise NotHere(_("没有“%(slug)s”这个主题") % {"slug": slug}, _("主题可能改了名或并入了别的主题。"))
    wanted = read_wanted(query, views=[PASSAGES, REPORTS])
    everywhere = passages_of_readers().filter(theme_marks__theme=theme)
    cities = _city_facet(everywhere, theme, wanted, query)
    passages = passages_about(_known(wanted.city)).filter(theme_marks__theme=theme) if wanted.city else everywhere
    facets = (role_facet(passages, wanted, query), cities, year_facet(passages, wanted, query))
    reports = _reports(narrowed(everywhere, wanted), wanted)
    counts = {PASSAGES: sum(option.count for option in facets[0].options if wanted.role in ("", option.role)), REPORTS: reports.count()}
    view = wanted.view or PASSAGES
    is_narrowed = any((wanted.role, wanted.city, wanted.year))
    shared = {"slug": slug, "name": theme_name(theme), "view": view, "tabs": _tabs(query, view, counts), "facets": facets,
              "chips": _chips(wanted, query), "is_empty": not any(counts.values()) and not is_narrowed,
              "search_url": f"{reverse('search')}?theme={slug}", "compare_url": f"{reverse('compare')}?theme={slug}"}
    if view == REPORTS:
        page = page_of(newest_first(reports), query, PAGE_SIZE)
        return ThemePage(**shared, rows=tuple(report_rows(page.object_list)), pager=pager(page, query))
    if wanted.role:
        shown, pages = groups(passages, wanted, query, theme=slug)
        return ThemePage(**shared, groups=shown, pager=pages)
    return ThemePage(**shared, columns=columns(passages, facets[0], wanted, theme=slug))


def _reports(passages: QuerySet[Passage], wanted: Wanted) -> QuerySet[Report]:
    reports = reports_to(wanted.city) if wanted.city else published()
    return reports.filter(pk__in=passages.order_by().values("report"))


def _city_facet(passages: QuerySet[Passage], theme: Theme, wanted: Wanted, query: QueryDict) -> Facet:
    """Cities that the reports on the theme visited, by number of reports; two queries."""
    visits = visits_counted(Visit.Side.HOST).filter(report__in=narrowed(passages, wanted).values("report")).annotate(city=CITY)
    counts = dict(visits.values_list("city").annotate(number=Count("report", distinct=True)).order_by("-number", "city")[:MOST_CITIES])
    places = Place.objects.in_bulk(counts, field_name="code")
    options = [Option(places[code].name, _switch(query, code, wanted), count, code == wanted.city) for code, count in counts.items()]
    more = Link(_("全部城市"), f"{reverse('cities')}?theme={theme.slug}") if len(options) == MOST_CITIES else None
    return Facet(_("去过的城市（篇）"), tuple(options), more)


def _switch(query: QueryDict, code: str, wanted: Wanted) -> str:
    """On to the reports that were counted; a report that visited a city need not say there what it says on the theme."""
    return address(query, city=None, page=None) if code == wanted.city else address(query, city=code, view=REPORTS, page=None)


def _known(code: str) -> str:
    if division(code) is None:
        raise BadParameter("city", code, [("330100", _("杭州市，用六位行政区划代码"))])
    return code


def _chips(wanted: Wanted, query: QueryDict) -> tuple[Chip, ...]:
    """The city it is narrowed to, which may stand outside the facet; the other filters show there."""
    found = division(wanted.city)
    return (Chip(_("去过"), found.name, address(query, city=None, page=None)),) if found else ()


def _tabs(query: QueryDict, view: str, counts: dict[str, int]) -> tuple[Tab, ...]:
    labels = {PASSAGES: _("段落"), REPORTS: _("报告")}
    return tuple(Tab(label, address(query, view=one, page=None), counts[one], one == view) for one, label in labels.items())
