"""What a report tells that can be counted, followed up or cited, grouped by kind, each with the way to its passage."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreports.reports.excerpt import excerpt
from govreports.reports.models import Fact, Passage, Report
from govreports.reports.selectors.report import Show
from govreports.reports.wording import say_place

LONGEST = 60  # characters of a duty that are shown; the passage has the rest


@dataclass(frozen=True, slots=True)
class FactItem:
    text: str  # as the report has it
    about: str  # what is counted, who is to do it, what is borrowed from whom; may be empty
    whose: str  # a place, or 考察地, 本地, 别处; may be empty
    url: str
    number: int  # of its passage


@dataclass(frozen=True, slots=True)
class FactGroup:
    kind: str
    label: str
    count: str
    items: tuple[FactItem, ...]


def report_facts(report: Report, passages: Iterable[Passage], show: Show) -> tuple[FactGroup, ...]:
    """Kinds of which the report has none are left out. One query."""
    by_id = {passage.pk: passage for passage in passages}
    facts = list(Fact.objects.filter(passage__report=report).order_by("passage__number", "start", "id"))
    groups = []
    for kind in Fact.Kind:
        items = tuple(_item(fact, by_id[fact.passage_id], show) for fact in facts if fact.kind == kind)
        if items:
            count = ngettext("%(count)d 条", "%(count)d 条", len(items)) % {"count": len(items)}
            groups.append(FactGroup(kind, str(kind.label), count, items))
    return tuple(groups)


def _item(fact: Fact, passage: Passage, show: Show) -> FactItem:
    text = passage.as_written[fact.start:fact.end] if show.as_written else fact.text
    owner = say_place(fact.place) if fact.place else fact.get_whose_display() if fact.whose else ""
    return FactItem(
        text=excerpt(text, LONGEST), about=_about(fact), whose=owner,
        url=f"{show.page}#p{passage.number}", number=passage.number,
    )


def _about(fact: Fact) -> str:
    """The part of a fact that its text does not show at a glance."""
    data = fact.data
    if fact.kind == Fact.Kind.FIGURE:
        return data.get("what", "")
    if fact.kind == Fact.Kind.DUTY:
        return _("，").join(filter(None, (data.get("who"), data.get("by"))))
    return ""
