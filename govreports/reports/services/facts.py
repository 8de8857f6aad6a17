"""Facts of a report: written with it, and found anew when a person corrects what they depend on.

Roles decide whether a passage holds duties and whose its figures are, places whose names are a host's.
"""
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from django.db import transaction

from govreports.analysis.facts import find_facts
from govreports.analysis.records import Fact as FoundFact
from govreports.analysis.records import Passage as AnalysedPassage
from govreports.analysis.records import PlaceName, Places, Role
from govreports.reports.models import Fact, Passage, Report, Visit


def facts_write(passages: Sequence[Passage], found: Iterable[FoundFact]) -> None:
    """``passages`` are all of the report in reading order; one query in batches."""
    Fact.objects.bulk_create(
        Fact(
            passage=passages[fact.passage], kind=fact.kind, start=fact.start - passages[fact.passage].start,
            end=fact.end - passages[fact.passage].start, text=fact.text, whose=fact.whose, place=fact.place[:120], data=asdict(fact.detail),
        )
        for fact in found
    )


@transaction.atomic
def facts_refresh(report: Report) -> None:
    """Find the facts of a stored report anew from its passages and visits as they now are; four queries."""
    passages = list(report.passages.order_by("number"))
    read = [AnalysedPassage(one.start, one.end, one.text, one.paragraph, None, Role(one.role), one.role_score) for one in passages]
    Fact.objects.filter(passage__report=report).delete()
    facts_write(passages, find_facts(read, _places(report)))


def _places(report: Report) -> Places:
    sides: dict[str, list[PlaceName]] = {Visit.Side.ORIGIN: [], Visit.Side.HOST: []}
    for visit in report.visits.select_related("place").order_by("position"):
        sides[visit.side].append(PlaceName(visit.name, visit.place.code if visit.place else None))
    return Places(tuple(sides[Visit.Side.ORIGIN]), tuple(sides[Visit.Side.HOST]))
