"""The commands, called as people call them."""
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from govreports.intake.batch import find_files
from govreports.reports.models import Fact, Report, State
from tests.gold import GOLD
from tests.reports.shelf import shelve_small


def run(*arguments) -> tuple[list[str], int]:
    """Lines printed and exit status."""
    out = io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out)
    except SystemExit as end:
        return out.getvalue().splitlines(), end.code
    return out.getvalue().splitlines(), 0


def test_analyze_prints_one_line_a_file_and_touches_no_database():
    files = [GOLD / "dev-01.raw.txt", GOLD / "dev-06.raw.docx"]  # without the db mark a query is an error
    lines, status = run("analyze", *files)
    first, second = map(json.loads, lines)
    assert (status, first["file"], second["file"]) == (0, str(files[0]), str(files[1]))
    assert (first["kind"], first["part"], first["date"]) == ("study_tour", 1, "2024-05-20")
    assert {block["type"] for block in first["blocks"]} == {"heading", "passage"}
    assert {"role", "themes", "places", "text", "score", "evidence", "start", "end"} <= next(
        block.keys() for block in first["blocks"] if block["type"] == "passage"
    )
    assert all(set(host) == {"name", "code"} for host in first["hosts"])
    spoken = [place for block in first["blocks"] if block["type"] == "passage" for place in block["places"]]
    assert spoken and all(place in first["hosts"] for place in spoken)
    assert [block["start"] for block in first["blocks"]] == sorted(block["start"] for block in first["blocks"])


def test_analyze_names_a_file_it_cannot_read_and_goes_on(tmp_path):
    bad = tmp_path / "空.txt"
    bad.write_bytes(b"")
    lines, status = run("analyze", tmp_path / "没有.txt", bad, GOLD / "dev-01.raw.txt")
    missing, empty, good = map(json.loads, lines)
    assert (status, set(missing), set(empty)) == (1, {"file", "error"}, {"file", "error"})
    assert "没有这个文件" in missing["error"]
    assert good["title"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_and_folder_are_named_and_nobody_waits_for_them(tmp_path):
    os.mkfifo(tmp_path / "管道.txt")
    lines, status = run("analyze", tmp_path / "管道.txt", tmp_path)
    assert status == 1
    assert ["管道" in json.loads(line)["error"] for line in lines] == [True, False]
    assert "文件夹" in json.loads(lines[1])["error"]


@pytest.fixture
def folder(tmp_path):
    """Two reports in a folder and one in an archive, with a bad file among them."""
    place = tmp_path / "收文"
    (place / "下级").mkdir(parents=True)
    (place / "1.txt").write_bytes((GOLD / "dev-01.raw.txt").read_bytes())
    (place / "2坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    (place / "下级" / "3.docx").write_bytes((GOLD / "dev-06.raw.docx").read_bytes())
    (place / ".DS_Store").write_bytes(b"x")
    with zipfile.ZipFile(place / "4.zip", "w") as archive:
        archive.write(GOLD / "dev-05.raw.html", "讲话.html")
    return place


@pytest.mark.django_db
def test_ingest_takes_a_folder_and_counts_at_the_end(folder, tmp_path):
    lines, status = run("ingest", folder, "--report", tmp_path / "结果.json")
    assert (lines[-1], status) == ("added 3, unchanged 0, new version 0, failed 1", 1)
    assert len(lines) == 2 and "2坏.pdf" in lines[0]
    assert set(Report.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    told = json.loads((tmp_path / "结果.json").read_text("utf-8"))
    assert sorted(outcome["status"] for outcome in told) == ["added", "added", "added", "failed"]
    (folder / "2坏.pdf").unlink()
    assert run("ingest", folder) == (["added 0, unchanged 3, new version 0, failed 0"], 0)


@pytest.mark.django_db
def test_ingest_can_leave_reports_as_drafts():
    run("ingest", GOLD / "dev-01.raw.txt", "--draft")
    assert Report.objects.get().state == State.DRAFT


@pytest.mark.django_db
def test_ingest_tells_a_path_that_is_not_there(tmp_path):
    lines, status = run("ingest", tmp_path / "没有")
    assert (lines[-1], status) == ("added 0, unchanged 0, new version 0, failed 1", 1)
    assert "没有这个文件" in lines[0]


def test_ingest_refuses_a_report_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="没有这个文件夹"):
        run("ingest", GOLD, "--report", tmp_path / "没有" / "结果.json")


def test_files_of_folders_come_in_order_and_once(folder):
    assert [path.name for path in find_files([folder, folder / "1.txt"])] == ["1.txt", "2坏.pdf", "4.zip", "3.docx"]


@pytest.mark.django_db
def test_demo_library_is_loaded_whole_published_and_only_once():
    lines, status = run("load_demo")
    assert (lines, status) == (["added 18, unchanged 0, new version 0, failed 0"], 0)
    assert set(Report.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    assert {"txt", "html", "docx", "pdf"} == set(Report.objects.values_list("source__format", flat=True))
    assert Report.objects.exclude(original="").exists()
    assert run("load_demo") == (["added 0, unchanged 18, new version 0, failed 0"], 0)


@pytest.mark.django_db
def test_demo_leaves_a_report_alone_that_somebody_corrected():
    run("load_demo")
    Report.objects.filter(title__contains="六安").update(title="改过的标题", state=State.DRAFT)
    run("load_demo")
    assert Report.objects.get(title="改过的标题").state == State.DRAFT
    assert Report.objects.count() == 18


@pytest.mark.django_db
def test_link_that_leads_nowhere_is_told_and_the_rest_comes_in(folder):
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    lines, status = run("ingest", folder)
    assert status == 1
    assert any("断.txt" in line and "没有这个文件" in line for line in lines)
    assert lines[-1] == "added 3, unchanged 0, new version 0, failed 2"


@pytest.mark.django_db
@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="this system keeps names of files as Unicode")
def test_name_in_gbk_is_read_and_stored_as_text(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "报告.txt".encode("gbk")))
    path.write_bytes((GOLD / "dev-01.raw.txt").read_bytes())
    lines, status = run("ingest", tmp_path, "--report", tmp_path / "结果.json")
    assert (lines[-1], status) == ("added 1, unchanged 0, new version 0, failed 0", 0)
    assert Report.objects.get().source.name == "报告.txt"
    assert json.loads((tmp_path / "结果.json").read_text("utf-8"))[0]["name"].endswith("/报告.txt")
    assert json.loads(run("analyze", path)[0][0])["file"].endswith("/报告.txt")


@pytest.mark.django_db
def test_refresh_facts_finds_them_for_reports_stored_without():
    report = shelve_small(text="杭州市建成绿道120公里。")
    assert not Fact.objects.exists()
    assert run("refresh_facts") == (["facts of 1 reports found anew"], 0)
    assert Fact.objects.filter(passage__report=report, kind="figure").count() == 4
