"""Which hosts each passage speaks of: written with a report, told anew when its hosts or roles were corrected."""
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction

from govreports.analysis import records
from govreports.analysis.places import mark_places
from govreports.reports.models import Passage, PassagePlace, Report, Section, Visit


def passage_places_write(passages: Iterable[tuple[Passage, Iterable[records.PlaceMark]]], hosts: Iterable[Visit]) -> None:
    """Store the marks of these passages; one query, none without marks."""
    PassagePlace.objects.bulk_create(PassagePlace(**fields) for fields in mark_fields(passages, hosts))


@transaction.atomic
def passage_places_update(report: Report) -> None:
    """Follow the hosts and roles as they are stored now; passages whose places somebody corrected keep them. Six queries."""
    hosts = list(report.visits.filter(side=Visit.Side.HOST).select_related("place").order_by("position"))
    passages = list(report.passages.order_by("number"))
    marks = tell_places(
        report.title, passages, list(report.sections.order_by("number")), hosts,
        list(report.visits.filter(side=Visit.Side.ORIGIN).select_related("place")),
    )
    told = [(passage, found) for passage, found in zip(passages, marks, strict=True) if not passage.places_corrected]
    PassagePlace.objects.filter(passage__report=report, passage__places_corrected=False).delete()
    passage_places_write(told, hosts)


@transaction.atomic
def passage_places_correct(passage: Passage, hosts: Iterable[Visit]) -> None:
    """Somebody says which hosts it speaks of; from now on it keeps them."""
    passage.place_marks.all().delete()
    PassagePlace.objects.bulk_create(
        PassagePlace(passage=passage, visit=visit, code=visit.place.code if visit.place else "") for visit in hosts
    )
    passage.places_corrected = True
    passage.save(update_fields=["places_corrected"])


def tell_places(
    title: str, passages: Sequence[Passage], sections: Sequence[Section], hosts: Sequence[Visit], origin: Sequence[Visit]
) -> list[tuple[records.PlaceMark, ...]]:
    """What the analysis says of stored rows, for each passage. Only reads fields that the first migration made."""
    number = {section.pk: index for index, section in enumerate(sections)}
    return mark_places(
        [records.Passage(row.start, row.end, row.text, row.paragraph, number.get(row.section_id), records.Role(row.role), row.role_score)
         for row in passages],
        [records.Heading(row.start, row.end, row.heading, row.level) for row in sections],
        places=records.Places(tuple(map(_name, origin)), tuple(map(_name, hosts))), title=title,
    )


def mark_fields(passages: Iterable[tuple[Passage, Iterable[records.PlaceMark]]], hosts: Iterable[Visit]) -> Iterator[dict]:
    """The fields of ``PassagePlace`` for each mark; a mark for what is no host of the report is left out."""
    visits = {visit.name: visit for visit in hosts}
    for row, marks in passages:
        by_visit = {visits[mark.place.name[:120]]: mark for mark in marks if mark.place.name[:120] in visits}
        for visit, mark in by_visit.items():
            yield {"passage": row, "visit": visit, "code": mark.code or "", "evidence": [asdict(item) for item in mark.evidence]}


def _name(visit: Visit) -> records.PlaceName:
    return records.PlaceName(visit.name, visit.place.code if visit.place else None)
