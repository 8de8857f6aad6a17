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

if __name__ == "__main__":
    django.setup()

from govreports.reports.models import Report
from tests.bench.corpus import reports
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
    for name, values in (("first", first), ("warm", warm)):
        ordered = sorted(values)
        print(f"page {name}: p50 {ordered[len(ordered) // 2]:.1f} p95 {ordered[len(ordered) * 95 // 100]:.1f} max {ordered[-1]:.1f} ms")


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    ask()
