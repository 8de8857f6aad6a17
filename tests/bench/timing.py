"""Build indexes, ask them, write the table. Results are kept in ``var/bench``, so that each step can be repeated by itself.

    python -m tests.bench run --reports 1000                          # all of it
    python -m tests.bench build --peer sqlite --reports 10000 --level report
    python -m tests.bench ask --reports 10000 --level report          # every peer that is built, in one run
    python -m tests.bench table                                       # docs/search.md
"""
import argparse
import json
import resource
import shutil
import statistics
import time
from pathlib import Path

import jieba

from tests.bench.corpus import reports
from tests.bench.haystacks import Ours, OursAlone, Stock
from tests.bench.notes import percentile
from tests.bench.peers import Peer, Sqlite, Tantivy, documents
from tests.bench.queries import Query, load_queries

FOLDER = Path(__file__).resolve().parents[2] / "var" / "bench"
PEERS = {"stock": Stock, "sqlite": Sqlite, "tantivy": Tantivy, "ours": Ours, "engine": OursAlone}
SLOW_QUERIES = 60  # for the stock engine, which takes a second each
RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("step", choices=["run", "build", "ask", "bound", "page", "notes", "table"])
    parser.add_argument("--peer", choices=sorted(PEERS), action="append")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--level", choices=["report", "passage"], default="report")
    asked = parser.parse_args()
    {"run": run_all, "build": build, "ask": ask, "bound": bound, "page": page, "notes": notes, "table": table}[asked.step](asked)
    if asked.step == "run":
        page(asked)
        notes(asked)
        table(asked)


def place(peer: str, reports: int, level: str) -> Path:
    return FOLDER / f"{'ours' if peer == 'engine' else peer}-{level}-{reports}"


def build(asked: argparse.Namespace) -> None:
    """Each peer by itself; text is made beforehand, so that the time is the peer's own."""
    for name in asked.peer or ("sqlite", "tantivy", "ours"):
        peer: Peer = PEERS[name]()
        clock = _Clock(documents(reports(asked.reports), asked.level))
        started = time.perf_counter()
        peer.build(place(name, asked.reports, asked.level), clock)
        seconds = time.perf_counter() - started - clock.spent
        folder = place(name, asked.reports, asked.level)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        keep(f"build-{name}-{asked.level}-{asked.reports}", {
            "peer": name, "level": asked.level, "reports": asked.reports, "seconds": seconds, "bytes": size,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        })


class _Clock:
    """Documents, and how long making them took."""

    def __init__(self, source: object) -> None:
        self._source, self.spent = iter(source), 0.0

    def __iter__(self) -> "_Clock":
        return self

    def __next__(self) -> object:
        started = time.perf_counter()
        try:
            return next(self._source)
        finally:
            self.spent += time.perf_counter() - started


def bound(asked: argparse.Namespace) -> None:
    """How long ``jieba.cut`` alone takes for the same reports, and importing them, in turns; the best of three each."""
    made = list(reports(min(asked.reports, 500)))
    jieba.initialize()
    steps = {
        "reports_per_second": lambda: [list(jieba.cut(report.text)) for report in made],
        "ours": lambda: Ours().build(FOLDER / "bound", documents(made, "report")),
        "passages": lambda: Ours().build(FOLDER / "bound", documents(made, "passage")),
    }
    least = dict.fromkeys(steps, float("inf"))
    for _ in range(3):
        for name, step in steps.items():
            started = time.perf_counter()
            step()
            least[name] = min(least[name], time.perf_counter() - started)
    shutil.rmtree(FOLDER / "bound")
    keep("bound", {name: len(made) / seconds for name, seconds in least.items()})


def run_all(asked: argparse.Namespace) -> None:
    """Everything, stock haystack for reports only: it takes a quarter of an hour for 10,000."""
    bound(asked)
    for level, peers in (("report", ("stock", "sqlite", "tantivy", "ours")), ("passage", ("sqlite", "tantivy", "ours"))):
        asked.level, asked.peer = level, peers
        build(asked)
        asked.peer = None
        ask(asked)


def ask(asked: argparse.Namespace) -> None:
    """All peers one after the other for each query, so that what else the machine does falls on all alike."""
    names = [name for name in asked.peer or PEERS if place(name, asked.reports, asked.level).is_dir()]
    peers = {}
    for name in names:
        peers[name] = PEERS[name]()
        peers[name].open(place(name, asked.reports, asked.level))
    queries = load_queries()
    slow = set(range(0, len(queries), max(1, len(queries) // SLOW_QUERIES)))
    times: dict[str, list[tuple[str, float, float]]] = {name: [] for name in names}
    totals: dict[str, list[int | None]] = {name: [] for name in names}
    for number, query in enumerate(queries):
        for name, peer in peers.items():
            if name == "stock" and number not in slow:
                totals[name].append(None)
                continue
            first, warm, total = _time(peer, query, 1 if name == "stock" else RUNS)
            times[name].append((query.kind, first, warm))
            totals[name].append(total)
    for name in names:
        keep(f"ask-{name}-{asked.level}-{asked.reports}", {
            "peer": name, "level": asked.level, "reports": asked.reports, "times": times[name], "totals": totals[name],
        })
        values = sorted(warm for _, _, warm in times[name])
        first = sorted(first for _, first, _ in times[name])
        print(f"{name:8} {asked.level} {asked.reports}: warm p50 {1000 * percentile(values, 50):.2f} p95 {1000 * percentile(values, 95):.2f}"
              f"  first p50 {1000 * percentile(first, 50):.2f} p95 {1000 * percentile(first, 95):.2f} ms")


def _time(peer: Peer, query: Query, runs: int) -> tuple[float, float, int]:
    """Seconds at first sight, warm (the median), and the total."""
    spent = []
    for _ in range(runs + 1):
        started = time.perf_counter()
        reply = peer.ask(query)
        spent.append(time.perf_counter() - started)
    return spent[0], statistics.median(spent[1:]), reply.total


def page(asked: argparse.Namespace) -> None:
    from tests.bench.page import run

    run(FOLDER / f"page-{asked.reports}", asked.reports)


def notes(asked: argparse.Namespace) -> None:
    from tests.bench.notes import measure

    measure(FOLDER, asked.reports)


def table(_asked: argparse.Namespace) -> None:
    from tests.bench.table import write

    write(FOLDER)


def keep(name: str, result: dict) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(result), "utf-8")
    print(name, {key: value for key, value in result.items() if key not in ("times", "totals")})
