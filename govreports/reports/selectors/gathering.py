"""Passages of many reports gathered around one place or theme, shown by role.

Without a role the newest of 学 悟 行 stand in columns; with one all its passages are listed, report by report, in pages.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.reports.excerpt import excerpt
from govreports.reports.models import Passage, Report, Role, Visit
from govreports.reports.paging import Pager, page_of, pager
from govreports.reports.selectors.about import passages_newest_first
from govreports.reports.selectors.narrowing import Facet, Wanted, narrowed
from govreports.reports.selectors.report import Link
from govreports.reports.wording import ROLE_QUESTIONS, say_place, theme_name

IN_COLUMN = 6  # passages of a role before one asks for all
OF_ONE_REPORT = 2  # of them, so that more than one report is heard
COLUMN_LENGTH = 120  # characters of a passage in a column
PAGE_SIZE = 20
TITLE_LENGTH = 14  # characters that stand for a report whose origin is not known


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage away from its report; ``text`` may be shortened."""

    role: str
    text: str
    url: str
    section: str  # nearest heading above, may be empty
    report: Link  # its origin, or the beginning of its title
    date: str
    themes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    question: str
    count: int
    url: str  # all of this role
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Passages of one report that follow each other."""

    id: int
    title: str
    url: str
    origin: tuple[str, ...]
    hosts: tuple[str, ...]
    kind: str
    date: str
    hits: tuple[Hit, ...]


def columns(passages: QuerySet[Passage], roles: Facet, wanted: Wanted, *, theme: str = "") -> tuple[Column, ...]:
    """学 悟 行, the first passages of the newest reports for each; six queries. ``theme`` is the page's own and not repeated."""
    rank = Window(RowNumber(), partition_by=[F("report"), F("role")], order_by="number")
    ordered = passages_newest_first(narrowed(passages, wanted).annotate(rank=rank).filter(rank__lte=OF_ONE_REPORT))
    found = {role: _with_reports(ordered.filter(role=role)[:IN_COLUMN]) for role in Role.values[:3]}
    _prefetch([passage for column in found.values() for passage in column])
    options = {option.role: option for option in roles.options}
    hits = {role: tuple(_hit(passage, COLUMN_LENGTH, theme) for passage in column) for role, column in found.items()}
    return tuple(Column(role, str(ROLE_QUESTIONS[role]), options[role].count, options[role].url, hits[role]) for role in found)


def newest_hits(each: Sequence[QuerySet[Passage]]) -> list[Hit | None]:
    """The newest passage of each set, shortened; a query for each and three more."""
    found = [_with_reports(passages_newest_first(passages)[:1]) for passages in each]
    _prefetch([passage for one in found for passage in one])
    return [_hit(one[0], COLUMN_LENGTH) if one else None for one in found]


def groups(passages: QuerySet[Passage], wanted: Wanted, query: QueryDict, *, theme: str = "") -> tuple[tuple[Group, ...], Pager]:
    """One page of all passages wanted, report by report; five queries. Raises ``BadParameter``, ``NotHere``."""
    page = page_of(passages_newest_first(narrowed(passages, wanted)), query, PAGE_SIZE)
    found = _with_reports(page.object_list)
    _prefetch(found)
    by_report = groupby(found, key=lambda passage: passage.report)
    return tuple(_group(report, [_hit(passage, 0, theme) for passage in group]) for report, group in by_report), pager(page, query)


def report_name(report: Report) -> str:
    """How a report is called where there is no room for its title: by who went, else by the beginning of the title.

    Needs ``visits`` prefetched, or costs a query.
    """
    origin = visit_names(report, Visit.Side.ORIGIN)
    return _("、").join(origin) or (report.title if len(report.title) <= TITLE_LENGTH else report.title[:TITLE_LENGTH] + "……")


def visit_names(report: Report, side: str) -> tuple[str, ...]:
    visits = sorted(report.visits.all(), key=lambda visit: visit.position)
    return tuple(say_place(visit.name) for visit in visits if visit.side == side)


def _with_reports(passages: QuerySet[Passage]) -> list[Passage]:
    return list(passages.select_related("report", "section").defer("report__text", "report__original", "report__fixes"))


def _prefetch(passages: list[Passage]) -> None:
    prefetch_related_objects(passages, "theme_marks__theme", "report__visits")


def _hit(passage: Passage, limit: int, but_theme: str = "") -> Hit:
    """Shortened to ``limit`` characters, or whole with 0."""
    themes = [mark.theme for mark in passage.theme_marks.all() if mark.theme.slug != but_theme]
    return Hit(
        role=passage.role,
        text=excerpt(passage.text, limit) if limit else passage.text,
        url=passage.get_absolute_url(),
        section=passage.section.heading if passage.section else "",
        report=Link(report_name(passage.report), passage.report.get_absolute_url()),
        date=passage.report.date or passage.report.visit_start,
        themes=tuple(Link(theme_name(theme), theme.get_absolute_url()) for theme in themes),
    )


def _group(report: Report, hits: list[Hit]) -> Group:
    return Group(
        id=report.pk, title=report.title, url=report.get_absolute_url(), kind=report.get_kind_display(),
        origin=visit_names(report, Visit.Side.ORIGIN), hosts=visit_names(report, Visit.Side.HOST),
        date=report.date or report.visit_start, hits=tuple(hits),
    )
