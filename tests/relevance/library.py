"""The gold reports in database and index, a passage for each span."""
from dataclasses import dataclass

from govreports.analysis.lexicon.divisions import named
from govreports.reports import services
from govreports.reports.models import Passage, State
from govreports.search import engine
from tests.gold import GOLD, analysis_from_gold, load_gold
from tests.relevance.judged import Place
from tests.reports.shelf import told


@dataclass(frozen=True, slots=True)
class Shelved:
    place: Place
    passage: int  # id
    report: int  # id
    text: str
    title: str
    role: str
    cities: frozenset[str]


def shelve() -> dict[int, Shelved]:
    """Store and index all gold reports; passages by id."""
    found = {}
    for path in sorted(GOLD.glob("*.gold.json")):
        gold = load_gold(path.name.removesuffix(".gold.json"))
        names = {*gold["hosts"], *gold["origin"]}
        codes = {name: divisions[0].code for name in names if (divisions := _divisions(name))}
        source = services.source_store(path.name, path.read_bytes(), format="txt", encoding="utf-8")
        report = services.report_store(told(analysis_from_gold(gold, codes=codes)), source=source, state=State.PUBLISHED)
        engine.index_report(report)
        passages = Passage.objects.filter(report=report).order_by("number").prefetch_related("place_marks")
        for number, passage in enumerate(passages):
            cities = frozenset(mark.code for mark in passage.place_marks.all() if mark.code)
            found[passage.pk] = Shelved((gold["id"], number), passage.pk, report.pk, passage.text, report.title, passage.role, cities)
    return found


def _divisions(name: str) -> tuple:
    """云南省施甸县由旺镇 is not in the list; 施甸县 is what counts of 云南省施甸县."""
    return named(name) or next((found for start in range(2, len(name) - 2) if (found := named(name[start:]))), ())
