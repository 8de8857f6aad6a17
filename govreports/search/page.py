"""The search page, ready to be shown. Comes in: the query string; goes out: ``SearchView``."""
from dataclasses import dataclass

from django.http import QueryDict

from govreports.reports.models import Theme
from govreports.reports.paging import Pager, address, page_of, pager
from govreports.search import engine
from govreports.search.engine import REPORTS_A_PAGE, SearchPage, SearchQuery
from govreports.search.facets import Chip, Facet, chips, facets, labels, offers
from govreports.search.parameters import SORTS, read_query
from govreports.search.parsed import ParsedItem, parsed


@dataclass(frozen=True, slots=True)
class Sort:
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SearchView:
    query: SearchQuery
    found: SearchPage
    facets: list[Facet]
    chips: list[Chip]
    offers: list[Chip]
    parsed: tuple[ParsedItem, ...]
    corrections: list[Chip]  # the line with a word nobody knows replaced by one like it
    sorts: list[Sort]
    pager: Pager
    clear_url: str  # the same words without filters
    one_report_url: str  # the same search in one report; its number is to be added
    copies_url: str  # the same search for one passage in all reports that have it; its id is to be added
    like_url: str  # passages that say much the same as one; its id is to be added
    without_filters: int  # passages then; counted only when there are none with them


def search_view(asked: QueryDict) -> SearchView:
    """Four queries. Raises ``BadParameter``, ``NotHere`` for a page beyond the last, ``SearchUnavailable``."""
    themes = list(Theme.objects.all())
    query = read_query(asked, themes)
    found = engine.search(query, themes={theme.name: theme.slug for theme in themes})
    page = page_of(range(0 if query.is_blank else found.shown_reports), asked, REPORTS_A_PAGE)
    names = labels(query, found, themes)
    is_narrowed = any(query.filters.values()) or query.report is not None
    return SearchView(
        query=query, found=found,
        facets=facets(query, found, names, asked),
        chips=chips(query, found, names, asked),
        offers=list(offers(found, names, asked)),
        parsed=parsed(found.understood, names),
        corrections=_corrections(found, asked),
        sorts=[Sort(str(label), address(asked, sort=name if name != "relevance" else None, page=None), name == query.sort)
               for name, label in SORTS.items()],
        pager=pager(page, asked),
        clear_url=_words_only(asked),
        one_report_url=_beginning(address(asked, report=None, page=None)) + "report=",
        copies_url=_beginning(address(asked, copies=None, page=None)) + "copies=",
        like_url="?like=",
        without_filters=engine.count(SearchQuery(q=query.q)) if is_narrowed and not found.total_passages else 0,
    )


def _corrections(found: SearchPage, asked: QueryDict) -> list[Chip]:
    line = asked.get("q", "")
    pairs = [(word, other) for word, others in engine.corrections(found.understood).items() for other in others]
    lines = {line.replace(word, other) if word in line else other: word for word, other in pairs}
    return [Chip(word, corrected, address(asked, q=corrected, page=None)) for corrected, word in lines.items()]


def _beginning(url: str) -> str:
    return url if url == "?" else f"{url}&"


def _words_only(asked: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name in ("q", "sort"):
        if name in asked:
            kept[name] = asked[name]
    return address(kept)
