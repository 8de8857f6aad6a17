"""The door to searching: plain records in, plain records out. Nobody outside this package sees haystack or Whoosh.

Another engine is a haystack backend that has ``find``, ``values`` and ``replace_reports`` as ``backend.py`` does;
its name goes into the settings.
"""
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from haystack import connections

from govreports.analysis.lexicon import divisions
from govreports.reports.models import Report, State, Theme
from govreports.search import checking, queue, suggesting
from govreports.search.checking import Difference
from govreports.search.finding import Found, FoundPassage, Wanted
from govreports.search.hits import Group, Hit, load_groups
from govreports.search.query import LONGEST, Hint, Understood, understand
from govreports.search.suggesting import LONGEST_WORD, Suggestion
from govreports.search.synonyms import load_synonyms

__all__ = [
    "Difference",
    "Found",
    "FoundPassage",
    "Group",
    "Hit",
    "SearchPage",
    "SearchQuery",
    "SearchUnavailable",
    "batches",
    "catch_up",
    "compare",
    "corrections",
    "count",
    "counts",
    "follow",
    "found_among",
    "index_report",
    "is_healthy",
    "known_values",
    "mend",
    "passages",
    "search",
    "suggest",
    "warm_up",
]

REPORTS_A_PAGE = 10
PASSAGES_A_REPORT = 4
PASSAGES_ALONE = 200  # when one report is asked for
REPORTS_A_BATCH = 100  # of ``passages``; the index orders everything found anew for each batch

MOST_TITLES = 5000  # suggested, the last ones taken in

logger = logging.getLogger(__name__)
_tables: WeakKeyDictionary = WeakKeyDictionary()  # backend -> version of the index, and what can be suggested for it


