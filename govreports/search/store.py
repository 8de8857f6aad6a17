"""Where the index lies, in a folder or in memory; who may write, and how a rebuilt index takes the old one's place.

A folder holds numbered copies of the index and a file ``current`` that names the one in use.
Readers follow that file. A rebuild fills a new copy beside it and then replaces the file, so
readers have a working index all the time. Whoosh's own files are never deleted under a reader.
"""
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local
from weakref import finalize

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.index import TOC, EmptyIndexError, FileIndex
from whoosh.util.filelock import FileLock, try_for

from govreports.search.index.writer import ArrayWriter, merge_seldom
from govreports.search.schema import VERSION

WAIT = 60  # seconds a writer waits for the one before it; the longest single commit seen took under one


_held = local()  # the store this thread may write to


class IndexBusy(Exception):
    """Another process has been writing, or rebuilding, for longer than anyone should wait."""


class Store:
    """What folder and memory have in common. ``building`` is the copy a rebuild of this process fills."""

    building: str | None = None
    schema: Schema

    def current(self) -> str:
        """The name of the copy in use."""
        raise NotImplementedError

    def storage(self, name: str) -> Storage:
        raise NotImplementedError

    def lock(self, purpose: str) -> object:
        raise NotImplementedError

    def version(self) -> tuple[str, int]:
        """Copy and generation; another value means there is something new to read. Costs a listing of the folder."""
        name = self.current()
        return name, TOC._latest_generation(self.storage(name), "MAIN")

    def index(self, name: str | None = None) -> FileIndex:
        """The copy in use, or the one named; an empty one is made where there is none."""
        storage = self.storage(name or self.current())
        try:
            return storage.open_index(schema=self.schema)
        except EmptyIndexError:
            return storage.create_index(self.schema)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time in all processes; the others wait. Whoever has it already keeps it. Raises ``IndexBusy``."""
        if getattr(_held, "by", None) is self:
            yield
            return
        with self._locked("writing", WAIT):
            _held.by = self
            try:
                yield
            finally:
                _held.by = None

    @contextmanager
    def writer(self, name: str | None = None) -> Iterator[ArrayWriter]:
        """Commits at the end; an exception leaves the index as it was."""
        writer = ArrayWriter(self.index(name), timeout=WAIT, delay=0.02)
        try:
            yield writer
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=merge_seldom)

    @contextmanager
    def _locked(self, purpose: str, seconds: float) -> Iterator[None]:
        lock = self.lock(purpose)
        if not try_for(lock.acquire, timeout=seconds, delay=0.02):
            raise IndexBusy(purpose)
        try:
            yield
        finally:
            lock.release()


class FolderStore(Store):
    def __init__(self, path: str, schema: Schema) -> None:
        self.path, self.schema = Path(path), schema
        self.pointer = self.path / f"current-v{VERSION}"
        self.journal = self.path / "changed-while-building"

    def current(self) -> str:
        try:
            return self.pointer.read_text("ascii")
        except FileNotFoundError:
            self.path.mkdir(parents=True, exist_ok=True)
            with self._locked("writing", WAIT):
                if not self.pointer.is_file():
                    self._point_to(self._new_copy())
            return self.pointer.read_text("ascii")

    @contextmanager
    def writing(self) -> Iterator[None]:
        self.current()  # made now where there is none: making it takes the same lock
        with super().writing():
            yield

    def storage(self, name: str) -> FileStorage:
        return FileStorage(str(self.path / name)).create()

    def lock(self, purpose: str) -> object:
        self.path.mkdir(parents=True, exist_ok=True)
        return FileLock(str(self.path / f"{purpose}.lock"))

    def note_changed(self, report: int) -> None:
        """While somebody rebuilds, remember what they may have read before it changed. Call it while writing."""
        if self.journal.is_file():
            with self.journal.open("a", encoding="ascii") as file:
                file.write(f"{report}\n")

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """What is written inside goes into a new copy. The caller ends it with ``take_over``, else it is thrown away."""
        self.current()
        with self._locked("rebuilding", 0):
            self.building = self._new_copy()
            self.journal.write_text("", "ascii")
            try:
                yield
            finally:
                self.journal.unlink(missing_ok=True)
                if self.building != self.current():
                    shutil.rmtree(self.path / self.building, ignore_errors=True)
                self.building = None

    def changed(self) -> set[int]:
        """Reports noted since the rebuild began."""
        return {int(line) for line in self.journal.read_text("ascii").split()}

    def take_over(self) -> None:
        """Readers see the new copy from here on. The one before stays a while for those who are just reading it."""
        before = self.current()
        self._point_to(self.building)
        for folder in self.path.glob("copy-*"):
            if folder.name not in {before, self.building}:
                shutil.rmtree(folder, ignore_errors=True)

    def _new_copy(self) -> str:
        numbers = [int(folder.name.removeprefix("copy-")) for folder in self.path.glob("copy-*")]
        name = f"copy-{max(numbers, default=0) + 1}"
        (self.path / name).mkdir(parents=True)
        self.index(name)
        return name

    def _point_to(self, name: str) -> None:
        fresh = self.pointer.with_suffix(f".{os.getpid()}")
        fresh.write_text(name, "ascii")
        os.replace(fresh, self.pointer)


class MemoryStore(Store):
    """For tests and trials: gone with the process."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.copies, self.in_use, self.locks, self.noted = {"copy-1": Memory()}, "copy-1", {}, set()
        self.index()

    def current(self) -> str:
        return self.in_use

    def storage(self, name: str) -> "Memory":
        return self.copies[name]

    def lock(self, purpose: str) -> object:
        return _WithoutWaiting(self.locks.setdefault(purpose, Lock()))

    def note_changed(self, report: int) -> None:
        self.noted.add(report)

    def changed(self) -> set[int]:
        return set(self.noted)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        with self._locked("rebuilding", 0):
            self.building = f"copy-{int(self.in_use.removeprefix('copy-')) + 1}"
            self.copies[self.building], self.noted = Memory(), set()
            self.index(self.building)
            try:
                yield
            finally:
                self.copies, self.building = {self.in_use: self.copies[self.in_use]}, None

    def take_over(self) -> None:
        self.in_use = self.building


class Memory(RamStorage):
    """A writer's temporary files lie in a folder of its own; Whoosh would give all processes the same one."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.mkdtemp(prefix="govreports-index-")
        finalize(self, shutil.rmtree, self._temporary, ignore_errors=True)

    def temp_storage(self, name: str | None = None) -> FileStorage:
        return FileStorage(self._temporary).create()


class _WithoutWaiting:
    """A thread's lock that is asked like Whoosh's file lock."""

    def __init__(self, lock: Lock) -> None:
        self._lock, self.release = lock, lock.release

    def acquire(self) -> bool:
        return self._lock.acquire(blocking=False)
