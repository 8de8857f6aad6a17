"""The comparison itself: rows learned, realized, action; in each the themes; in each pairs of counterparts.

A passage stands once, under the theme it shares with its counterparts, else under the one it is most about. A gap says
whether the report has nothing on the theme in this role, or something but nothing close.
"""
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from govreports.analysis.align import Row as Aligned
from govreports.analysis.align import Unit, align
from govreports.reports.excerpt import excerpt
from govreports.reports.models import Passage, PassageTheme, Theme
from govreports.reports.selectors.gathering import report_name
from govreports.reports.selectors.report import Link
from govreports.reports.wording import ROLE_QUESTIONS, theme_name

from .columns import ROLES, Column, Page
from .selection import CITIES, NO_THEME, Selection

LENGTH = 180  # characters of a passage where all themes are shown; on one theme it is shown whole
ROWS = 4  # of one theme where all are shown; the rest stand on the page of that theme


@dataclass(frozen=True, slots=True)
class Cell:
    """A passage, or the reason why there is none; blank where that reason was given in a row above."""

    of: str  # name of its column, shown where the columns are stacked
    text: str = ""
    url: str = ""
    path: str = ""  # heading it stands under
    source: str = ""  # the report, where a column holds several
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """How many passages one column has on a theme in a role."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ThemeBlock:
    slug: str
    name: str
    url: str  # the comparison on this theme alone
    said: tuple[Said, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: int  # passages left to that page


@dataclass(frozen=True, slots=True)
class RoleBlock:
    role: str
    question: str
    height: int  # table rows, with those that name the themes
    themes: tuple[ThemeBlock, ...]
    also: tuple[Link, ...]  # themes of passages that stand under another theme here


@dataclass(frozen=True, slots=True)
class _Material:
    """What one role of the table is made of."""

    role: str
    selection: Selection
    columns: Sequence[Column]
    passages: list[list[Passage]]  # of each column
    themes: dict[str, Theme]

    def count(self, column: Column, slug: str) -> int:
        return column.counts.get((self.role, slug), 0)

    def name(self, slug: str) -> str:
        return theme_name(self.themes[slug]) if slug in self.themes else _("没有标主题")

    def url(self, slug: str) -> str:
        """The comparison on one theme, opened at this role."""
        return f"{self.selection.address(theme=slug)}#{self.role}"

    def themes_of(self, column: int, index: int) -> list[PassageTheme]:
        return list(self.passages[column][index].theme_marks.all())

    def fits(self, slug: str, column: int, index: int) -> bool:
        """Whether a passage may stand under a theme: it has the theme, or none at all."""
        slugs = [mark.theme.slug for mark in self.themes_of(column, index)]
        return slug in slugs or not slugs

    def speakers(self, slug: str) -> int:
        """Columns that say something on a theme."""
        return sum(self.count(column, slug) > 0 for column in self.columns)


def table(selection: Selection, columns: Sequence[Column], pages: Sequence[Page], themes: dict[str, Theme]) -> tuple[RoleBlock, ...]:
    """学 悟 行; a role without passages on this page has no themes. No query."""
    return tuple(_role(_Material(role, selection, columns, [page[role] for page in pages], themes)) for role in ROLES)


def _role(material: _Material) -> RoleBlock:
    rows = _by_theme(align([[_unit(passage) for passage in each] for each in material.passages]), material)
    fewest = len(material.columns) if material.selection.is_both else 1
    said = [slug for slug in (*material.themes, NO_THEME) if material.speakers(slug) >= fewest]
    said.sort(key=lambda slug: (not any(row.is_shared for row in rows.get(slug, ())), -material.speakers(slug)))  # counterparts first
    blocks = tuple(_block(slug, rows[slug], material) for slug in said if slug in rows)
    also = () if material.selection.theme else tuple(Link(material.name(slug), material.url(slug)) for slug in said if slug not in rows)
    height = sum(len(block.rows) + 1 + bool(block.rest) for block in blocks) + bool(also)
    return RoleBlock(material.role, str(ROLE_QUESTIONS[material.role]), height, blocks, also)


def _by_theme(rows: list[Aligned], material: _Material) -> dict[str, list[Aligned]]:
    """Each row under one theme. A counterpart with other themes only is taken out again and stands under its own."""
    found: dict[str, list[Aligned]] = defaultdict(list)
    for row in rows:
        while any(index is not None for index in row.members):
            slug = material.selection.theme or _theme_of(row, material)
            fits = [index is not None and material.fits(slug, column, index) for column, index in enumerate(row.members)]
            found[slug].append(Aligned(tuple(index if fit else None for index, fit in zip(row.members, fits, strict=True)), row.similarity))
            row = Aligned(tuple(None if fit else index for index, fit in zip(row.members, fits, strict=True)))
    return found


def _block(slug: str, rows: list[Aligned], material: _Material) -> ThemeBlock:
    """Counterparts first in reading order, then what stands alone, the columns taking turns."""
    ordered = [row for row in rows if row.is_shared] + _in_turns([row for row in rows if not row.is_shared])
    shown = ordered if material.selection.theme else ordered[:ROWS]
    rest = sum(index is not None for row in ordered[len(shown):] for index in row.members)
    said = tuple(Said(column.subject.name, material.count(column, slug)) for column in material.columns)
    return ThemeBlock(slug, material.name(slug), material.url(slug), said, tuple(_cells(shown, said, material)), rest)


def _in_turns(rows: list[Aligned]) -> list[Aligned]:
    """First passage of each column, second of each …, so that every column is heard early."""
    column = {id(row): next(n for n, index in enumerate(row.members) if index is not None) for row in rows}
    turn: Counter[int] = Counter()
    turns = {}
    for row in rows:
        turn[column[id(row)]] += 1
        turns[id(row)] = turn[column[id(row)]]
    return sorted(rows, key=lambda row: (turns[id(row)], column[id(row)]))


def _cells(rows: list[Aligned], said: Sequence[Said], material: _Material) -> list[tuple[Cell, ...]]:
    """A column that says nothing on the theme says so once; a passage about two cities is shown for the first."""
    silent = [not one.count and all(row.members[column] is None for row in rows) for column, one in enumerate(said)]
    made = []
    for number, row in enumerate(rows):
        cells, shown = [], {}
        for column, index in enumerate(row.members):
            passage = None if index is None else material.passages[column][index]
            if passage and passage.pk in shown:
                cells.append(Cell(said[column].name, gap=_("同一段，见%(name)s") % {"name": shown[passage.pk]}))
            elif passage:
                shown[passage.pk] = said[column].name
                cells.append(_cell(passage, material.selection, said[column].name))
            elif not silent[column]:
                cells.append(Cell(said[column].name, gap=_("没有相近的段落")))
            else:
                cells.append(Cell(said[column].name, gap="" if number else _("未谈到")))
        made.append(tuple(cells))
    return made


def _cell(passage: Passage, selection: Selection, name: str) -> Cell:
    date = passage.report.date or passage.report.visit_start
    return Cell(
        of=name, text=passage.text if selection.theme else excerpt(passage.text, LENGTH), url=passage.get_absolute_url(),
        path=passage.section.heading if passage.section else "",
        source=f"{report_name(passage.report)} {date[:7]}".rstrip() if selection.kind == CITIES else "",
    )


def _unit(passage: Passage) -> Unit:
    return Unit(passage.text, frozenset(mark.theme.slug for mark in passage.theme_marks.all()))


def _theme_of(row: Aligned, material: _Material) -> str:
    """The theme most of its passages have, then the one they are most about, then the first in order."""
    number, weight = Counter(), Counter()
    for column, index in enumerate(row.members):
        for mark in material.themes_of(column, index) if index is not None else ():
            number[mark.theme.slug] += 1
            weight[mark.theme.slug] += mark.score
    order = list(material.themes)
    return min(number, key=lambda slug: (-number[slug], -weight[slug], order.index(slug)), default=NO_THEME)
