"""A whole installation in a folder of its own, used through its command line as on a fresh machine."""
import re
import signal

import pytest

from tests.gold import GOLD
from tests.installation import Installation, await_line, fetch, free_port, stop

# One folder serves all tests here, in whatever order they come.
pytestmark = pytest.mark.xdist_group("installation")


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation that was started once; ``first_words`` is what that start said, ``first_pages`` what it showed."""
    made = Installation(tmp_path_factory.mktemp("installation"))
    made.port = free_port()
    process = made.start("serve", "--port", made.port)
    try:
        made.first_words = "".join(await_line(process, f"http://127.0.0.1:{made.port}/"))
        made.first_pages = {path: fetch(made.port, path) for path in ("/healthz", "/reports/", SEARCH, "/static/site.css")}
        made.beside = made.run("serve", "--port", made.port)
    finally:
        made.last_words = stop(process, signal.SIGINT)
    made.first_status = process.returncode
    return made


@pytest.fixture
def port(installation) -> int:
    return installation.port


SEARCH = "/search/?q=%E5%B9%B3%E9%A1%B6%E5%B1%B1"


def test_first_start_makes_everything_ready_and_says_how_to_go_on(installation):
    assert "createsuperuser" in installation.first_words
    assert "added 18" in installation.first_words
    assert installation.first_pages["/healthz"] == (200, '{"database": "ok", "index": "ok"}')
    assert "平顶山" in installation.first_pages["/reports/"][1]
    assert "平顶山" in installation.first_pages[SEARCH][1]
    assert installation.first_pages["/static/site.css"][0] == 200


def test_interrupted_server_ends_quietly(installation):
    assert installation.first_status == 0
    assert "Traceback" not in installation.last_words


def test_taken_port_is_said_in_one_line(installation):
    taken, status = installation.beside
    assert (status, taken.count("\n")) == (1, 1)
    assert "端口" in taken and "Traceback" not in taken


def test_second_start_prepares_nothing_and_stops_on_sigterm(installation, port):
    process = installation.start("serve", "--port", port)
    try:
        said = "".join(await_line(process, f"http://127.0.0.1:{port}/"))
        status, _text = fetch(port, "/reports/")
    finally:
        last = stop(process, signal.SIGTERM)
    assert (status, process.returncode) == (200, 0)
    assert "示例" not in said and "索引" not in said
    assert "Traceback" not in last


def test_lost_index_is_built_again_at_the_next_start(installation, port):
    index = installation.folder / "index"
    assert index.is_dir()
    for path in sorted(index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    process = installation.start("serve", "--port", port)
    try:
        assert "索引" in "".join(await_line(process, f"http://127.0.0.1:{port}/"))
        assert "平顶山" in fetch(port, SEARCH)[1]
    finally:
        stop(process, signal.SIGTERM)


def test_same_file_ingested_by_two_people_at_once_is_stored_once(installation):
    both = [installation.start("ingest", GOLD / "train-14.raw.txt") for _person in range(2)]
    last_lines = sorted(process.communicate(timeout=60)[0].splitlines()[-1] for process in both)
    assert last_lines == ["added 0, unchanged 1, new version 0, failed 0", "added 1, unchanged 0, new version 0, failed 0"]


def test_command_line_shows_no_progress_bar_where_nobody_watches(installation):
    installation.run("ingest", GOLD / "train-23.raw.txt")
    said, status = installation.run("ingest", GOLD / "train-23.raw.txt")
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
