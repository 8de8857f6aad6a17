"""Ask every engine every judged query; print and write the table."""
import argparse
from collections import defaultdict
from pathlib import Path
from statistics import mean

from django.test.utils import setup_databases, teardown_databases

from tests.relevance.engines import Ask, ours, peers
from tests.relevance.judged import Judged, load_queries
from tests.relevance.library import Shelved, shelve
from tests.relevance.metrics import ndcg, recall

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "relevance.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.relevance")
    parser.add_argument("--misses", action="store_true", help="show the tuning queries with the most to gain, and what was shown")
    parser.add_argument("--ours", action="store_true", help="our engine only")
    parser.add_argument("--write", action="store_true", help=f"write docs/{DOCUMENT.name}")
    asked = parser.parse_args()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        shelved = shelve()
        queries = load_queries()
        engines: dict[str, Ask] = {"ours": ours} | ({} if asked.ours else peers(shelved))
        table = {name: [measure(ask, query, shelved) for query in queries] for name, ask in engines.items()}
        lines = list(rows(queries, table))
        print("\n".join(lines))
        different = [query.line for query in queries if not same_in_both_scripts(query)]
        print("other passages in Traditional:", different or "none")
        if asked.misses:
            show_misses(queries, table["ours"], shelved)
        if asked.write:
            DOCUMENT.write_text(document(lines, len(queries)), "utf-8")
    finally:
        teardown_databases(databases, verbosity=0)


Row = tuple[float, float, float]  # nDCG@10 of passages, of reports, recall@50


def measure(ask: Ask, query: Judged, shelved: dict[int, Shelved]) -> Row:
    shown = [shelved[key].place for key in ask(query, query.line)]
    reports = list(dict.fromkeys(name for name, _ in shown))
    best: dict[str, int] = defaultdict(int)
    for (name, _), grade in query.grades.items():
        best[name] = max(best[name], grade)
    return ndcg(shown, query.grades), ndcg(reports, best), recall(shown, query.grades)


def same_in_both_scripts(query: Judged) -> bool:
    return sorted(ours(query, query.line)) == sorted(ours(query, query.in_traditional()))


def rows(queries: list[Judged], table: dict[str, list[Row]]) -> list[str]:
    kinds = sorted({query.kind for query in queries})
    lines = ["| engine | nDCG@10 | tuning | held back | of reports | recall@50 | " + " | ".join(kinds) + " |",
             "| --- |" + " ---: |" * (5 + len(kinds))]
    for name, found in table.items():
        def of(keep: object, column: int = 0, found: list[Row] = found) -> str:
            return f"{mean(row[column] for row, query in zip(found, queries, strict=True) if keep(query)):.3f}"

        columns = [of(lambda _: True), of(lambda query: not query.is_held), of(lambda query: query.is_held),
                   of(lambda _: True, 1), of(lambda _: True, 2)]
        columns += [of(lambda query, kind=kind: query.kind == kind) for kind in kinds]
        lines.append(f"| {name} | " + " | ".join(columns) + " |")
    return lines


def show_misses(queries: list[Judged], found: list[Row], shelved: dict[int, Shelved]) -> None:
    texts = {one.place: one.text for one in shelved.values()}
    open_queries = [(row, query) for row, query in zip(found, queries, strict=True) if not query.is_held]
    for row, query in sorted(open_queries, key=lambda pair: pair[0][0])[:18]:
        shown = [shelved[key].place for key in ours(query, query.line)]
        print(f"\n{row[0]:.2f} {query.id} {query.line}")
        for place in shown[:8]:
            print(f"   {query.grades.get(place, 0)} {place} {texts[place][:60]}")
        missing = [place for place, grade in query.grades.items() if grade > 1 and place not in shown[:10]]
        for place in missing[:6]:
            at = shown.index(place) if place in shown else None
            print(f"   missing {query.grades[place]} at {at} {place} {texts[place][:60]}")


def document(lines: list[str], count: int) -> str:
    return "\n".join([
        "# How well passages are found", "",
        f"{count} queries with judged passages (`fixtures/relevance/queries.txt`) over the {52} gold reports, a passage for each annotated span.",
        "Grades: 3 answers, 2 is about it, 1 touches it. Whoever judged had read all reports, knew the queries' purpose and saw no engine's results.",
        "Every other query is held back: weights were chosen by the rest. Ours are the passages as the search pages list them, page after page.",
        "Made by `make relevance`.", "", *lines, "",
    ])
