"""A report beside its source: the raw text of the upload, line by line, next to what became of it.

The raw text is not stored. It is read again from the bytes as uploaded, within the limits below,
and kept in the cache for a while; where that fails the page says why and shows the rest.
"""
from dataclasses import dataclass

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.analysis.errors import AnalysisError
from govreports.analysis.extract import extract
from govreports.reports.models import Report, SourceFile
from govreports.reports.paging import Pager, page_of, pager
from govreports.reports.source_diff import Stretch, rows
from govreports.reports.wording import said_by_analysis

LARGEST_SOURCE = 20_000_000  # bytes; a larger file is not read again for a page
LONGEST_TEXT = 400_000  # characters of raw text laid beside the cleaned text, about half a second
ROWS = 100  # a page
KEPT = 3600  # seconds


@dataclass(frozen=True, slots=True)
class FixLine:
    name: str
    count: int
    sample: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A stretch of the source beside the line it became; either side may be empty."""

    raw: tuple[Stretch, ...]
    clean: tuple[Stretch, ...]
    is_heading: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    rows: tuple[SourceRow, ...]
    pager: Pager
    fixes: tuple[FixLine, ...]
    trouble: str  # why the raw side is missing; empty when it is there


def report_source(report: Report, query: QueryDict) -> SourceView:
    """One query, for the headings. Raises ``NotHere`` and ``BadParameter`` for a wrong ``page``."""
    raw, trouble = source_text(report.source)
    headings = {section.heading_as_written for section in report.sections.all()}
    page = page_of(rows(raw, report.text_as_written), query, ROWS)
    return SourceView(
        rows=tuple(SourceRow(row.raw, row.clean, "".join(part.text for part in row.clean) in headings) for row in page.object_list),
        pager=pager(page, query),
        fixes=tuple(FixLine(said_by_analysis(fix["name"]), fix["count"], fix.get("sample", "")) for fix in report.fixes),
        trouble=trouble,
    )


def source_text(source: SourceFile) -> tuple[str, str]:
    """(raw text, trouble); one of them is empty."""
    key = f"raw-text:{source.sha256}"
    if (found := cache.get(key)) is None:
        found = _read(source)
        cache.set(key, found, KEPT)
    return found


def _read(source: SourceFile) -> tuple[str, str]:
    if source.size > LARGEST_SOURCE:
        return "", _("原件太大，不在网页上对照；请下载原件查看。")
    try:
        with source.content.open("rb") as file:
            text = extract(file.read(), source.name).text
    except AnalysisError as error:
        return "", str(error)
    except OSError:
        return "", _("原件文件不在了，只剩整理后的文字。请告诉管理员。")
    return (text, "") if len(text) <= LONGEST_TEXT else ("", _("原文太长，不在网页上对照；请下载原件查看。"))
