"""The columns of a comparison, read from the database: how much each says, and its passages of one page."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Value, Window, prefetch_related_objects
from django.db.models.functions import Coalesce, NullIf, RowNumber

from govreports.reports.models import Passage, Role
from govreports.reports.selectors.about import passages_about

from .selection import NO_THEME, REPORTS, Selection
from .subjects import Subject

ROLES = Role.values[:3]  # 学 悟 行; the context of a tour is not compared
OF_REPORT = 60  # passages of a role on one page; nearly every report has fewer
OF_CITY = 20  # of a city, whose passages come from many reports
DATED = Coalesce(NullIf("report__date", Value("")), NullIf("report__visit_start", Value("")), Value(""))


@dataclass(frozen=True, slots=True)
class Column:
    subject: Subject
    passages: QuerySet[Passage]  # 学 悟 行, of the theme wanted
    counts: dict[tuple[str, str], int]  # (role, slug or none) -> passages, whatever theme is wanted
    longest: int  # passages of the role that has most


Page = dict[str, list[Passage]]  # role -> passages, newest report first, each report in reading order


def read_column(selection: Selection, subject: Subject) -> Column:
    """Two queries for a report, three for a city."""
    found = Passage.objects.filter(report=subject.key) if selection.kind == REPORTS else passages_about(subject.key)
    found = found.filter(role__in=ROLES).order_by()
    rows = found.values_list("role", "theme_marks__theme__slug").annotate(Count("id"))
    counts = {(role, slug or NO_THEME): count for role, slug, count in rows}
    wanted = _of_theme(found, selection.theme)
    return Column(subject, wanted, counts, max(dict(wanted.values_list("role").annotate(Count("id"))).values(), default=0))


def read_pages(columns: Iterable[Column], number: int, size: int) -> list[Page]:
    """The passages of one page for each column; a query each, and three for themes and places."""
    pages = [_page(column.passages, number, size) for column in columns]
    passages = [passage for page in pages for each in page.values() for passage in each]
    prefetch_related_objects(passages, "theme_marks__theme", "report__visits")
    return pages


def page_size(selection: Selection) -> int:
    return OF_REPORT if selection.kind == REPORTS else OF_CITY


def _page(passages: QuerySet[Passage], number: int, size: int) -> Page:
    order = [DATED.desc(), F("report").desc(), F("number").asc()]
    ranked = passages.annotate(place=Window(RowNumber(), partition_by=F("role"), order_by=order))
    shown = ranked.filter(place__gt=(number - 1) * size, place__lte=number * size).order_by("role", "place")
    page: Page = {role: [] for role in ROLES}
    for passage in shown.select_related("report", "section").defer("report__text", "report__original", "report__fixes"):
        page[passage.role].append(passage)
    return page


def _of_theme(passages: QuerySet[Passage], theme: str) -> QuerySet[Passage]:
    if theme == NO_THEME:
        return passages.filter(theme_marks__isnull=True)
    return passages.filter(theme_marks__theme__slug=theme) if theme else passages
