"""Made reports written straight into the tables, a few hundred at a time: what matters here is their number."""
from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from tqdm import tqdm

from govreports.analysis.lexicon.divisions import division
from govreports.analysis.script import to_simplified
from govreports.reports.models import Passage, PassagePlace, PassageTheme, Place, Report, Section, SourceFile, State, Theme, Visit
from tests.bench.corpus import MadeReport

AT_ONCE = 500


def shelve(reports: Iterable[MadeReport], total: int) -> None:
    reports, bar = iter(reports), tqdm(total=total, disable=None)
    while some := list(islice(reports, AT_ONCE)):
        with transaction.atomic():
            _shelve(some)
        bar.update(len(some))


def _shelve(made: list[MadeReport]) -> None:
    sources = SourceFile.objects.bulk_create(
        SourceFile(sha256=f"{one.number:064}", name=f"{one.number}.txt", content=f"{one.number}.txt", size=1, format="txt") for one in made
    )
    stored = Report.objects.bulk_create(
        Report(source=source, state=State.PUBLISHED, title=one.title, kind=one.kind, date=one.date, year=int(one.year), text=one.title,
               text_hash=f"{one.number:064}", characters=len(one.text))
        for source, one in zip(sources, made, strict=True)
    )
    pairs = list(zip(stored, made, strict=True))
    sections = {
        (section.report_id, section.heading): section
        for section in Section.objects.bulk_create(
            Section(report=report, number=number, level=1, heading=heading, start=number, end=number + 1)
            for report, one in pairs for number, heading in enumerate(dict.fromkeys(passage.heading for passage in one.passages), 1)
        )
    }
    passages = Passage.objects.bulk_create(
        Passage(report=report, section=sections[report.pk, passage.heading], number=passage.number, paragraph=passage.number,
                start=1000 * passage.number, end=1000 * passage.number + len(passage.text), role=passage.role,
                **_texts(passage.text))
        for report, one in pairs for passage in one.passages
    )
    places = {code: _place(code) for one in made for code in one.cities}
    visits = {
        (visit.report_id, visit.place.code): visit
        for visit in Visit.objects.bulk_create(
            Visit(report=report, side=Visit.Side.HOST, name=f"{places[code].name}{code}", place=places[code], position=position)
            for report, one in pairs for position, code in enumerate(one.cities)
        )
    }
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    described = list(zip(passages, (passage for one in made for passage in one.passages), strict=True))
    PassageTheme.objects.bulk_create(
        PassageTheme(passage=passage, theme=themes[slug]) for passage, one in described for slug in one.themes
    )
    PassagePlace.objects.bulk_create(
        PassagePlace(passage=passage, visit=visits[passage.report_id, code], code=code) for passage, one in described for code in one.cities
    )


def _texts(text: str) -> dict[str, str]:
    simplified = to_simplified(text)
    return {"text": simplified, "original": "" if simplified == text else text}


def _place(code: str) -> Place:
    found = division(code)
    return Place.objects.get_or_create(code=code, defaults={"name": found.name, "full_name": found.full_name, "level": Place.Level.COUNTY})[0]
