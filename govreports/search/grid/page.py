"""The page of the grid, ready to be shown. Comes in: the query string; goes out: ``GridView``."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.reports.models import Kind, Role, Theme
from govreports.reports.paging import address
from govreports.search.asked import theme_names
from govreports.search.engine import Found, SearchPage, SearchQuery, counts, known_values
from govreports.search.facets import Chip, chips, is_city, labels
from govreports.search.parameters import MOST_VALUES, read_query

from .table import Grid, city_names, make_grid
from .terms import read_terms


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
    count: int | None = None  # passages, where it helps to choose


@dataclass(frozen=True, slots=True)
class Group:
    """A filter as boxes to tick."""

    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    query: SearchQuery
    typed: str
    grid: Grid | None  # none where no term was given
    cities: tuple[Choice, ...]  # those most spoken of first
    groups: tuple[Group, ...]
    chips: list[Chip]
    clear_url: str
    export_query: str  # what the file is asked for with
    cities_ignored: int  # chosen beyond what one filter takes

    @property
    def is_narrowed(self) -> bool:
        return any(values for name, values in self.query.filters.items() if name != "city")


def grid_view(asked: QueryDict, themes: list[Theme]) -> GridView:
    """No query beyond the themes; a question to the index for each term and one for all. Raises ``BadParameter``, ``SearchUnavailable``."""
    narrowing = asked.copy()
    narrowing.pop("q", None)
    narrowing.pop("sort", None)
    query = replace(read_query(narrowing, themes), page=1)
    terms, whole = read_terms(asked.getlist("q")), counts(query)
    return GridView(
        query=query, typed="\n".join(terms),
        grid=make_grid(query, terms, whole) if terms else None,
        cities=tuple(_cities(query, whole)), groups=tuple(_groups(query, theme_names(themes))),
        chips=chips(query, SearchPage(), labels(query, SearchPage(), themes), asked), clear_url=_terms_only(asked),
        export_query=address(asked, page=None),
        cities_ignored=max(0, len({*asked.getlist("city")} - {""}) - MOST_VALUES),
    )


def _cities(query: SearchQuery, whole: Found) -> Iterable[Choice]:
    found = whole.counts.get("city", {})
    codes = [*query.cities, *(code for code in found if is_city(code) and code not in query.cities)]
    names = city_names(codes)
    ordered = sorted(codes, key=lambda code: (-found.get(code, 0), code))
    return (Choice(code, names[code], code in query.cities, found.get(code, 0)) for code in ordered)


def _groups(query: SearchQuery, themes: Mapping[str, str]) -> Iterable[Group]:
    years = {*known_values("year"), *query.years} - {""}
    known = (
        ("role", _("角色"), Role.choices), ("theme", _("主题"), themes.items()),
        ("year", _("年份"), [(year, year) for year in sorted(years, reverse=True)]), ("kind", _("文种"), Kind.choices),
    )
    for name, title, values in known:
        choices = tuple(Choice(value, str(label), value in query.filters[name]) for value, label in values)
        if choices:
            yield Group(name, title, choices)


def _terms_only(asked: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    kept.setlist("q", asked.getlist("q"))
    return address(kept)
