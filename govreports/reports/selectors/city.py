"""One place: who learned what there and when, and where its own delegations went."""
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import Division, chain, division
from govreports.reports.errors import NotHere
from govreports.reports.models import Theme
from govreports.reports.paging import Pager, address, page_of, pager
from govreports.reports.selectors.about import newest_first, passages_about, reports_from, reports_to
from govreports.reports.selectors.cities import CityRow, districts
from govreports.reports.selectors.gathering import Column, Group, columns, groups
from govreports.reports.selectors.narrowing import Facet, Tab, read_wanted, role_facet, theme_facet, year_facet
from govreports.reports.selectors.report import Link
from govreports.reports.selectors.rows import ReportRow, report_rows

PASSAGES, VISITS, ORIGIN = "passages", "visits", "origin"
PAGE_SIZE = 20  # reports


@dataclass(frozen=True, slots=True)
class CityHead:
    code: str
    name: str
    full_name: str
    above: tuple[Link, ...]  # from the province down
    is_former: bool
    ended: int | None  # year of the first code book without it
    successor: Link | None


@dataclass(frozen=True, slots=True)
class CityPage:
    head: CityHead
    view: str
    is_empty: bool  # no report has to do with it
    tabs: tuple[Tab, ...]
    below: tuple[CityRow, ...]
    search_url: str
    compare_url: str
    facets: tuple[Facet, ...] = ()
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    rows: tuple[ReportRow, ...] = ()
    pager: Pager | None = None


def city_page(code: str, query: QueryDict) -> CityPage:
    """At most sixteen queries, whatever is stored. Raises ``BadParameter`` and ``NotHere``."""
    found = division(code)
    if found is None:
        raise NotHere(_("没有代码为 %(code)s 的地方") % {"code": code}, _("地方按国家标准 GB/T 2260 的六位代码找，例如 330100 是杭州市。"))
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    wanted = read_wanted(query, views=[PASSAGES, VISITS, ORIGIN], themes=themes)
    passages = passages_about(code)
    facets = (role_facet(passages, wanted, query), theme_facet(passages, wanted, query, themes), year_facet(passages, wanted, query))
    counts = {VISITS: reports_to(code).count(), ORIGIN: reports_from(code).count()}
    counts[PASSAGES] = sum(option.count for option in facets[0].options if wanted.role in ("", option.role))
    view = wanted.view or (PASSAGES if counts[VISITS] or not counts[ORIGIN] else ORIGIN)
    shared = {"head": _head(found), "view": view, "tabs": _tabs(query, view, counts), "below": districts(code),
              "is_empty": not counts[VISITS] and not counts[ORIGIN],
              "search_url": f"{reverse('search')}?city={code}", "compare_url": f"{reverse('compare')}?city={code}"}
    if view != PASSAGES:
        return CityPage(**shared, **_reports(code, view, query))
    if wanted.role:
        shown, pages = groups(passages, wanted, query)
        return CityPage(**shared, facets=facets, groups=shown, pager=pages)
    return CityPage(**shared, facets=facets, columns=columns(passages, facets[0], wanted))


def _reports(code: str, view: str, query: QueryDict) -> dict[str, tuple[ReportRow, ...] | Pager]:
    reports = reports_to(code) if view == VISITS else reports_from(code)
    page = page_of(newest_first(reports), query, PAGE_SIZE)
    return {"rows": tuple(report_rows(page.object_list)), "pager": pager(page, query)}


def _head(found: Division) -> CityHead:
    successor = division(found.successor) if found.successor else None
    return CityHead(
        code=found.code, name=found.name, full_name=found.full_name,
        above=tuple(_link(one) for one in chain(found.code)[:-1]),
        is_former=found.is_former, ended=found.until,
        successor=_link(successor) if successor else None,
    )


def _link(found: Division) -> Link:
    return Link(found.name, reverse("city", args=[found.code]))


def _tabs(query: QueryDict, view: str, counts: dict[str, int]) -> tuple[Tab, ...]:
    """Filters belong to the passages and stay behind."""
    without = dict.fromkeys(("role", "theme", "year", "page"))
    urls = {
        PASSAGES: address(query, view=PASSAGES, page=None),
        VISITS: address(query, view=VISITS, **without),
        ORIGIN: address(query, view=ORIGIN, **without),
    }
    labels = {PASSAGES: _("谈到这里的段落"), VISITS: _("来过的报告"), ORIGIN: _("从这里出去考察")}
    return tuple(Tab(label, urls[one], counts[one], one == view) for one, label in labels.items())
