"""All places the library has been to, or that sent somebody; and one of them with what was learned there."""
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Substr
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import division
from govreports.reports.errors import BadParameter
from govreports.reports.models import PassageTheme, Place, State, Theme, Visit
from govreports.reports.paging import Pager, address, page_of, pager
from govreports.reports.selectors.narrowing import Tab
from govreports.reports.selectors.report_list import Chip, within
from govreports.reports.wording import theme_name

PAGE_SIZE = 60  # cities; each with its districts
CITY_PROVINCES = ("110000", "120000", "310000", "500000")  # provinces that are one city (GB/T 2260)
IS_PART_OF_CITY = Q(place__parent__level=Place.Level.PREFECTURE) | Q(place__parent__code__in=CITY_PROVINCES)
CITY = Case(When(IS_PART_OF_CITY, then=F("place__parent__code")), default=F("place__code"))  # of a visit


@dataclass(frozen=True, slots=True)
class CityRow:
    code: str
    name: str
    url: str
    count: int  # reports
    is_former: bool = False
    city: str = ""  # of a district: the city it belongs to
    below: tuple["CityRow", ...] = ()


@dataclass(frozen=True, slots=True)
class Province:
    name: str
    url: str
    count: int
    cities: tuple[CityRow, ...]


@dataclass(frozen=True, slots=True)
class CityList:
    side: str
    tabs: tuple[Tab, ...]
    provinces: tuple[Province, ...]
    pager: Pager
    q: str
    theme: str  # slug
    chips: tuple[Chip, ...]  # filters that are on


def city_list(query: QueryDict) -> CityList:
    """Six queries, whatever is stored. Raises ``BadParameter`` and ``NotHere``."""
    side, slug, q = (query.get(name, "").strip() for name in ("side", "theme", "q"))
    if side not in ("", *Visit.Side.values):
        raise BadParameter("side", side, [(value, str(label)) for value, label in Visit.Side.choices])
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    if slug and slug not in themes:
        raise BadParameter("theme", slug, [(slug, theme_name(theme)) for slug, theme in themes.items()])
    side = side or Visit.Side.HOST
    rows = [row for row in city_rows(side, slug) if not q or _is_named(row, q)]
    page = page_of(rows, query, PAGE_SIZE)
    return CityList(
        side=side, tabs=_tabs(query, side), provinces=tuple(_provinces(page.object_list, side, slug)), pager=pager(page, query), q=q,
        theme=slug, chips=tuple(_chips(query, q, themes.get(slug))),
    )


def visits_counted(side: str, theme: str = "") -> QuerySet[Visit]:
    """Visits of published reports to known places, of those that speak of a theme."""
    visits = Visit.objects.filter(side=side, report__state=State.PUBLISHED, place__isnull=False).order_by()
    return visits.filter(Exists(PassageTheme.objects.filter(passage__report=OuterRef("report"), theme__slug=theme))) if theme else visits


def city_rows(side: str, theme: str = "") -> list[CityRow]:
    """Cities in order of code, each with the districts and counties that reports name; three queries."""
    visits = visits_counted(side, theme)
    visits = visits.annotate(city=CITY)
    totals = dict(visits.values_list("city").annotate(Count("report", distinct=True)))
    own = list(visits.values_list("city", "place__code").annotate(Count("report", distinct=True)).order_by("place__code"))
    places = Place.objects.in_bulk({code for row in own for code in row[:2]}, field_name="code")
    below = defaultdict(list)
    for city, code, count in own:
        if code != city:
            below[city].append(replace(_row(places[code], count, side, theme), city=places[city].name))
    return [replace(_row(places[code], totals[code], side, theme), below=tuple(below[code])) for code in sorted(totals)]


def districts(code: str) -> tuple[CityRow, ...]:
    """What was visited below a place, the most visited first; of a province its cities. Two queries, none for a county."""
    if not code.endswith("00"):
        return ()
    is_split = code.endswith("0000") and code not in CITY_PROVINCES
    visits = visits_counted(Visit.Side.HOST).filter(place__code__startswith=within(code))
    visits = visits.annotate(below=CITY if is_split else F("place__code"))
    counts = dict(visits.values_list("below").annotate(Count("report", distinct=True)))
    places = Place.objects.in_bulk(counts.keys() - {code}, field_name="code")
    rows = [_row(place, counts[code], Visit.Side.HOST) for code, place in places.items()]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.code)))


def _row(place: Place, count: int, side: str, theme: str = "") -> CityRow:
    return CityRow(place.code, place.name, _url(place.code, side, theme), count, place.is_former)


def _url(code: str, side: str, theme: str) -> str:
    """The page of the place, opened at what was counted."""
    asked = {"view": "origin"} if side == Visit.Side.ORIGIN else {"theme": theme} if theme else {}
    return reverse("city", args=[code]) + (f"?{urlencode(asked)}" if asked else "")


def _is_named(row: CityRow, q: str) -> bool:
    return q in row.name or any(q in one.name for one in row.below)


def _provinces(rows: list[CityRow], side: str, theme: str) -> list[Province]:
    """One query."""
    visits = visits_counted(side, theme).annotate(first=Substr("place__code", 1, 2))
    counts = dict(visits.values_list("first").annotate(Count("report", distinct=True)))
    return [
        Province(found.name, _url(found.code, side, theme), counts[first], tuple(cities))
        for first, cities in groupby(rows, key=lambda row: row.code[:2])
        if (found := division(first + "0000"))
    ]


def _chips(query: QueryDict, q: str, theme: Theme | None) -> Iterator[Chip]:
    if q:
        yield Chip(_("名字里有"), q, address(query, q=None, page=None))
    if theme:
        yield Chip(_("谈到"), theme_name(theme), address(query, theme=None, page=None))


def _tabs(query: QueryDict, side: str) -> tuple[Tab, ...]:
    """One query."""
    counts = Visit.objects.filter(report__state=State.PUBLISHED, place__isnull=False).aggregate(
        host=Count(CITY, filter=Q(side="host"), distinct=True), origin=Count(CITY, filter=Q(side="origin"), distinct=True))
    labels = {Visit.Side.HOST: _("去过的地方"), Visit.Side.ORIGIN: _("从哪里出去的")}
    urls = {Visit.Side.HOST: address(query, side=None, page=None), Visit.Side.ORIGIN: address(query, side=Visit.Side.ORIGIN, page=None)}
    return tuple(Tab(label, urls[one], counts[one], one == side) for one, label in labels.items())
