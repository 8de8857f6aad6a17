"""haystack's view of our Whoosh index. Named in the settings; used by ``engine.py`` and haystack's commands.

Stock haystack keeps one compound file with every text stored twice, opens it for each query, and
answers wrongly to filters that leave nothing. Here postings are arrays (``index/``), the index is kept
open until it changes, pages are answered by ``finding.py`` and haystack's queries by ``plain_search.py``.
"""
import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Lock

from django.db.models import Model
from haystack import connections
from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier
from haystack.utils.loading import UnifiedIndex
from whoosh.writing import CLEAR

from govreports.reports.models import Passage
from govreports.search.finding import Found, Wanted, find
from govreports.search.index.snapshot import Snapshot
from govreports.search.index.writer import ArrayWriter
from govreports.search.matching import match_word, stands
from govreports.search.plain_search import plain_search
from govreports.search.schema import document_for, schema_for
from govreports.search.store import FolderStore, MemoryStore, Store

TRIES = 5  # at opening: a writer may just be replacing the files
AT_ONCE = 5_000_000  # characters of one commit while rebuilding; about 300 MB of memory

logger = logging.getLogger(__name__)
_opened: dict[str, "Opened"] = {}
_opening = Lock()


class WhooshBackend(WhooshSearchBackend):
    def __init__(self, connection_alias: str, **options: object) -> None:
        super().__init__(connection_alias, **options)
        self._folder = options.get("PATH") if options.get("STORAGE", "file") == "file" else None
        self._rebuild: _Rebuild | None = None

    @cached_property
    def opened(self) -> "Opened":
        """One for each folder and process; in memory one for each connection."""
        with _opening:
            key = self._folder or f":{self.connection_alias}"
            if key not in _opened:
                schema = schema_for(self.unified_index.all_searchfields())
                _opened[key] = Opened(FolderStore(self._folder, schema) if self._folder else MemoryStore(schema))
            return _opened[key]

    @property
    def unified_index(self) -> UnifiedIndex:
        return connections[self.connection_alias].get_unified_index()

    @property
    def store(self) -> Store:
        return self.opened.store

    def find(self, wanted: Wanted) -> Found:
        """What ``engine.py`` asks; an engine that takes the place of this one answers the same."""
        return find(self.opened.snapshot(), wanted)

    def values(self, group: str) -> list[str]:
        """All values of something that can be filtered."""
        snapshot = self.opened.snapshot()
        return snapshot.keep(("known", group), lambda: list(snapshot.values(group).count(snapshot.live)))

    def words(self) -> dict[str, int]:
        """All words of the texts, with the number of passages that hold them."""
        return self.opened.snapshot().starting_with("text")

    def names(self, names: Iterable[str]) -> dict[str, int]:
        """Those of these names that stand in texts, with the number of passages that hold them."""
        snapshot = self.opened.snapshot()
        return {name: count for name in names if (count := len(stands(snapshot, "text", name).ids))}

    def missing(self, forms: Iterable[str]) -> bool:
        """Whether none of these stands anywhere."""
        return not len(match_word(self.opened.snapshot(), tuple(forms)).ids)

    def replace_reports(self, reports: Collection[int]) -> None:
        """Each report has the passages it has in the database from now on, or none where it is not published; one commit.

        Raises ``IndexBusy``.
        """
        with self.store.writing():
            with self.store.writer() as writer:
                self._put(writer, reports)
            for report in reports:
                self.store.note_changed(report)

    def update(self, index: SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        """Into the copy being rebuilt, else into the one in use."""
        documents = [self.document(one) for one in iterable]
        if self._rebuild:
            self._rebuild.add(documents)
            return
        with self.store.writing():
            with self.store.writer() as writer:
                for document in documents:
                    writer.update_document(**document)
            for report in {document["of_report"] for document in documents if "of_report" in document}:
                self.store.note_changed(int(report))

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        with self.store.writing(), self.store.writer() as writer:
            writer.delete_by_term("id", get_identifier(obj_or_string))

    def clear(self, models: list | None = None, commit: bool = True) -> None:
        """Empty the index; during a rebuild the new copy is empty anyway, and readers keep the one they have."""
        if self._rebuild or (models is not None and Passage not in models):
            return
        with self.store.writing():
            ArrayWriter(self.store.index(), timeout=1).commit(mergetype=CLEAR)

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Updates inside go into a new copy of the index, many to a commit; it takes over at the end. Raises ``IndexBusy``."""
        with self.store.rebuilding():
            self._rebuild = _Rebuild(self.store)
            try:
                yield
                self._rebuild.commit()
            finally:
                self._rebuild = None
            with self.store.writing():
                with self.store.writer(self.store.building) as writer:
                    self._put(writer, self.store.changed())  # what changed while the copy was filled
                self.store.take_over()

    def _put(self, writer: ArrayWriter, reports: Collection[int]) -> None:
        if not reports:
            return
        for report in reports:
            writer.delete_by_term("of_report", str(report))
        for passage in self.unified_index.get_index(Passage).index_queryset().filter(report__in=reports):
            writer.add_document(**self.document(passage))

    @log_query
    def search(self, query_string: str, **options: object) -> dict:
        """haystack's own queries, such as those of ``update_index --remove``. Pages go through ``find``."""
        return plain_search(self.opened.snapshot(), self.unified_index.document_field, query_string, **options)

    def document(self, instance: Model) -> dict:
        """What the index is given of an object."""
        prepared = self.unified_index.get_index(type(instance)).full_prepare(instance)
        return document_for(self.store.schema, prepared)


class WhooshEngine(BaseEngine):
    backend = WhooshBackend
    query = WhooshSearchQuery


class _Rebuild:
    """Documents on their way into a new copy, many to a commit."""

    def __init__(self, store: Store) -> None:
        self._store, self._waiting, self._size = store, [], 0

    def add(self, documents: list[dict]) -> None:
        self._waiting += documents
        self._size += sum(len(value) for document in documents for value in document.values() if isinstance(value, str))
        if self._size >= AT_ONCE:
            self.commit()

    def commit(self) -> None:
        with self._store.writer(self._store.building) as writer:
            for document in self._waiting:
                writer.add_document(**document)
        self._waiting, self._size = [], 0


class Opened:
    """A store with the snapshot of its latest version, shared by all threads of a process."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock, self._version, self._snapshot = Lock(), None, None

    def snapshot(self) -> Snapshot:
        """The latest version. While a busy writer keeps taking files away, readers go on with the version they have."""
        failure: Exception = OSError("the index kept changing while it was opened")
        with self._lock:
            for _ in range(TRIES):
                version = self.store.version()
                if version == self._version:
                    break
                before = self._snapshot if self._version and self._version[0] == version[0] else None
                try:
                    fresh = Snapshot(self.store.index(version[0]), before)
                    if fresh.is_complete() and self.store.current() == version[0]:  # else files may have been deleted meanwhile
                        self._snapshot, self._version = fresh, version
                        break
                except (OSError, NameError) as error:  # what Whoosh raises for a file that has just gone, on disk and in memory
                    failure = error
            else:
                if self._snapshot is None:
                    raise failure
                logger.warning("A newer version of the index cannot be opened: %s", failure)
            return self._snapshot
