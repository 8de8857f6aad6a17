"""An index in a folder: one writer at a time, readers that go on reading, a rebuild that takes over at once."""
import gc
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from haystack import connections
from whoosh.fields import Schema

from govreports.reports.models import Passage
from govreports.search import engine
from govreports.search.backend import WhooshBackend
from govreports.search.engine import SearchQuery
from govreports.search.finding import Wanted
from govreports.search.index.fields import Exact, Words
from govreports.search.query import understand
from govreports.search.store import FolderStore, IndexBusy, Memory
from tests.search.shelf import put

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Schema(id=Exact(stored=True, unique=True), text=Words())
WRITE = """
import sys
from whoosh.fields import Schema
from govreports.search.index.fields import Exact, Words
from govreports.search.store import FolderStore
store = FolderStore(sys.argv[1], Schema(id=Exact(stored=True, unique=True), text=Words()))
for number in range(5):
    with store.writing(), store.writer() as writer:
        writer.add_document(id=f"{sys.argv[2]}-{number}", text="物业费")
"""


@pytest.fixture
def backend(tmp_path, monkeypatch) -> WhooshBackend:
    """The index every part of the program uses, in a folder for once."""
    backend = WhooshBackend("default", PATH=str(tmp_path / "index"))
    monkeypatch.setattr(connections["default"], "_backend", backend)
    return backend


def total(backend: WhooshBackend) -> int:
    return backend.find(Wanted(query=understand("物业"))).total_passages


def test_two_processes_write_one_after_the_other(tmp_path):
    writers = [subprocess.Popen([sys.executable, "-W", "ignore", "-c", WRITE, str(tmp_path), name], cwd=ROOT) for name in "ab"]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert FolderStore(str(tmp_path), SCHEMA).index().doc_count() == 10


def test_a_writer_that_fails_leaves_the_index_as_it_was(tmp_path):
    store = FolderStore(str(tmp_path), SCHEMA)
    with pytest.raises(ZeroDivisionError), store.writing(), store.writer() as writer:
        writer.add_document(id="a", text="物业")
        raise ZeroDivisionError
    with store.writing(), store.writer() as writer:
        writer.add_document(id="b", text="物业")
    assert store.index().doc_count() == 1


def test_waiting_for_another_writer_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr("govreports.search.store.WAIT", 0.1)
    with FolderStore(str(tmp_path), SCHEMA).writing(), pytest.raises(IndexBusy), FolderStore(str(tmp_path), SCHEMA).writing():
        pass


def test_many_small_commits_leave_few_segments(tmp_path):
    store = FolderStore(str(tmp_path), SCHEMA)
    for number in range(40):
        with store.writing(), store.writer() as writer:
            writer.add_document(id=str(number), text="物业")
    segments = [segment.doc_count() for segment in store.index()._segments()]
    assert sum(segments) == 40 and len(segments) <= 16


def test_files_of_a_segment_stay_apart(tmp_path):
    store = FolderStore(str(tmp_path), SCHEMA)
    with store.writing(), store.writer() as writer:
        writer.add_document(id="a", text="物业")
    assert not list(tmp_path.rglob("*.seg")) and list(tmp_path.rglob("*.pst"))  # a compound file is copied by every reader


def test_an_index_in_memory_has_a_temporary_folder_of_its_own():
    first, second = Memory(), Memory()
    folders = {memory.temp_storage("MAIN.tmp").folder for memory in (first, second)}
    assert len(folders) == 2
    del first, second
    gc.collect()
    assert not [folder for folder in folders if Path(folder).exists()]


@pytest.mark.django_db
def test_another_process_sees_a_change_without_being_told(backend, tmp_path):
    put("物业费收缴率提高。")
    other = WhooshBackend("default", PATH=f"{tmp_path}/./index")  # another spelling: a store of its own
    assert other.store is not backend.store and total(other) == 1
    put("物业纠纷减少。")
    assert total(other) == 2


@pytest.mark.django_db
def test_readers_keep_a_working_index_while_it_is_rebuilt(backend):
    for _ in range(3):
        put("物业费收缴率提高。", "物业纠纷减少。")
    seen, stop = set(), Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(total(backend))

    reader = Thread(target=read)
    reader.start()
    try:
        before = backend.store.current()
        call_command("rebuild_index", interactive=False, verbosity=0, batchsize=2)
        call_command("rebuild_index", interactive=False, verbosity=0)
    finally:
        stop.set()
        reader.join()
    assert seen == {6} and total(backend) == 6
    assert backend.store.current() != before
    assert len(list(backend.store.path.glob("copy-*"))) == 2  # the one in use and the one before


@pytest.mark.django_db
def test_what_changes_during_a_rebuild_is_not_lost(backend):
    kept, gone = put("物业费收缴率提高。"), put("物业纠纷减少。")
    with backend.copying():
        call_command("update_index", verbosity=0)
        late = put("物业服务进社区。")
        kept.passages.update(text="路灯换新。")
        engine.index_report(kept)
        gone_pk = gone.pk
        gone.delete()
        backend.replace_reports([gone_pk])
        assert total(backend) == 1  # readers see the changes meanwhile
    found = engine.search(SearchQuery(q="物业"))
    assert [group.id for group in found.groups] == [late.pk] and total(backend) == 1


@pytest.mark.django_db
def test_a_rebuild_that_fails_leaves_readers_what_they_had(backend, monkeypatch):
    put("物业费收缴率提高。")
    before = backend.store.current()
    monkeypatch.setattr(WhooshBackend, "update", lambda *_args, **_rest: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("rebuild_index", interactive=False, verbosity=0, max_retries=1)
    assert backend.store.current() == before and total(backend) == 1
    assert [folder.name for folder in backend.store.path.glob("copy-*")] == [before]


@pytest.mark.django_db
def test_two_rebuilds_at_once_are_refused(backend, tmp_path):
    with FolderStore(str(tmp_path / "index"), SCHEMA).rebuilding(), pytest.raises(CommandError, match="正由另一个进程"):
        call_command("rebuild_index", interactive=False, verbosity=0)


@pytest.mark.django_db
def test_rebuilding_an_empty_library_gives_an_empty_index(backend):
    put("物业费收缴率提高。")
    Passage.objects.all().delete()
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert total(backend) == 0 and engine.is_healthy()


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # Whoosh leaves the broken file open
def test_an_index_that_cannot_be_read_is_said_to_be_unavailable(backend):
    assert engine.is_healthy()
    index = backend.store.path / backend.store.current()
    for file in index.iterdir():
        file.unlink()
    (index / "_MAIN_7.toc").write_bytes(b"broken")
    assert not engine.is_healthy()
    with pytest.raises(engine.SearchUnavailable):
        engine.search(SearchQuery(q="物业"))
    gc.collect()


@pytest.mark.django_db
def test_a_folder_that_was_deleted_is_made_anew(backend):
    report = put("物业费收缴率提高。")
    for file in (backend.store.path / backend.store.current()).iterdir():
        file.unlink()
    (backend.store.path / backend.store.current()).rmdir()
    assert total(backend) == 0
    engine.index_report(report)
    assert total(backend) == 1
