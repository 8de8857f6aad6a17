"""What the review page shows: source, cleaned text and what was recognised, one row a paragraph.

Comes in: a stored report; goes out: a page of rows. Four queries for a page, whatever the length of the report.
"""
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.reports.models import Passage, Report, Role, Theme
from govreports.reports.paging import Pager, page_of, pager
from govreports.reports.selectors.report import UNSURE_BELOW, evidence_lines
from govreports.reports.selectors.report_source import source_text
from govreports.reports.source_diff import Row, Stretch, rows
from govreports.reports.wording import theme_name

ROWS = 40  # a page: about fifteen screens, and each passage brings twenty inputs
LONGEST_REMOVED = 300  # characters of a stretch without any body text that are shown


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReviewPassage:
    number: int
    text: str
    roles: tuple[Choice, ...]  # 学 悟 行 景
    themes: tuple[Choice, ...]  # all there are
    chosen: tuple[str, ...]  # names of the themes it has
    ask: str  # a question where the program was not sure
    why: str  # the reasons for the role
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    raw: tuple[Stretch, ...]
    clean: tuple[Stretch, ...]
    is_heading: bool
    passages: tuple[ReviewPassage, ...]
    is_cut: bool = False  # more was removed than is shown


@dataclass(frozen=True, slots=True)
class Review:
    rows: tuple[ReviewRow, ...]
    pager: Pager
    page: int
    trouble: str  # why the source cannot be shown; empty when it is there
    unsure: int  # passages still to be looked at in the whole report
    next_unsure: str  # address of the first of them; empty when there is none


@dataclass(frozen=True, slots=True)
class _Line:
    """A row and where its cleaned text stands in the report."""

    row: Row
    start: int
    end: int


def review(report: Report, query: QueryDict, posted: QueryDict | None = None) -> Review:
    """With ``posted``, choices stand as they were sent: nothing is lost when a field has a fault."""
    raw, trouble = source_text(report.source)
    passages = list(report.passages.prefetch_related("theme_marks").order_by("number"))
    lines = list(_lines(rows(raw, report.text_as_written), report.text_as_written))
    page = page_of(lines, query, ROWS)
    headings = set(report.sections.values_list("start", flat=True))
    themes = list(Theme.objects.all())
    unsure = [passage for passage in passages if is_unsure(passage)]
    return Review(
        rows=tuple(_row(line, headings, [
            _passage(passage, themes, posted) for passage in passages if line.start <= passage.start < line.end
        ]) for line in page.object_list),
        pager=pager(page, query), page=page.number, trouble=trouble, unsure=len(unsure),
        next_unsure=_address(unsure[0], lines, page) if unsure else "",
    )


def is_unsure(passage: Passage) -> bool:
    return passage.role_score < UNSURE_BELOW and not passage.corrected


def _lines(laid: list[Row], clean: str) -> Iterator[_Line]:
    """Rows with a cleaned side follow the lines of the cleaned text that are not empty."""
    spans, start = [], 0
    for line in clean.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    place = iter(spans)
    for row in laid:
        begin, end = next(place, (0, 0)) if row.clean else (0, 0)
        yield _Line(row, begin, end)


def _row(line: _Line, headings: set[int], passages: list[ReviewPassage]) -> ReviewRow:
    raw, is_cut = line.row.raw, False
    if not line.row.clean:
        raw, is_cut = _shorten(raw)
    is_heading = not passages and any(line.start <= start < line.end for start in headings)
    return ReviewRow(raw, line.row.clean, is_heading, tuple(passages), is_cut)


def _shorten(stretches: tuple[Stretch, ...]) -> tuple[tuple[Stretch, ...], bool]:
    kept, left = [], LONGEST_REMOVED
    for stretch in stretches:
        if len(stretch.text) > left:
            return (*kept, replace(stretch, text=stretch.text[:left] + "……")), True
        kept.append(stretch)
        left -= len(stretch.text)
    return tuple(kept), False


def _passage(passage: Passage, themes: list[Theme], posted: QueryDict | None) -> ReviewPassage:
    role, slugs = passage.role, None
    ids = {mark.theme_id for mark in passage.theme_marks.all()}
    if posted is not None and str(passage.number) in posted.getlist("passage"):
        role, slugs = posted.get(f"role-{passage.number}", role), posted.getlist(f"theme-{passage.number}")
    choices = tuple(
        Choice(theme.slug, theme_name(theme), theme.pk in ids if slugs is None else theme.slug in slugs) for theme in themes
    )
    return ReviewPassage(
        number=passage.number, text=passage.as_written, roles=tuple(Choice(one.value, str(one.label), one == role) for one in Role),
        themes=choices, chosen=tuple(choice.label for choice in choices if choice.is_chosen),
        ask=_("请核对：拿不准是不是%(role)s") % {"role": passage.get_role_display()} if is_unsure(passage) else "",
        why="，".join(evidence_lines(passage)[:2]), is_corrected=passage.corrected,
    )


def _address(passage: Passage, lines: list[_Line], page: Page) -> str:
    place = next((number for number, line in enumerate(lines) if line.start <= passage.start < line.end), 0)
    number = place // ROWS + 1
    return f"#p{passage.number}" if number == page.number else f"?page={number}#p{passage.number}"
