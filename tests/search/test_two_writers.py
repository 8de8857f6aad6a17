"""Two processes write, one is killed every second, two others search all the while: nothing is lost, doubled or half there."""
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
KEPT = 5  # reports nobody touches

PREPARE = """
import django; django.setup()
from django.core.management import call_command
from tests.search.shelf import put
call_command("migrate", verbosity=0)
for number in range({kept}):
    put("恒久不变的物业费。", "恒久不变的路灯。", title=f"不动的报告{{number}}")
"""
WRITE = """
import random, sys, time
import django; django.setup()
from django.db import DatabaseError, transaction
from govreports.intake import library
from govreports.reports.models import Report, State
from tests.search import shelf
shelf.numbers = iter(range(int(sys.argv[1]) * 10**9 + time.time_ns() % 10**9, 10**18))
chance = random.Random(time.time_ns())
print("ready", flush=True)
while True:
    others = list(Report.objects.exclude(title__startswith="不动"))
    act = chance.choice(["add", "add", "change", "withdraw", "publish", "delete"]) if others else "add"
    try:
        with transaction.atomic():
            if act == "add":
                library.publish(shelf.put(*["来来去去的物业费。"] * chance.randint(1, 4), title="来去的报告", state=State.DRAFT, indexed=False))
                continue
            report = chance.choice(others)
            if act == "change":
                report.passages.update(role=chance.choice(["learned", "action"]), text=f"改过的物业费{time.time_ns()}。")
                library.index_after_commit([report])
            elif act == "delete":
                library.discard(report)
            else:
                (library.withdraw if act == "withdraw" else library.publish)(report)
    except (DatabaseError, Report.DoesNotExist):
        pass  # the other one was faster
"""
READ = """
import time
import django; django.setup()
from govreports.search.engine import SearchQuery, search
end, asked = time.monotonic() + {seconds}, 0
print("ready", flush=True)
while time.monotonic() < end:
    page = search(SearchQuery(q="“恒久不变”"))
    found = sorted(group.title for group in page.groups)
    assert found == [f"不动的报告{{number}}" for number in range({kept})] and page.total_passages == 2 * {kept}, (found, page.total_passages)
    search(SearchQuery(q="物业费", page=1))
    asked += 1
print("asked", asked)
"""
CHECK = """
import django; django.setup()
from django.core.management import call_command
from govreports.search.models import IndexTask
call_command("check_index")
assert not IndexTask.objects.exists()
"""


@pytest.fixture
def world(tmp_path) -> dict[str, str]:
    """A database and an index of their own, as an office has them."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "govreports.settings.base", "PYTHONWARNINGS": "ignore", "GOVREPORTS_SECRET_KEY": "two writers",
            "GOVREPORTS_DATA_DIR": str(tmp_path), "GOVREPORTS_DATABASE_URL": f"sqlite:///{tmp_path}/base.sqlite3", "GOVREPORTS_SEARCH_PATH": str(tmp_path / "index")}


def start(world: dict[str, str], script: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], cwd=ROOT, env=world, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def start_writer(world: dict[str, str], name: str) -> subprocess.Popen:
    writer = start(world, WRITE, name)
    assert writer.stdout.readline() == "ready\n", writer.stderr.read()
    return writer


def test_nothing_is_lost_when_a_writer_is_killed_every_second(world):
    prepared = start(world, PREPARE.format(kept=KEPT))
    _, errors = prepared.communicate(timeout=120)
    assert prepared.returncode == 0, errors
    readers = [start(world, READ.format(seconds=SECONDS, kept=KEPT)) for _ in range(2)]
    assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * 2
    chance, killed = random.Random(4), 0
    steady, victim = start_writer(world, "1"), start_writer(world, "2")
    end = time.monotonic() + SECONDS
    try:
        while time.monotonic() < end:
            time.sleep(0.5 + chance.random())
            victim.kill()
            victim.communicate()
            killed += 1
            victim = start_writer(world, str(killed + 2))
        assert steady.poll() is None, steady.stderr.read()
    finally:
        for writer in (steady, victim):
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
    for reader in readers:
        out, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0 and int(out.split()[-1]) > SECONDS / 4, errors
    assert killed >= SECONDS / 8  # starting again takes some seconds where the machine is busy
    checked = start(world, CHECK)
    out, errors = checked.communicate(timeout=120)
    assert checked.returncode == 0 and "索引与数据库一致" in out, out + errors
