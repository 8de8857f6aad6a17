"""What a worker costs: memory, and the first query of a new process. Kept as lines for ``docs/search.md``."""
import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "var" / "bench"
WORKER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
import django; django.setup()
import haystack, jieba
from pathlib import Path

def private():
    return sum(int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("Private")) / 1024

from govreports.analysis.words import load_tokenizer
started = time.perf_counter()
load_tokenizer()
dictionary, bare = time.perf_counter() - started, private()
from tests.bench.haystacks import Ours
from tests.bench.queries import Query, load_queries
peer = Ours()
peer.open(Path(sys.argv[1]))
started = time.perf_counter()
peer.ask(Query("common", "治理", ("治理",)))
first = time.perf_counter() - started
if len(sys.argv) > 2:
    print(dictionary, first)
    sys.exit()
for query in load_queries():
    peer.ask(query)
print(bare, private())
"""


def measure(folder: Path, reports: int) -> None:
    """In processes of their own, over the index of reports."""
    place = folder / f"ours-report-{reports}"
    dictionary, first = _run(place, "first")
    keep_note(f"First query of a new process at {reports:,} reports",
              f"{1000 * first:.0f} ms, after {1000 * dictionary:.0f} ms for jieba's dictionary, which is read at the start")
    bare, full = _run(place)
    keep_note(f"Private memory of a worker after 200 queries at {reports:,} reports",
              f"{full:.0f} MB, {full - bare:.0f} MB more than Django, haystack and jieba alone (it also holds the texts the queries were drawn from)")


def keep_note(name: str, value: str) -> None:
    path = FOLDER / "notes.json"
    notes = json.loads(path.read_text("utf-8")) if path.exists() else {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**notes, name: value}, ensure_ascii=False), "utf-8")
    print(f"{name}: {value}")


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


def _run(place: Path, *arguments: str) -> tuple[float, float]:
    output = subprocess.run([sys.executable, "-W", "ignore", "-c", WORKER, str(place), *arguments], env=os.environ, check=True,
                            capture_output=True, text=True).stdout
    first, second = output.split()[-2:]
    return float(first), float(second)