class SearchUnavailable(Exception):
    """The index cannot be read; the reports themselves can."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Of the values of one filter any will do; the filters together must all hold. Empty means not narrowed."""

    q: str = ""
    cities: tuple[str, ...] = ()  # GB/T 2260 codes
    themes: tuple[str, ...] = ()  # slugs
    roles: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    report: int | None = None  # only this one
    copies: int | None = None  # only passages with the same text as this one
    like: int | None = None  # passages that say much the same as this one, whatever the line says
    since: int = 0  # only reports taken in after this moment, seconds since 1970
    page: int = 1
    sort: str = "relevance"  # or newest

    @property
    def is_blank(self) -> bool:
        """Nothing is asked for: there is only something to choose from."""
        asked = (self.q, self.report, self.copies, self.like, self.since, *self.filters.values())
        return not any(asked)

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        return {"role": self.roles, "theme": self.themes, "city": self.cities, "year": self.years, "kind": self.kinds}


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of reports with their hits. Totals count the whole answer, full matches and others."""

    groups: tuple[Group, ...] = ()
    total_reports: int = 0
    total_passages: int = 0
    shown_reports: int = 0  # without those that only repeat the passage of another; what pages are counted by
    full_reports: int = 0  # of these, reports with a passage that holds all words; they come first
    full_passages: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)  # filter -> value -> passages, that filter itself left out
    understood: Understood = field(default_factory=Understood)
    page: int = 1
    pages: int = 1

    @property
    def full_end(self) -> int | None:
        """How many groups of this page come before the first without all words; None where no such line is crossed."""
        number = self.full_reports - (self.page - 1) * REPORTS_A_PAGE
        return number if self.full_reports < self.shown_reports and 0 <= number < REPORTS_A_PAGE else None


def search(query: SearchQuery, *, themes: Mapping[str, str] | None = None) -> SearchPage:
    """Three database queries whatever is found. A blank query gives facets and totals without groups.

    ``themes`` are slugs by name, to offer them where a word names one.

    Raises ``SearchUnavailable``. A page beyond the last has no groups.
    """
    understood = understand(query.q, themes)
    if query.q.strip() and understood.says_nothing:
        return SearchPage(understood=understood)  # nothing but punctuation
    found = _find(replace(
        _wanted(query, understood),
        start=(query.page - 1) * REPORTS_A_PAGE, reports=0 if query.is_blank else REPORTS_A_PAGE,
        passages=PASSAGES_ALONE if query.report is not None else PASSAGES_A_REPORT,
    ))
    return SearchPage(
        groups=load_groups(found),
        total_reports=found.total_reports, total_passages=found.total_passages,
        shown_reports=found.shown_reports, full_reports=found.full_reports, full_passages=found.full_passages,
        facets=found.counts, understood=_offered(understood, query),
        page=query.page, pages=max(1, -(-found.shown_reports // REPORTS_A_PAGE)),
    )


def passages(query: SearchQuery, *, limit: int) -> Iterator[FoundPassage]:
    """What the pages show, in their order, by number in the database, up to ``limit`` passages; no database query.

    Reads the index batch by batch as it goes, so it may raise ``SearchUnavailable`` on the way.
    """
    understood, start, left = understand(query.q), 0, limit
    while left > 0 and not (query.q.strip() and understood.says_nothing):
        found = _find(replace(_wanted(query, understood), start=start, reports=REPORTS_A_BATCH, passages=left))
        batch = [passage for report in found.reports for passage in report.passages][:left]
        yield from batch
        start, left = start + REPORTS_A_BATCH, left - len(batch) if start + REPORTS_A_BATCH < found.shown_reports else 0


def found_among(query: SearchQuery, reports: Collection[int]) -> tuple[int, ...]:
    """Which of these reports answer, in the order of the pages; no database query. Raises ``SearchUnavailable``."""
    understood = understand(query.q)
    if not reports or (query.q.strip() and understood.says_nothing):
        return ()
    return _find(replace(_wanted(query, understood), reports=0, among=tuple(reports))).among


def count(query: SearchQuery) -> int:
    """Passages that answer; no database query. Raises ``SearchUnavailable``."""
    return counts(query).total_passages


def counts(query: SearchQuery) -> Found:
    """Totals and counts by filter, without the passages themselves; no database query. Raises ``SearchUnavailable``."""
    understood = understand(query.q)
    if query.q.strip() and understood.says_nothing:
        return Found()  # nothing but punctuation
    return _find(replace(_wanted(query, understood), reports=0))


def suggest(line: str) -> list[tuple[str, Suggestion]]:
    """What the line may become. Raises ``SearchUnavailable``."""
    return suggesting.suggest(_table(), line[:LONGEST])


def corrections(understood: Understood) -> dict[str, list[str]]:
    """Word of the query that stands nowhere -> known words like it; costs something only then. Raises ``SearchUnavailable``."""
    try:
        unknown = [str(word) for word in understood.words if _backend().missing((*word.forms, *word.synonyms))]
        unknown += [whole for whole in understood.wholes if len(whole) <= LONGEST_WORD and _backend().missing((whole,))]
    except Exception as error:
        raise _unavailable(error) from error
    found = {word: _table().near(word) for word in unknown}
    return {word: others for word, others in found.items() if others}


def known_values(name: str) -> list[str]:
    """All values of a filter that some published passage has. Raises ``SearchUnavailable``."""
    try:
        return _backend().values(name)
    except Exception as error:
        raise _unavailable(error) from error


def follow(reports: Iterable[int]) -> None:
    """Call it in the transaction that changes these reports: the index holds them as they are stored, or not, once that is certain."""
    queue.follow(_backend(), reports)


def catch_up() -> None:
    """Do what a process that was killed has left."""
    queue.work_quietly(_backend())


def compare() -> Difference:
    """What waits is done first; then index and database are compared, report by report. Raises ``IndexBusy``."""
    queue.work(_backend())
    return checking.compare(_backend())


def mend(difference: Difference) -> None:
    """Bring the index in line for the reports that differ. Raises ``IndexBusy``."""
    checking.mend(_backend(), difference)


def batches() -> AbstractContextManager[None]:
    """While it is open, many changed reports become one commit of the index."""
    return queue.batches(_backend())


def index_report(report: Report) -> None:
    """Bring the index in line with the report as it is stored by now: all its passages in one commit, or none when it is not published."""
    _backend().replace_reports([report.pk])


def warm_up() -> None:
    """Read dictionary, tables and index now, about a second, so that the first reader need not wait for it."""
    understand("杭州市物业管理")
    is_healthy()


def is_healthy() -> bool:
    """Whether the index can be read."""
    try:
        known_values("role")
    except SearchUnavailable:
        return False
    return True


def _wanted(query: SearchQuery, understood: Understood) -> Wanted:
    return Wanted(
        query=understood, filters=_filters(query, understood), report=query.report, copies_of=query.copies, like=query.like,
        since=query.since, newest_first=query.sort == "newest",
    )


def _filters(query: SearchQuery, understood: Understood) -> dict[str, tuple[str, ...]]:
    """What is chosen, and what the line says by city: and the like."""
    return {group: tuple(dict.fromkeys((*values, *understood.narrowing.values(group)))) for group, values in query.filters.items()}


def _table() -> suggesting.Table:
    """What can be suggested; made again when the index has changed and the table is some minutes old."""
    backend = _backend()
    try:
        version = backend.opened.store.version()
        known = _tables.get(backend)
        if known and (known[0] == version or known[1].is_fresh()):
            return known[1]
        held = counts(SearchQuery()).counts["city"]
        cities = [(division.name, count) for code, count in held.items() if (division := divisions.division(code))]
        titles = Report.objects.filter(state=State.PUBLISHED).order_by("-pk").values_list("title", flat=True)[:MOST_TITLES]
        themes = Theme.objects.values_list("name", flat=True)
        names = backend.names(name for name in load_synonyms() if len(name) > 2)
        table = suggesting.Table(suggesting.suggestions(backend.words(), names, cities, themes, titles))
    except SearchUnavailable:
        raise
    except Exception as error:
        raise _unavailable(error) from error
    _tables[backend] = version, table
    return table


def _find(wanted: Wanted) -> Found:
    try:
        return _backend().find(wanted)
    except Exception as error:  # whatever an engine raises, a reader is told the same
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> SearchUnavailable:
    logger.error("The index cannot be read", exc_info=error)
    return SearchUnavailable(str(error))


def _offered(understood: Understood, query: SearchQuery) -> Understood:
    """Only hints that lead somewhere and are not chosen already."""
    known = {group: set(known_values(group)) for group in {hint.group for hint in understood.hints}}
    hints = [hint for hint in understood.hints if hint.value in known[hint.group] and hint.value not in query.filters[hint.group]]
    once: dict[tuple[str, str], Hint] = {(hint.group, hint.value): hint for hint in reversed(hints)}
    return replace(understood, hints=tuple(reversed(once.values())))


def _backend():
    return connections["default"].get_backend()
