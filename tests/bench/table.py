"""The table of ``docs/search.md`` from what was measured."""
import json
from pathlib import Path

from tests.bench.haystacks import OursAlone, Stock
from tests.bench.peers import Sqlite, Tantivy

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "search.md"
NAMES = {"stock": Stock.name, "sqlite": Sqlite.name, "tantivy": Tantivy.name, "ours": "ours, through SearchQuerySet", "engine": OursAlone.name}
HEAD = """# How fast the search is

Made reports (`tests/bench/corpus.py`, about 5,500 characters and 20 passages each, rare names included), 200 queries of common,
several, rare, filtered, quoted and Traditional words, ten hits with exact total and counts by city, theme and year. Every query is
asked of all engines one after the other; warm is the median of five. Times depend on the machine, ratios hardly: only those within
one row of the first table were measured in one run. Ours and stock haystack answer through `SearchQuerySet` with marks; "our engine"
is the same index without haystack, as the others are. Made by `make bench`; larger libraries: `make bench REPORTS=10000`.
"""


def write(folder: Path) -> None:
    lines = [HEAD, *_queries(folder), "", *_growth(folder), "", *_building(folder), "", *_notes(folder)]
    DOCUMENT.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def _results(folder: Path, kind: str) -> list[dict]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob(f"{kind}-*.json"))]


def _at(result: dict, share: int, column: int = 2) -> float:
    values = sorted(row[column] for row in result["times"])
    return 1000 * values[min(len(values) - 1, len(values) * share // 100)]


def _queries(folder: Path) -> list[str]:
    found = sorted(_results(folder, "ask"), key=lambda one: (one["level"] != "report", one["reports"], list(NAMES).index(one["peer"])))
    lines = ["## Queries, ms", "", "| documents | engine | warm p50 | warm p95 | first sight p95 | p95, ours as 1 | totals equal to FTS5 |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for one in found:
        same = [other for other in found if (other["level"], other["reports"]) == (one["level"], one["reports"])]
        ours = next((other for other in same if other["peer"] == ("engine" if one["peer"] in ("sqlite", "tantivy", "engine") else "ours")), None)
        sqlite = next((other for other in same if other["peer"] == "sqlite"), None)
        ratio = f"{_at(one, 95) / _at(ours, 95):.1f}" if ours else ""
        equal = _equal(one, sqlite) if sqlite else ""
        what = f"{one['reports']:,} reports" if one["level"] == "report" else f"{20 * one['reports']:,} passages"
        lines.append(f"| {what} | {NAMES[one['peer']]} | {_at(one, 50):.2f} | {_at(one, 95):.2f} | {_at(one, 95, 1):.2f} | {ratio} | {equal} |")
    return [*lines, "", "FTS5 and tantivy are set against our engine, stock haystack against ours through `SearchQuerySet`. Totals differ where the "
            "engines mean different things: FTS5 finds a quotation by its words, we find it by its characters as a scan of the text does. "
            "FTS5 is shown too slow at p95: its counts are taken by a subquery that SQLite plans badly; a cross join, tried separately "
            "on a busy machine, gave a p95 of about 30 ms."]


def _equal(one: dict, sqlite: dict) -> str:
    pairs = [(own, other) for own, other in zip(one["totals"], sqlite["totals"], strict=True) if own is not None]
    return f"{sum(own == other for own, other in pairs)} of {len(pairs)}"


def _growth(folder: Path) -> list[str]:
    found = [one for one in _results(folder, "ask") if one["level"] == "report"]
    sizes = sorted({one["reports"] for one in found if one["reports"] >= 1000})
    lines = ["## Growth of the warm p95, ms", "", "| engine | " + " | ".join(f"{size:,}" for size in sizes) + " |",
             "| --- |" + " ---: |" * len(sizes)]
    for name in NAMES:
        own = {one["reports"]: one for one in found if one["peer"] == name}
        if own:
            lines.append(f"| {NAMES[name]} | " + " | ".join(f"{_at(own[size], 95):.2f}" if size in own else "" for size in sizes) + " |")
    return lines


def _building(folder: Path) -> list[str]:
    lines = ["## Building", "", "| engine | documents | reports/s | MB on disk | peak MB |", "| --- | --- | ---: | ---: | ---: |"]
    for one in sorted(_results(folder, "build"), key=lambda one: (one["level"] != "report", one["reports"], one["peer"])):
        lines.append(f"| {NAMES[one['peer']]} | {one['reports']:,} reports as {one['level']}s | {one['reports'] / one['seconds']:.1f} |"
                     f" {one['bytes'] / 1e6:.0f} | {one['peak_mb']:.0f} |")
    bound = json.loads((folder / "bound.json").read_text("utf-8")) if (folder / "bound.json").exists() else None
    if bound and "ours" in bound:
        lines += ["", f"`jieba.cut` alone: {bound['reports_per_second']:.1f} reports/s; ours in the same run: {bound['ours']:.1f} as reports, "
                  f"{bound['passages']:.1f} as passages, {bound['ours'] / bound['reports_per_second']:.2f} and "
                  f"{bound['passages'] / bound['reports_per_second']:.2f} of that. The rows above were built beside other work."]
    return lines


def _notes(folder: Path) -> list[str]:
    notes = folder / "notes.json"
    if not notes.exists():
        return []
    found = json.loads(notes.read_text("utf-8"))
    return ["## The rest", "", *(f"- {name}: {value}" for name, value in found.items())]
