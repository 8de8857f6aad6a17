"""A report taken apart: what was learned, what was realized, what is to be done, each with its place in the text."""
from collections.abc import Iterable
from dataclasses import dataclass, replace

from govreports.reports.models import Passage, Report, Role
from govreports.reports.selectors.report import PassageItem, Show, passage_item
from govreports.reports.wording import ROLE_QUESTIONS


@dataclass(frozen=True, slots=True)
class ColumnItem:
    passage: PassageItem
    path: str  # headings above; empty where the passage before in this column has the same


@dataclass(frozen=True, slots=True)
class Column:
    role: str
    question: str  # what the role answers
    items: tuple[ColumnItem, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    columns: tuple[Column, ...]  # 学 悟 行
    context: Column


def report_breakdown(report: Report, passages: Iterable[Passage], show: Show) -> Breakdown:
    """No query of its own."""
    passages, show = list(passages), replace(show, page=report.get_absolute_url())
    columns = [_column(role, [passage for passage in passages if passage.role == role], show) for role in Role.values]
    return Breakdown(tuple(columns[:3]), columns[3])


def _column(role: str, passages: list[Passage], show: Show) -> Column:
    items, last = [], ""
    for passage in passages:
        path = section_path(passage)
        items.append(ColumnItem(passage_item(passage, show), path if path != last else ""))
        last = path
    return Column(role, str(ROLE_QUESTIONS[role]), tuple(items))


def section_path(passage: Passage) -> str:
    """The headings above a passage, from the top, joined by " › "; empty before the first heading."""
    section = passage.section
    return " › ".join(part for part in (section.path, section.heading) if part) if section else ""
