"""Write an analysis as a report, all of it or nothing. Comes in: ``Analysis`` and its source; goes out: ``Report``."""
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePath

from django.db import transaction

from govreports.analysis.records import Analysis, Heading, PlaceName
from govreports.analysis.records import Passage as AnalysedPassage
from govreports.reports.models import PATH_JOINT, Passage, PassageTheme, Report, Section, SourceFile, State, Theme, Visit

from .facts import facts_write
from .passage_places import passage_places_write
from .places import places_by_code


class UnknownTheme(ValueError):
    """An analysis speaks of a theme that is not in the database."""


def text_hash(text: str) -> str:
    """Hash of the letters and digits alone: layout and punctuation make no new text.

    >>> text_hash("一、主要做法：抓规划。") == text_hash("一主要做法 抓规划")
    True
    """
    letters = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


@transaction.atomic
def report_store(analysis: Analysis, *, source: SourceFile, state: State = State.DRAFT) -> Report:
    """The stored report with sections, passages, their themes, places and facts, and visits.

    Raises ``UnknownTheme``, and Django's ``IntegrityError`` when this part of the source is already stored.
    The number of queries does not depend on the number of places or themes; long reports are written in batches.
    """
    themes = _themes(analysis)
    report = _report(analysis, source, state)
    report.save(force_insert=True)
    sections = Section.objects.bulk_create(_sections(analysis, report))
    passages = Passage.objects.bulk_create(
        [_passage(number, passage, analysis, report, sections) for number, passage in enumerate(analysis.passages, 1)]
    )
    PassageTheme.objects.bulk_create(
        PassageTheme(passage=row, theme=themes[mark.slug], score=_score(mark.score), evidence=[asdict(item) for item in mark.evidence])
        for row, passage in zip(passages, analysis.passages, strict=True)
        for mark in passage.themes
    )
    facts_write(passages, analysis.facts)
    visits_write(report, Visit.Side.ORIGIN, analysis.places.origin)
    hosts = visits_write(report, Visit.Side.HOST, analysis.places.hosts)
    passage_places_write(zip(passages, (passage.places for passage in analysis.passages), strict=True), hosts)
    return report


def visits_write(report: Report, side: str, names: Iterable[PlaceName]) -> list[Visit]:
    """Put these places on one side of the report in this order; a name given twice counts once.

    Rows of the same name stay, with what speaks of them; others go.
    """
    once = list({place.name[:120]: place for place in names if place.name}.values())
    places = places_by_code(place.code for place in once if place.code)
    rows = [
        Visit(report=report, side=side, name=place.name[:120], place=places.get(place.code or ""), position=position)
        for position, place in enumerate(once)
    ]
    report.visits.filter(side=side).exclude(name__in=[row.name for row in rows]).delete()
    Visit.objects.bulk_create(rows, update_conflicts=True, unique_fields=["report", "side", "name"], update_fields=["place", "position"])
    return list(report.visits.filter(side=side).order_by("position"))


def _report(analysis: Analysis, source: SourceFile, state: State) -> Report:
    masthead, clean = analysis.masthead, analysis.clean
    start, end = ordered_visit(masthead.visit_start or "", masthead.visit_end or "")
    return Report(
        source=source, part=analysis.part, state=state,
        title=(masthead.title or PurePath(source.name).stem)[:300], kind=masthead.kind,
        date=masthead.date or "", visit_start=start, visit_end=end,
        text=clean.text, original="" if clean.original == clean.text else clean.original,
        text_hash=text_hash(clean.text), fixes=[asdict(fix) for fix in clean.fixes], damage=list(clean.damage),
        characters=sum(char.isalnum() for char in clean.text),
    )


def ordered_visit(start: str, end: str) -> tuple[str, str]:
    """The two dates of a visit; an end that is before its start, or says less than it, is dropped.

    >>> ordered_visit("2023-08-01", "2023-08")
    ('2023-08-01', '')
    """
    return (start, "") if start and end and end < start else (start, end)


def _sections(analysis: Analysis, report: Report) -> list[Section]:
    rows, above = [], []
    for number, heading in enumerate(analysis.headings, 1):
        above = [one for one in above if one.level < heading.level]
        original = analysis.clean.original[heading.start:heading.end]
        rows.append(Section(
            report=report, number=number, level=heading.level, heading=heading.text[:500], original=_if_other(original, heading.text)[:500],
            path=_path(above), start=heading.start, end=heading.end,
        ))
        above.append(heading)
    return rows


def _path(above: list[Heading]) -> str:
    return PATH_JOINT.join(heading.text for heading in above)[:1000]


def _passage(number: int, passage: AnalysedPassage, analysis: Analysis, report: Report, sections: list[Section]) -> Passage:
    original = analysis.clean.original[passage.start:passage.end]
    return Passage(
        report=report, section=None if passage.section is None else sections[passage.section], number=number, paragraph=passage.paragraph,
        start=passage.start, end=passage.end, text=passage.text, original=_if_other(original, passage.text),
        role=passage.role, role_score=_score(passage.score), evidence=[asdict(item) for item in passage.evidence],
    )


def _themes(analysis: Analysis) -> dict[str, Theme]:
    slugs = {mark.slug for passage in analysis.passages for mark in passage.themes}
    found = Theme.objects.in_bulk(slugs, field_name="slug")
    if unknown := slugs - found.keys():
        raise UnknownTheme(f"unknown themes: {', '.join(sorted(unknown))}")
    return found


def _if_other(original: str, text: str) -> str:
    return "" if original == text else original


def _score(score: float) -> float:
    return min(1.0, max(0.0, score))
