"""How the analysis bears noise, kind by kind: ``make noise``, or ``python -m tests.analysis.noise [KIND…] [--held]``."""
import argparse
import time
from pathlib import Path

from govreports.analysis import AnalysisError, analyze
from govreports.training.gold import GoldReport
from govreports.training.scores import mean, measure

from .draft import reports
from .kinds import KINDS, bundle, dress

COLUMNS = ("body", "headings", "title")
NOTHING = dict.fromkeys(COLUMNS, 0.0)


def figures(report: GoldReport, kind: str, seed: str, half: str, *, page: bool, keep: Path | None = None) -> dict[str, float]:
    made = dress(report, kind, seed, half)
    raw, name = (made.page(), f"{report.name}.html") if page else (made.txt(), f"{report.name}.txt")
    if keep:
        (keep / f"{kind.replace(' ', '-')}-{name}").write_text(raw, "utf-8")
    return _measured(raw, name, [made.gold])[0]


def _measured(raw: str, name: str, golds: list[dict]) -> list[dict[str, float]]:
    """The figures of each report of a file; a missing one counts nothing, an only one is the longest found."""
    try:
        found = analyze(raw.encode(), name)
    except AnalysisError:
        return [NOTHING] * len(golds)
    if len(golds) == 1:
        return [measure(golds[0], max(found, key=lambda analysis: len(analysis.clean.text)))]
    return [measure(gold, found[number]) if number < len(found) else NOTHING for number, gold in enumerate(golds)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="all unless named; 'articles' is several reports in one file")
    parser.add_argument("--held", action="store_true", help="the half of wordings and reports that rules are not written by")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=24, help="reports of each kind")
    parser.add_argument("--html", action="store_true", help="as web pages instead of text")
    parser.add_argument("--worst", type=int, default=0, help="name so many of the worst of each kind")
    parser.add_argument("--keep", type=Path, help="write the raw files to this folder")
    options = parser.parse_args()
    half = "held" if options.held else "tune"
    chosen = reports()[int(options.held) :: 2]
    step = max(1, len(chosen) // options.count)
    sample = chosen[::step][: options.count]
    print(f"{half}, {len(sample)} reports of each kind", *(f"{name:>9}" for name in (*COLUMNS, "seconds")))
    means = []
    for kind in options.kinds or [*KINDS, "articles"]:
        started = time.perf_counter()
        if kind == "articles":
            three = [sample[i : i + 3] for i in range(0, len(sample) - 2, 3)]
            rows = [(group[0].name, row) for group in three for row in _measured(*_bundled(group, options.seed, half))]
        else:
            rows = [(r.name, figures(r, kind, options.seed, half, page=options.html, keep=options.keep)) for r in sample]
        total = mean([row for _, row in rows])
        means.append(total)
        print(f"{kind:26}", *(f"{total[name]:9.3f}" for name in COLUMNS), f"{time.perf_counter() - started:9.1f}")
        for name, row in sorted(rows, key=lambda pair: pair[1]["body"] + pair[1]["headings"])[: options.worst]:
            print(f"    {name:22}", *(f"{row[column]:9.3f}" for column in COLUMNS))
    total = mean(means)
    print(f"{'mean':26}", *(f"{total[name]:9.3f}" for name in COLUMNS))


def _bundled(group: list[GoldReport], seed: str, half: str) -> tuple[str, str, list[dict]]:
    raw, golds = bundle(group, seed, half)
    return raw, "articles.txt", golds


if __name__ == "__main__":
    main()
