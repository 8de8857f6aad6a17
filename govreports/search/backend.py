"""haystack's view of our Whoosh index. Named in the settings; used by ``engine.py`` and haystack's commands.

Stock haystack keeps one compound file with every text stored twice, opens it for each query,
and answers wrongly to filters that leave nothing. Here the index has separate files, is kept
open until it changes, and queries are answered by ``finding.py``.
"""
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from django.db.models import Model
from haystack import connections
from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier
from whoosh.writing import CLEAR, IndexWriter

from govreports.reports.models import Passage
from govreports.search.finding import Found, Wanted, find
from govreports.search.plain_search import plain_search
from govreports.search.snapshot import Snapshot
from govreports.search.store import Store, open_store

TRIES = 5  # at opening: a writer may just be replacing the files


class WhooshBackend(WhooshSearchBackend):
    def __init__(self, connection_alias: str, **options: object) -> None:
        super().__init__(connection_alias, **options)
        path = options.get("PATH") if options.get("STORAGE", "file") == "file" else None
        self.opened = open_opened(path)

    @property
    def store(self) -> Store:
        return self.opened.store

    def find(self, wanted: Wanted) -> Found:
        """What ``engine.py`` asks; an engine that takes the place of this one answers the same."""
        return find(self.opened.snapshot(), wanted)

    def values(self, group: str) -> list[str]:
        """All values of something that can be filtered."""
        return sorted(self.opened.snapshot().group(group))

    def replace_report(self, report: int, passages: Iterable[Passage]) -> None:
        """The report has these passages from now on, or none; one commit. Raises ``IndexBusy``.

        They are read once nobody else writes: of two who change a report at once, the later one sees what both did.
        """
        with self.store.writing():
            documents = [self._document(passage) for passage in passages]
            with self.store.writer() as writer:
                _put_report(writer, report, documents)
            self.store.note_changed(report)

    def update(self, index: SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        """Into the copy being rebuilt, else into the one in use."""
        documents = [(passage.report_id, self._document(passage)) for passage in iterable]
        if self.store.building:
            with self.store.writer(self.store.building) as writer:
                for _, document in documents:
                    writer.add_document(**document)
            return
        with self.store.writing():
            with self.store.writer() as writer:
                for _, document in documents:
                    writer.update_document(**document)
            for report in {report for report, _ in documents}:
                self.store.note_changed(report)

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        with self.store.writing(), self.store.writer() as writer:
            writer.delete_by_term("id", get_identifier(obj_or_string))

    def clear(self, models: list | None = None, commit: bool = True) -> None:
        """Empty the index; during a rebuild the new copy is empty anyway, and readers keep the one they have."""
        if self.store.building or (models is not None and Passage not in models):
            return
        with self.store.writing():
            self.store.index().writer(timeout=1).commit(mergetype=CLEAR)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Updates inside go into a new copy, which takes over at the end. Raises ``IndexBusy``."""
        with self.store.rebuilding():
            yield
            index = connections[self.connection_alias].get_unified_index().get_index(Passage)
            with self.store.writing():
                changed = self.store.changed()
                passages = index.index_queryset().filter(report__in=changed)
                with self.store.writer(self.store.building) as writer:
                    for report in changed:
                        _put_report(writer, report, [self._document(passage) for passage in passages if passage.report_id == report])
                self.store.take_over()

    @log_query
    def search(self, query_string: str, **options: object) -> dict:
        """haystack's own queries, such as those of ``update_index --remove``. Pages go through ``find``."""
        return plain_search(self.opened.snapshot(), query_string, **options)

    def _document(self, passage: Passage) -> dict:
        prepared = connections[self.connection_alias].get_unified_index().get_index(Passage).full_prepare(passage)
        return {name: ",".join(value) if isinstance(value, list) else value for name, value in prepared.items()}


class WhooshEngine(BaseEngine):
    backend = WhooshBackend
    query = WhooshSearchQuery


class Opened:
    """A store with the snapshot of its latest version, shared by all threads of a process."""

    def __init__(self, path: str | None) -> None:
        self.store = open_store(path)
        self._lock, self._version, self._snapshot = Lock(), None, None

    def snapshot(self) -> Snapshot:
        with self._lock:
            for last in range(TRIES, 0, -1):
                version = self.store.version()
                if version == self._version:
                    break
                try:
                    self._snapshot, self._version = Snapshot(self.store.index(version[0])), version
                except (OSError, NameError):  # what Whoosh raises for a file that has just gone, on disk and in memory
                    if last == 1:
                        raise
            return self._snapshot


@cache
def open_opened(path: str | None) -> Opened:
    """One for each index and process."""
    return Opened(path)


def _put_report(writer: IndexWriter, report: int, documents: Iterable[dict]) -> None:
    writer.delete_by_term("report", report)
    for document in documents:
        writer.add_document(**document)
