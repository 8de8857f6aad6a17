"""The grid as a file: the same rows and columns, figures as figures, links kept where the format has them."""
from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from govreports.reports.models import Theme
from govreports.search.asked import JOINT, say_query, theme_names
from govreports.search.export.sheet import Column, Link, Row, Sheet

from .page import GridView
from .table import Cell, Grid
from .wording import any_city, left_out

FILE_TERMS = 3  # of them stand in the name of the file


def grid_sheet(view: GridView, themes: list[Theme], absolute: Callable[[str], str]) -> Sheet:
    """``absolute`` makes a whole address of a path. Where no term was given there is only a line that says so."""
    grid = view.grid
    narrowed = say_query(view.query, theme_names(themes))
    cities = tuple(Column(city.name, 8) for city in grid.cities) if grid else ()
    return Sheet(
        title=_("词语与城市"),
        columns=(Column(_("词语"), 22, is_wrapped=True), *cities, Column(any_city(view), 10)),
        rows=_rows(grid, absolute) if grid else (),
        about=(
            (_("条件"), narrowed or _("没有")),
            (_("怎么数"), _("格里是段数。一段谈到几个城市，在各个城市都算，合计里只算一次，所以各格相加不等于合计。")),
            (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        ),
        last=" ".join(left_out(view)) if grid else _("没有写词语。"),
    )


def grid_file_words(view: GridView, themes: list[Theme]) -> str:
    terms = [row.term for row in view.grid.rows[:FILE_TERMS]] if view.grid else []
    return " ".join([_("词语与城市"), *terms, say_query(view.query, theme_names(themes)).replace(JOINT, " ")])


def _rows(grid: Grid, absolute: Callable[[str], str]) -> Iterator[Row]:
    for row in grid.rows:
        yield (row.term, *(_cell(cell, absolute) for cell in (*row.cells, row.total)))
    yield (_("不限词语"), *(_cell(cell, absolute) for cell in (*(city.total for city in grid.cities), grid.total)))


def _cell(cell: Cell, absolute: Callable[[str], str]) -> int | Link:
    return Link(cell.count, absolute(cell.url)) if cell.url else cell.count
