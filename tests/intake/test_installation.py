"""A whole installation in a folder of its own, used through its command line as on a fresh machine."""
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.gold import GOLD

ROOT = Path(__file__).resolve().parents[2]


class Installation:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("GOVREPORTS_", "DJANGO_"))}
        self.environment |= {"GOVREPORTS_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}

    def start(self, *arguments) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, *arguments) -> tuple[str, int]:
        process = self.start(*arguments)
        return process.communicate(timeout=120)[0], process.returncode


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_line(process: subprocess.Popen, wanted: str) -> list[str]:
    """Lines printed up to the one that holds ``wanted``."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if wanted in line:
            return lines
    raise AssertionError("".join(lines))


def fetch(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.status, answer.read().decode()


def stop(process: subprocess.Popen, number: int) -> str:
    process.send_signal(number)
    return process.communicate(timeout=20)[0]


def test_first_start_makes_everything_ready_and_says_how_to_go_on(installation, port):
    process = installation.start("serve", "--port", port)
    try:
        said = "".join(await_line(process, f"http://127.0.0.1:{port}/"))
        assert "createsuperuser" in said
        assert "added 18" in said
        assert fetch(port, "/healthz") == (200, '{"database": "ok", "index": "ok"}')
        assert "平顶山" in fetch(port, "/reports/")[1]
        assert "平顶山" in fetch(port, "/search/?q=%E5%B9%B3%E9%A1%B6%E5%B1%B1")[1]
        assert fetch(port, "/static/site.css")[0] == 200
        taken, status = installation.run("serve", "--port", port)
        assert (status, taken.count("\n")) == (1, 1)
        assert "端口" in taken and "Traceback" not in taken
    finally:
        last = stop(process, signal.SIGINT)
    assert process.returncode == 0
    assert "Traceback" not in last


def test_second_start_takes_seconds_and_stops_on_sigterm(installation, port):
    begun = time.monotonic()
    process = installation.start("serve", "--port", port)
    try:
        said = "".join(await_line(process, f"http://127.0.0.1:{port}/"))
        status, _text = fetch(port, "/reports/")
        took = time.monotonic() - begun
    finally:
        last = stop(process, signal.SIGTERM)
    assert (status, process.returncode) == (200, 0)
    assert "演示" not in said and "索引" not in said
    assert took < 5
    assert "Traceback" not in last


def test_lost_index_is_built_again_at_the_next_start(installation, port):
    index = installation.folder / "index"
    assert index.is_dir()
    for path in sorted(index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    process = installation.start("serve", "--port", port)
    try:
        assert "索引" in "".join(await_line(process, f"http://127.0.0.1:{port}/"))
        assert "平顶山" in fetch(port, "/search/?q=%E5%B9%B3%E9%A1%B6%E5%B1%B1")[1]
    finally:
        stop(process, signal.SIGTERM)


def test_same_file_ingested_by_two_people_at_once_is_stored_once(installation):
    both = [installation.start("ingest", GOLD / "train-14.raw.txt") for _person in range(2)]
    last_lines = sorted(process.communicate(timeout=60)[0].splitlines()[-1] for process in both)
    assert last_lines == ["added 0, unchanged 1, new version 0, failed 0", "added 1, unchanged 0, new version 0, failed 0"]


def test_command_line_shows_no_progress_bar_where_nobody_watches(installation):
    said, status = installation.run("ingest", GOLD / "train-14.raw.txt")
    assert (said.splitlines(), status) == (["added 0, unchanged 1, new version 0, failed 0"], 0)


def test_analyze_works_without_any_database(tmp_path):
    fresh = Installation(tmp_path / "fresh")
    said, status = fresh.run("analyze", GOLD / "dev-01.raw.txt")
    assert status == 0
    assert re.match(r'\{"file": ".*dev-01.raw.txt"', said)
    assert not list(fresh.folder.rglob("*.sqlite3"))


def test_report_taken_in_by_a_command_is_found_at_once(installation, port):
    process = installation.start("serve", "--port", port)
    try:
        await_line(process, f"http://127.0.0.1:{port}/")
        installation.run("ingest", GOLD / "train-38.raw.txt")
        assert "阜新" in fetch(port, "/search/?q=%E9%98%9C%E6%96%B0")[1]
    finally:
        stop(process, signal.SIGTERM)
