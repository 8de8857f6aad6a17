"""How many passages speak of what, and of which city: terms in rows, cities in columns.

Every figure is the number of passages that its link opens. A passage about two cities stands in both columns and counts once
in the totals, so rows and columns do not add up to them.
"""
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from govreports.analysis.lexicon import divisions
from govreports.search import engine
from govreports.search.asked import search_url
from govreports.search.engine import Found, SearchQuery
from govreports.search.facets import is_city

from .terms import MOST_TERMS

MOST_CITIES = 30  # columns; as many as an A4 page across still holds


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    url: str = ""  # empty where there is nothing to open


@dataclass(frozen=True, slots=True)
class City:
    code: str
    name: str  # told apart from its neighbours
    total: Cell  # passages about it, whatever their words


@dataclass(frozen=True, slots=True)
class Row:
    term: str
    cells: tuple[Cell, ...]
    total: Cell  # passages found in any city chosen; without a choice, also those about no city


@dataclass(frozen=True, slots=True)
class Grid:
    cities: tuple[City, ...]
    rows: tuple[Row, ...]
    total: Cell  # passages there are, whatever their words and cities
    is_chosen: bool  # the reader chose the cities
    cities_left: int  # cities with passages that did not fit
    terms_left: tuple[str, ...]  # terms that did not fit


def make_grid(query: SearchQuery, terms: Sequence[str], whole: Found) -> Grid:
    """One question to the index for each term. ``whole`` is what it counts for the query without words. Raises ``SearchUnavailable``."""
    shown = terms[:MOST_TERMS]
    answers = {term: engine.counts(replace(query, q=term)) for term in shown}
    codes = query.cities or _most_spoken_of(answers.values())
    return Grid(
        cities=tuple(_cities(query, codes[:MOST_CITIES], whole)),
        rows=tuple(_row(replace(query, q=term), answers[term], codes[:MOST_CITIES]) for term in shown),
        total=_cell(whole.total_passages, query),
        is_chosen=bool(query.cities), cities_left=max(0, len(codes) - MOST_CITIES), terms_left=tuple(terms[MOST_TERMS:]),
    )


def _most_spoken_of(answers: Iterable[Found]) -> tuple[str, ...]:
    """Codes of cities, those first that have most passages in all answers together."""
    tally: Counter[str] = Counter()
    for answer in answers:
        tally.update({code: count for code, count in answer.counts.get("city", {}).items() if is_city(code)})
    return tuple(sorted(tally, key=lambda code: (-tally[code], code)))


def _cities(query: SearchQuery, codes: Sequence[str], whole: Found) -> Iterable[City]:
    counts, names = whole.counts.get("city", {}), city_names(codes)
    return (City(code, names[code], _cell(counts.get(code, 0), replace(query, cities=(code,)))) for code in codes)


def _row(query: SearchQuery, answer: Found, codes: Sequence[str]) -> Row:
    counts: Mapping[str, int] = answer.counts.get("city", {})
    cells = tuple(_cell(counts.get(code, 0), replace(query, cities=(code,))) for code in codes)
    return Row(query.q, cells, _cell(answer.total_passages, query))


def _cell(count: int, query: SearchQuery) -> Cell:
    return Cell(count, search_url(query) if count and not query.is_blank else "")


def city_names(codes: Sequence[str]) -> dict[str, str]:
    """By code, short where that tells them apart: 鼓楼区 is in four cities."""
    found = {code: divisions.division(code) for code in codes}
    names = Counter(city.name for city in found.values() if city)
    return {code: code if not city else city.full_name if names[city.name] > 1 else city.name for code, city in found.items()}
