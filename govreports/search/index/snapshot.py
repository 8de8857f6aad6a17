"""One version of the index, open for reading: arrays over all documents. Comes in: a Whoosh index; goes out: vectors.

A document is a number from 0; what is deleted keeps its number and is in no vector. Everything is read
when first asked for and kept while there is room, so a process pays once for each term and version; and
what belongs to a segment is taken over from the version before, so a small commit costs little.
"""
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cached_property
from threading import RLock
from typing import NamedTuple, Self

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from govreports.search.index.segment import Parts, Segment

ROOM = 192 << 20  # bytes of vectors kept, 250 common words of 10,000 reports; the longest unused ones go first
K1, B = 1.2, 0.75  # BM25 as Whoosh has it


class Counts(NamedTuple):
    """How often something stands in documents: sorted numbers of documents, and counts beside them."""

    ids: np.ndarray  # int32
    counts: np.ndarray  # float32
    held_by: int  # documents that hold it, deleted ones too: what Whoosh goes by for rarity


class Values(NamedTuple):
    """What can be filtered and counted: which document has which of the values, segment by segment."""

    names: list[str]
    parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]]  # documents of the first value, of the second, …; where each ends; their names

    def count(self, mask: np.ndarray) -> dict[str, int]:
        """Value -> documents of the mask that have it; values that none has are left out."""
        counts = np.zeros(len(self.names), np.int64)
        for documents, ends, names in self.parts:
            held = np.concatenate(([0], np.cumsum(mask[documents], dtype=np.int64)))[np.concatenate(([0], ends))]
            counts[names] += np.diff(held)
        return {self.names[number]: int(counts[number]) for number in np.flatnonzero(counts)}


