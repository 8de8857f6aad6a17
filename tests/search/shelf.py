"""Put small reports into the library and the index, sentence by sentence."""
from itertools import count

from govreports.analysis.lexicon.divisions import named
from govreports.analysis.records import Analysis, CleanText, Heading, Kind, Masthead, Passage, PlaceName, Places, RawLine, Role, ThemeMark
from govreports.analysis.script import to_simplified
from govreports.reports import services
from govreports.reports.models import Report, State
from govreports.search import engine
from tests.reports.shelf import told

numbers = count(1)


def put(*texts: str, title: str = "甲县学习考察报告", heading: str = "一、主要做法", roles: str = "", themes: tuple[str, ...] = (),
        hosts: tuple[str, ...] = (), date: str = "2024-05-20", kind: Kind = Kind.STUDY_TOUR, state: State = State.PUBLISHED,
        indexed: bool = True) -> Report:
    """One passage for each text, in either script. ``roles`` are the first letters: lrac; learned where not given."""
    letters = {role.value[0]: role for role in Role}
    lines = [heading, *texts]
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    analysis = Analysis(
        masthead=Masthead(title, kind, date or None),
        clean=CleanText(tuple(RawLine(to_simplified(line)) for line in lines), "\n".join(lines)),
        headings=(Heading(0, len(heading), to_simplified(heading), 1),),
        passages=tuple(
            Passage(start, start + len(text), to_simplified(text), number, 0, letters[(roles[number:] or "l")[0]], 0.9, (),
                    tuple(ThemeMark(slug, 0.9) for slug in themes))
            for number, (start, text) in enumerate(zip(starts[1:], texts, strict=True))
        ),
        places=Places(hosts=tuple(PlaceName(name, found[0].code if (found := named(name)) else None) for name in hosts)),
    )
    number = next(numbers)
    source = services.source_store(f"{number}.txt", f"search {number}".encode(), format="txt", encoding="utf-8")
    report = services.report_store(told(analysis), source=source, state=state)
    if indexed:
        engine.index_report(report)
    return report
