"""Several words against cities: how many passages speak of each there. Comes in: the query string; goes out: ``GridView``."""
import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon import divisions
from govreports.reports.models import Theme
from govreports.search import engine
from govreports.search.facets import is_city
from govreports.search.finding import Found
from govreports.search.parameters import read_query
from govreports.search.sheets import Row

MOST_TERMS, MOST_CITIES = 20, 30
CITIES = 12  # shown where none are chosen
TERM = re.compile(r"[“\"「『]([^”\"」』]+)[”\"」』]|([^\s、，,;；]+)")


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    url: str  # the search that shows them


@dataclass(frozen=True, slots=True)
class GridRow:
    term: str
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridView:
    typed: str
    cities: tuple[tuple[str, str], ...]  # (code, name)
    rows: tuple[GridRow, ...]
    filters: tuple[tuple[str, str], ...]  # other parameters, kept by the form
    more_cities: int  # not shown


def terms_of(line: str) -> list[str]:
    """
    >>> terms_of("物业、夜间经济 “一网 统管”")
    ['物业', '夜间经济', '“一网 统管”']
    """
    found = (f"“{match[1].strip()}”" if match[1] else match[2] for match in TERM.finditer(line))
    return list(dict.fromkeys(term for term in found if term != "“”"))[:MOST_TERMS]


def grid_view(asked: QueryDict) -> GridView:
    """One question to the engine for each word; one database query. Raises ``BadParameter``, ``SearchUnavailable``."""
    query = replace(read_query(asked, list(Theme.objects.all())), q="", page=1)
    typed = asked.get("terms", "")[:1000]
    found = [(term, engine.counts(replace(query, q=term, cities=()))) for term in terms_of(typed)]
    codes = list(query.cities)[:MOST_CITIES] or _most_spoken_of(found)
    kept = [(name, value) for name in ("theme", "role", "year", "kind") for value in query.filters[name]]
    return GridView(
        typed=typed, cities=tuple((code, divisions.division(code).name) for code in codes),
        rows=tuple(_row(term, counts, codes, kept) for term, counts in found),
        filters=tuple(kept), more_cities=max(0, len(query.cities) - MOST_CITIES),
    )


def table(view: GridView) -> tuple[Row, list[Row]]:
    """The grid as rows of a file."""
    header = (_("词"), *(name for _code, name in view.cities), _("全部"))
    return header, [(row.term, *(cell.count for cell in row.cells), row.total.count) for row in view.rows]


def _most_spoken_of(found: list[tuple[str, Found]]) -> list[str]:
    totals: dict[str, int] = {}
    for _term, counts in found:
        for code, count in counts.counts.get("city", {}).items():
            if is_city(code):
                totals[code] = totals.get(code, 0) + count
    return sorted(totals, key=lambda code: (-totals[code], code))[:CITIES]


def _row(term: str, found: Found, codes: list[str], kept: list[tuple[str, str]]) -> GridRow:
    counts = found.counts.get("city", {})
    search = reverse("search")
    link = lambda *extra: f"{search}?{urlencode([('q', term), *extra, *kept])}"  # noqa: E731
    cells = tuple(Cell(counts.get(code, 0), link(("city", code))) for code in codes)
    return GridRow(term, Cell(found.total_passages, link()), cells)
