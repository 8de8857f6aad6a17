"""The whole search page, view, templates and database, over made reports: ``python -m tests.bench page --reports 10000``.

The library is made once in ``var/bench/page-N``: rows written straight into the tables, then ``rebuild_index``.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from haystack import connections

if __name__ == "__main__":
    django.setup()

from govreports.analysis.folding import units
from govreports.reports.models import Report
from govreports.search import engine
from govreports.search.backend import Opened
from govreports.search.store import FolderStore
from tests.bench.corpus import reports
from tests.bench.notes import keep_note, percentile
from tests.bench.queries import load_queries
from tests.bench.shelving import shelve

RUNS = 3


def world(folder: Path) -> dict[str, str]:
    """The environment of a library in a folder."""
    return {"DJANGO_SETTINGS_MODULE": "govreports.settings.base", "GOVREPORTS_DATA_DIR": str(folder), "GOVREPORTS_SECRET_KEY": "bench",
            "GOVREPORTS_DATABASE_URL": f"sqlite:///{folder}/base.sqlite3", "GOVREPORTS_SEARCH_PATH": str(folder / "index")}


def run(folder: Path, count: int) -> None:
    """In a process of its own, with the settings an office has."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "tests.bench.page", str(count)], env={**os.environ, **world(folder)}, check=True)


def fill(count: int) -> None:
    call_command("migrate", verbosity=0)
    have = Report.objects.count()
    shelve(reports(count - have, have), count - have)
    if have < count:
        started = time.perf_counter()
        call_command("rebuild_index", interactive=False, verbosity=0)
        print(f"rebuild_index: {count / (time.perf_counter() - started):.1f} reports/s")


def ask() -> None:
    """Every query of the bench as a page; first time and warm, in ms."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    first, warm = [], []
    for query in load_queries():
        parameters = {"q": query.line, **query.filters}
        spent = []
        for _ in range(RUNS + 1):
            started = time.perf_counter()
            response = client.get("/search/", parameters)
            spent.append(1000 * (time.perf_counter() - started))
            assert response.status_code == 200, (query, response.status_code)
        first.append(spent[0])
        warm.append(statistics.median(spent[1:]))
    told = {name: f"p50 {percentile(values, 50):.1f}, p95 {percentile(values, 95):.1f} ms" for name, values in (("warm", warm), ("first", first))}
    keep_note(f"The whole search page in-process at {Report.objects.count():,} reports", f"{told['warm']}; first sight {told['first']}")


def commit(count: int = 50) -> None:
    """One changed report of 20 passages: from the change until a second reader, with files of its own, sees it."""
    backend = connections["default"].get_backend()
    other = Opened(FolderStore(f"{backend.store.path}/.", backend.store.schema))
    other.snapshot()
    spent = []
    for number, report in enumerate(Report.objects.order_by("pk")[:count]):
        passage = report.passages.first()
        passage.text = f"变更{number}号{passage.text}"
        passage.save()
        started = time.perf_counter()
        engine.index_report(report)
        while not len(other.snapshot().row("text_characters", units(f"变更{number}号")).ids):
            time.sleep(0.001)
        spent.append(1000 * (time.perf_counter() - started))
    keep_note(f"One changed report seen by another reader at {Report.objects.count():,} reports",
              f"p50 {percentile(spent, 50):.0f}, p95 {percentile(spent, 95):.0f} ms after the change")


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    ask()
    commit()