class Snapshot:
    """Safe to use from several threads."""

    def __init__(self, index: FileIndex, before: "Self | None" = None) -> None:
        known = {segment.id: segment for segment in before.segments} if before else {}
        toc = index._read_toc()
        self.schema = toc.schema
        self.segments = [known.get(one.segment_id()) or Segment(index.storage, toc.schema, one) for one in toc.segments]
        self.offsets = np.concatenate(([0], np.cumsum([segment.size for segment in self.segments]))).astype(np.int64)
        self.size = int(self.offsets[-1])
        self.live = np.ones(self.size, bool)
        for one, offset in zip(toc.segments, self.offsets, strict=False):
            self.live[np.fromiter(one.deleted_docs(), np.int64) + offset] = False
        self.count = int(self.live.sum())
        self.is_whole = self.count == self.size
        self._index, self._lock = index, before._lock if before else RLock()  # one for all who share the files of a segment
        self._kept: OrderedDict[tuple, object] = OrderedDict()
        self._room = ROOM

    def is_complete(self) -> bool:
        """Whether all its segments are still in use, so that no file of theirs was deleted while it was opened."""
        in_use = {one.segment_id() for one in self._index._read_toc().segments}
        return all(segment.id in in_use for segment in self.segments)

    def keep(self, key: tuple, make: Callable[[], object]) -> object:
        """What was made under this key before, or is made now: an array or a tuple with arrays."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            made = self._kept[key] = make()
            self._room -= _weight(made)
            while self._room < 0 and len(self._kept) > 1:
                self._room += _weight(self._kept.popitem(last=False)[1])
            return made

    def term(self, field: str, term: str) -> Counts:
        """A term of the field."""
        encoded = term.encode()
        return self.keep(("term", field, term), lambda: self._counts(field, lambda segment: segment.places(field, encoded)))

    def row(self, field: str, parts: Iterable[tuple[str, int]]) -> Counts:
        """Units at these distances from each other; ``field`` is one of characters."""
        encoded: Parts = [(unit.encode(), offset) for unit, offset in parts]
        return self.keep(("row", field, *encoded), lambda: self._counts(field, lambda segment: segment.row(field, encoded)))

    def sentences(self, field: str, parts: Iterable[tuple[str, int]]) -> np.ndarray:
        """Numbers of the sentences, counted through the index, where units stand at these distances."""
        encoded: Parts = [(unit.encode(), offset) for unit, offset in parts]
        return self.keep(("sentences", field, *encoded), lambda: self._joined(
            lambda segment: segment.sentences(field, encoded) + self._first_sentences(field)[segment.id], np.int64,
        ))

    def with_sentences(self, field: str, sentences: np.ndarray) -> np.ndarray:
        """Mask of the documents these sentences belong to."""
        with self._lock:
            return self._with_sentences(field, sentences)

    def _with_sentences(self, field: str, sentences: np.ndarray) -> np.ndarray:
        mask = np.zeros(self.size, bool)
        for segment, offset in zip(self.segments, self.offsets, strict=False):
            first = self._first_sentences(field)[segment.id]
            own = sentences[(sentences >= first) & (sentences < first + segment.count_sentences(field))] - first
            mask[segment.with_sentences(field, own) + offset] = True
        return mask & self.live

    def _first_sentences(self, field: str) -> dict[str, int]:
        """Segment -> the number of its first sentence."""
        firsts, number = {}, 0
        for segment in self.segments:
            firsts[segment.id] = number
            number += segment.count_sentences(field)
        return firsts

    def scores(self, field: str, term: str) -> np.ndarray:
        """BM25 of a term of a scorable field, beside ``term(...).ids``; the same numbers as Whoosh's."""
        return self.keep(("scores", field, term), lambda: self._scores(field, self.term(field, term)))

    def values(self, field: str) -> Values:
        """Of a field of exact values."""
        return self.keep(("values", field), lambda: self._values(field))

    def column(self, field: str) -> np.ndarray:
        """A column of numbers, unsigned."""
        return self.keep(("column", field), lambda: self._joined(lambda segment: segment.column(field), np.uint64))

    def lengths(self, field: str) -> np.ndarray:
        return self.keep(("lengths", field), lambda: self._joined(lambda segment: segment.lengths(field), np.float32))

    def mean_length(self, field: str) -> float:
        total = sum(segment.reader.field_length(field) for segment in self.segments)
        return total / (self.size or 1) or 1.0

    def starting_with(self, field: str, prefix: str = "") -> dict[str, int]:
        """Term -> documents, of the terms that begin so."""
        found: dict[str, int] = {}
        with self._lock:
            for segment in self.segments:
                for term, count in segment.frequencies(field, prefix.encode()).items():
                    name = term.decode()
                    found[name] = found.get(name, 0) + count
        return found

    def mask(self, ids: np.ndarray) -> np.ndarray:
        found = np.zeros(self.size, bool)
        found[ids] = True
        return found

    def stored(self, number: int) -> dict:
        """Stored fields of a document."""
        at = int(np.searchsorted(self.offsets, number, side="right")) - 1
        with self._lock:
            return self.segments[at].reader.stored_fields(number - int(self.offsets[at]))

    def text(self, field: str, number: int) -> str:
        """What a column of texts holds of a document."""
        at = int(np.searchsorted(self.offsets, number, side="right")) - 1
        with self._lock:
            return self.segments[at].text(field, number - int(self.offsets[at]))

    @cached_property
    def reader(self) -> IndexReader:
        """Whoosh's own, for what it asks its own way."""
        return self._index.reader()

    def _counts(self, field: str, read: Callable[[Segment], np.ndarray]) -> Counts:
        ids, counts = [], []
        for segment, offset in zip(self.segments, self.offsets, strict=False):
            places = read(segment)
            if not len(places):
                continue
            documents = segment.documents(field, places)
            first = np.flatnonzero(np.concatenate(([True], documents[1:] != documents[:-1])))
            ids.append((documents[first] + offset).astype(np.int32))
            counts.append(np.diff(np.append(first, len(documents))).astype(np.float32))
        if not ids:
            return Counts(np.empty(0, np.int32), np.empty(0, np.float32), 0)
        joined, often = np.concatenate(ids), np.concatenate(counts)
        if self.is_whole:
            return Counts(joined, often, len(joined))
        live = self.live[joined]
        return Counts(joined[live], often[live], len(joined))

    def _scores(self, field: str, found: Counts) -> np.ndarray:
        rarity = np.log(self.size / (found.held_by + 1)) + 1
        lengths = self.lengths(field)[found.ids]
        return bm25(found.counts, lengths / self.mean_length(field), B) * np.float32(rarity)

    def _values(self, field: str) -> Values:
        names = sorted({name for segment in self.segments for name in segment.values(field)[0]})
        number = {name: at for at, name in enumerate(names)}
        parts = []
        for segment, offset in zip(self.segments, self.offsets, strict=False):
            own, documents, ends = segment.values(field)
            parts.append((documents + offset, ends, np.array([number[name] for name in own], np.int64)))
        return Values(names, parts)

    def _joined(self, read: Callable[[Segment], np.ndarray], dtype: str | type) -> np.ndarray:
        return np.concatenate([read(segment) for segment in self.segments]) if self.segments else np.empty(0, dtype)


def bm25(counts: np.ndarray, lengths: np.ndarray, b: float) -> np.ndarray:
    """What counts of a term are worth, its rarity apart. ``lengths`` are relative to the mean."""
    return (counts * np.float32(K1 + 1) / (counts + K1 * ((1 - b) + b * lengths))).astype(np.float32)


def _weight(kept: object) -> int:
    """Bytes of the arrays in it."""
    if isinstance(kept, np.ndarray):
        return kept.nbytes
    return sum(map(_weight, kept)) if isinstance(kept, tuple | list) else 0
