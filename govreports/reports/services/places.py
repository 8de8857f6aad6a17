"""Rows of ``Place`` for GB/T 2260 codes, made when a report first names them, with the divisions above."""
from collections.abc import Iterable

from govreports.analysis.lexicon import divisions
from govreports.analysis.lexicon.divisions import Division
from govreports.reports.models import Place

LEVELS = [Place.Level.PROVINCE, Place.Level.PREFECTURE, Place.Level.COUNTY]  # a parent is made before its children


def places_by_code(codes: Iterable[str]) -> dict[str, Place]:
    """A row for each code, those above included; a code the table does not know is left out.

    At most seven queries, however many codes; none without codes.
    """
    wanted = {division.code: division for code in set(codes) for division in divisions.chain(code)}
    if not wanted:
        return {}
    found = Place.objects.in_bulk(wanted, field_name="code")
    for level in LEVELS:
        missing = [division for code, division in wanted.items() if code not in found and division.level == level]
        if missing:
            Place.objects.bulk_create([_place(division, found) for division in missing], ignore_conflicts=True)
            found |= Place.objects.in_bulk([division.code for division in missing], field_name="code")
    return found


def _place(division: Division, found: dict[str, Place]) -> Place:
    return Place(
        code=division.code, name=division.name, full_name=division.full_name, level=division.level,
        parent=found.get(division.parent), is_former=division.is_former,
    )
