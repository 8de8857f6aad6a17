"""Tables as files that open in Excel and WPS. Comes in: rows; goes out: an answer with a file."""
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from tempfile import TemporaryFile
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Row = Sequence[str | int]
FORMATS = ("xlsx", "csv")
LONGEST_CELL = 32_000  # characters; Excel takes 32,767


def sheet_response(kind: str, name: str, header: Row, rows: Iterable[Row], widths: Sequence[int] = ()) -> HttpResponseBase:
    """``kind`` is one of ``FORMATS``; ``name`` is the file's, without ending."""
    response = _xlsx(header, rows, widths) if kind == "xlsx" else _csv(header, rows)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{kind}"
    return response


def harmless(value: str | int) -> str | int:
    """A text that a table would take for a formula gets an apostrophe in front.

    >>> harmless("=1+1"), harmless("-5%"), harmless("物业"), harmless(7)
    ("'=1+1", "'-5%", '物业', 7)
    """
    if isinstance(value, int):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def _csv(header: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    return StreamingHttpResponse(_csv_lines(header, rows), content_type="text/csv; charset=utf-8")


def _csv_lines(header: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield "\ufeff"  # so that Excel takes it for UTF-8
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in chain((header,), rows):
        writer.writerow([harmless(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _xlsx(header: Row, rows: Iterable[Row], widths: Sequence[int]) -> FileResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([_cell(sheet, value, Font(bold=True)) for value in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 closed by the response
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _cell(sheet: object, value: str | int, font: Font | None = None) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(value))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font:
        cell.font = font
    return cell
