"""Turn what the index found into what a page shows, with three queries. Text always comes from the database."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from govreports.analysis.snippets import Snippet, snippet
from govreports.reports.models import PATH_JOINT, Passage, PassageTheme, Report, State, Theme, Visit
from govreports.reports.selectors.report import Link
from govreports.reports.wording import say_place, theme_name
from govreports.search.finding import Found, FoundReport

SHOWN = (
    "number", "role", "text", "original", "section__path", "section__heading", "section__original",
    "report__title", "report__kind", "report__date", "report__visit_start", "report__state",
)


@dataclass(frozen=True, slots=True)
class Hit:
    passage: int  # id
    number: int  # in its report
    url: str
    role: str
    snippet: Snippet
    path: str  # headings above, joined by ``PATH_JOINT``, as written
    themes: tuple[Link, ...]
    is_full: bool  # holds all words of the query

    @property
    def place(self) -> str:
        return _("第 %(number)s 段") % {"number": self.number}


@dataclass(frozen=True, slots=True)
class Group:
    """A report with its best hits in reading order; ``total`` counts those not shown too."""

    id: int
    title: str
    url: str
    kind: str
    date: str  # ISO, may be empty
    origin: tuple[str, ...]
    hosts: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    is_full: bool
    copies: int = 0  # other reports with the same best passage

    @property
    def rest(self) -> int:
        return self.total - len(self.hits)


def load_groups(found: Found) -> tuple[Group, ...]:
    """In the order found; three queries. What has gone from the database, or is no longer published, is left out."""
    wanted = [hit.passage for report in found.reports for hit in report.passages]
    passages = {passage.pk: passage for passage in _published(wanted)}
    words = urlencode([("find", word) for word in found.query.marked])
    theme = cache(lambda mark: Link(theme_name(mark), mark.get_absolute_url()))
    groups = (_group(report, passages, found.query.marked, f"?{words}" if words else "", theme) for report in found.reports)
    return tuple(group for group in groups if group)


def _published(ids: list[int]) -> list[Passage]:
    """By id alone: asked for published reports as well, a database may go through all of those first."""
    visits = Prefetch("report__visits", Visit.objects.order_by("position").only("report_id", "side", "name"))
    themes = Prefetch("theme_marks", PassageTheme.objects.select_related("theme").defer("evidence", "score"))
    found = Passage.objects.filter(pk__in=ids).order_by()
    found = found.select_related("report", "section").only(*SHOWN).prefetch_related(themes, visits)
    return [passage for passage in found if passage.report.state == State.PUBLISHED]


def _group(
    report: FoundReport, passages: dict[int, Passage], marked: Sequence[str], words: str, theme: Callable[[Theme], Link],
) -> Group | None:
    """``words`` is the query string that marks the words in the report too."""
    pairs = [(passages[hit.passage], hit.is_full) for hit in report.passages if hit.passage in passages]
    if not pairs:
        return None
    stored: Report = pairs[0][0].report
    names = {side: tuple(say_place(visit.name) for visit in stored.visits.all() if visit.side == side) for side in Visit.Side.values}
    url = stored.get_absolute_url()
    return Group(
        id=stored.pk, title=stored.title, url=url, kind=stored.get_kind_display(),
        date=stored.date or stored.visit_start, origin=names[Visit.Side.ORIGIN], hosts=names[Visit.Side.HOST],
        hits=tuple(_hit(passage, f"{url}{words}", marked, theme, is_full=is_full) for passage, is_full in pairs),
        total=report.total, is_full=report.is_full, copies=report.copies,
    )


def _hit(passage: Passage, url: str, marked: Sequence[str], theme: Callable[[Theme], Link], *, is_full: bool) -> Hit:
    section = passage.section
    return Hit(
        passage=passage.pk, number=passage.number, url=f"{url}#p{passage.number}", role=passage.role,
        snippet=snippet(passage.text, marked, original=passage.original),
        path=PATH_JOINT.join(filter(None, [section.path, section.heading_as_written])) if section else "",
        themes=tuple(theme(mark.theme) for mark in passage.theme_marks.all()),
        is_full=is_full,
    )
