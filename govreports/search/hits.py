"""Turn what the index found into what a page shows, with four queries. Text always comes from the database."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from govreports.analysis.snippets import Snippet, snippet
from govreports.reports.models import PATH_JOINT, Passage, Report, State, Visit
from govreports.reports.selectors.report import Link
from govreports.reports.wording import say_place, theme_name
from govreports.search.finding import Found, FoundReport
from govreports.search.query import Understood

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
    """In the order found. What has gone from the database, or is no longer published, is left out."""
    wanted = [hit.passage for report in found.reports for hit in report.passages]
    passages = {passage.pk: passage for passage in _published(wanted)}
    groups = (_group(report, passages, found.query) for report in found.reports)
    return tuple(group for group in groups if group)


def _published(ids: list[int]) -> list[Passage]:
    """By id alone: asked for published reports as well, a database may go through all of those first."""
    visits = Prefetch("report__visits", Visit.objects.order_by("position"))
    found = Passage.objects.filter(pk__in=ids).order_by()
    found = found.select_related("report", "section").only(*SHOWN).prefetch_related("theme_marks__theme", visits)
    return [passage for passage in found if passage.report.state == State.PUBLISHED]


def _group(report: FoundReport, passages: dict[int, Passage], understood: Understood) -> Group | None:
    pairs = [(passages[hit.passage], hit.is_full) for hit in report.passages if hit.passage in passages]
    if not pairs:
        return None
    stored: Report = pairs[0][0].report
    names = {side: tuple(say_place(visit.name) for visit in stored.visits.all() if visit.side == side) for side in Visit.Side.values}
    return Group(
        id=stored.pk, title=stored.title, url=stored.get_absolute_url(), kind=stored.get_kind_display(),
        date=stored.date or stored.visit_start, origin=names[Visit.Side.ORIGIN], hosts=names[Visit.Side.HOST],
        hits=tuple(_hit(passage, understood, is_full=is_full) for passage, is_full in pairs),
        total=report.total, is_full=report.is_full, copies=report.copies,
    )


def _hit(passage: Passage, understood: Understood, *, is_full: bool) -> Hit:
    section = passage.section
    return Hit(
        passage=passage.pk, number=passage.number, url=_inside(passage, understood), role=passage.role,
        snippet=snippet(passage.text, understood.marked, original=passage.original),
        path=PATH_JOINT.join(filter(None, [section.path, section.heading_as_written])) if section else "",
        themes=tuple(Link(theme_name(mark.theme), mark.theme.get_absolute_url()) for mark in passage.theme_marks.all()),
        is_full=is_full,
    )


def _inside(passage: Passage, understood: Understood) -> str:
    """The passage in its report, with the words marked there too."""
    page, _, anchor = passage.get_absolute_url().partition("#")
    words = urlencode([("find", word) for word in understood.marked])
    return f"{page}{'?' if words else ''}{words}#{anchor}"
