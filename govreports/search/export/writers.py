"""Write a ``Sheet`` as CSV or XLSX, row by row, so that memory does not grow with the rows.

A spreadsheet takes a cell that begins with = + - @ or a tab for a formula, and reports come from anywhere. In CSV such a cell
gets an apostrophe before it, as OWASP advises ("CSV Injection"). XLSX says of each cell that it is text, and asks for the same
apostrophe as a property of the cell (``quotePrefix``): the text stays as written and remains text when somebody edits it.
"""
import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Color
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins

from .sheet import Link, Row, Sheet

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones are read as narrow by Excel in Chinese
LONGEST_CELL = 32_000  # characters; Excel refuses a file with 32,768 in a cell
A4 = 9  # the number of the paper in a spreadsheet
LINE, TALLEST = 15, 409  # points; a row of the standard font, and the most Excel shows
LOOSE = 1.1  # lines end early where a word or a full stop does not fit

HEAD, LINKED = copy(DEFAULT_FONT), copy(DEFAULT_FONT)
HEAD.b, LINKED.color, LINKED.u = True, Color("FF1D4A86"), "single"
TOP, WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)


def write_csv(sheet: Sheet, file: IO[bytes]) -> None:
    """UTF-8 with a byte order mark, by which Excel and WPS know that it is UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(harmless(column.label) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(harmless(cell.text if isinstance(cell, Link) else cell) for cell in row)
    if sheet.last:
        writer.writerow([harmless(sheet.last)])
    text.flush()
    text.detach()


def harmless(value: str | int) -> str | int:
    """
    >>> harmless("=1+1"), harmless("\\t@x"), harmless("物业"), harmless(-3)
    ("'=1+1", "'\\t@x", '物业', -3)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    """One sheet with a head that stays, filters and links, set for A4 across; a second one says what was asked."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_fit(sheet.title))
    _lay_out(page, sheet)
    page.row_dimensions[1].height = _height((column.label, column.width) for column in sheet.columns)
    page.append([_cell(page, column.label, is_head=True, is_wrapped=True) for column in sheet.columns])
    rows = 1
    for row in sheet.rows:
        rows += 1
        page.row_dimensions[rows].height = _height(
            (str(value), column.width) for column, value in zip(sheet.columns, row, strict=True) if column.is_wrapped)
        page.append(list(_cells(page, sheet, row)))
    if sheet.last:
        page.append([_cell(page, sheet.last, is_head=True)])
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{rows}"
    if sheet.about:
        _write_about(book.create_sheet(_("说明")), sheet)
    book.save(file)


WRITERS: dict[str, tuple[Callable[[Sheet, IO[bytes]], None], str]] = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (write_csv, "text/csv; charset=utf-8"),
}


def _lay_out(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    """Before the first row: write-only sheets put this at the beginning of their file."""
    page.freeze_panes, page.print_title_rows = "B2", "1:1"
    _set_widths(page, [column.width for column in sheet.columns])


def _set_widths(page: WriteOnlyWorksheet, widths: list[int]) -> None:
    """And all columns on an A4 page across."""
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _height(cells: Iterable[tuple[str, int]]) -> int:
    """Points, for texts and the widths they are wrapped to. LibreOffice shows one line where a file does not say; others may, too."""
    lines = (math.ceil(sum(2 if char > "⺀" else 1 for char in text) * LOOSE / width) for text, width in cells)
    return min(TALLEST, LINE * max([1, *lines]))


def _cells(page: WriteOnlyWorksheet, sheet: Sheet, row: Row) -> Iterator[WriteOnlyCell]:
    for column, value in zip(sheet.columns, row, strict=True):
        if isinstance(value, Link):
            yield _cell(page, value.text, url=value.url)
        else:
            yield _cell(page, value, is_wrapped=column.is_wrapped)


def _cell(page: WriteOnlyWorksheet, value: str | int, *, url: str = "", is_head: bool = False, is_wrapped: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page)
    if isinstance(value, str):
        cell.value = _fit(value)
        cell.data_type = "s"  # openpyxl has taken "=…" for a formula and "#N/A" for an error
        cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    else:
        cell.value = value
    cell.alignment = WRAPPED if is_wrapped else TOP
    if is_head:
        cell.font = HEAD
    if url:
        cell.hyperlink, cell.font = url, LINKED
    return cell


def _fit(text: str) -> str:
    """Without the control characters that XML cannot hold, and no longer than a cell may be."""
    fit = ILLEGAL_CHARACTERS_RE.sub("", text)
    return fit if len(fit) <= LONGEST_CELL else f"{fit[:LONGEST_CELL]}……"


def _write_about(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    _set_widths(page, [18, 90])
    for number, (name, said) in enumerate(sheet.about, 1):
        page.row_dimensions[number].height = _height([(said, 90)])
        page.append([_cell(page, name, is_head=True), _cell(page, said, is_wrapped=True)])
