"""A report taken apart: what was learned, what was realized, what is to be done, each with its place in the text."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from govreports.reports.models import PATH_JOINT, Passage, Report, Role
from govreports.reports.selectors.report import PassageItem, Show, passage_item
from govreports.reports.wording import ROLE_QUESTIONS


@dataclass(frozen=True, slots=True)
class ColumnItem:
    passage: PassageItem
    path: str  # headings above that the passage before in this column did not have


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
    items, above = [], ()
    for passage in passages:
        headings = section_path(passage)
        pairs = zip(headings, above, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        path = "" if headings == above else PATH_JOINT.join(headings[min(shared, len(headings) - 1):])
        items.append(ColumnItem(passage_item(passage, show), path))
        above = headings
    return Column(role, str(ROLE_QUESTIONS[role]), tuple(items))


def section_path(passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, from the top; empty before the first heading."""
    section = passage.section
    return (*filter(None, section.path.split(PATH_JOINT)), section.heading) if section else ()
