"""Put reports on the shelf for tests of pages: gold reports with their raw files, or many small ones."""
from dataclasses import replace

from govreports.analysis.lexicon.divisions import load_divisions
from govreports.analysis.pipeline import with_places
from govreports.analysis.records import Analysis, CleanText, Heading, Kind, Masthead, Passage, PlaceName, Places, RawLine, Role, ThemeMark
from govreports.reports import services
from govreports.reports.models import Report, State
from tests.gold import GOLD, analysis_from_gold, load_gold


def shelve(name: str = "dev-01", *, state: State = State.PUBLISHED, **changes) -> Report:
    """A gold report with its raw file as source; ``changes`` replace parts of its analysis."""
    raw, gold = next(GOLD.glob(f"{name}.raw.*")), load_gold(name)
    codes = {place: by_name[0].code for place in gold["origin"] + gold["hosts"] if (by_name := load_divisions().by_name.get(place))}
    source = services.source_store(raw.name, raw.read_bytes(), format=raw.suffix[1:], encoding="utf-8")
    analysis = told(replace(analysis_from_gold(gold, codes=codes), **changes))
    return services.report_store(analysis, source=source, state=state)


def told(analysis: Analysis) -> Analysis:
    """With the hosts each passage speaks of, as the pipeline tells them."""
    return replace(analysis, passages=with_places(analysis.passages, analysis.headings, analysis.places, analysis.masthead.title))


def small_analysis(title: str = "甲市赴杭州市学习考察报告", *, text: str = "他们建成了一网统管平台。", date: str | None = "2024-05-20",
                   kind: Kind = Kind.STUDY_TOUR, themes: tuple[str, ...] = ("smart-governance",), passages: int = 4) -> Analysis:
    """A report of one heading and a few passages, one of each role in turn, about Hangzhou and Suzhou."""
    heading, roles = "一、主要做法", list(Role)
    lines = [heading] + [text] * passages
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    body = "\n".join(lines)
    return Analysis(
        masthead=Masthead(title, kind, date),
        clean=CleanText(tuple(RawLine(line) for line in lines), body),
        headings=(Heading(0, len(heading), heading, 1),),
        passages=tuple(
            Passage(start, start + len(text), text, number, 0, roles[number % 4], 0.9, (), tuple(ThemeMark(slug, 0.9) for slug in themes))
            for number, start in enumerate(starts[1:])
        ),
        places=Places(origin=(PlaceName("甲市"),), hosts=(PlaceName("杭州市", "330100"), PlaceName("苏州市", "320500"))),
    )


def shelve_analysis(analysis: Analysis, number: int = 1, *, state: State = State.PUBLISHED) -> Report:
    """``number`` makes the bytes of the source, so two of the same number do not fit beside each other."""
    source = services.source_store(f"{number}.txt", f"{number}".encode(), format="txt", encoding="utf-8")
    return services.report_store(told(analysis), source=source, state=state)


def shelve_small(number: int = 1, *, state: State = State.PUBLISHED, **parts) -> Report:
    return shelve_analysis(small_analysis(**parts), number, state=state)
