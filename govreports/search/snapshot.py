"""One generation of the index, open for reading: postings, sets of documents, columns.

A set of documents is a Python integer with one bit for each document number: ``&`` narrows,
``|`` widens, ``bit_count`` counts, and an empty set is 0, never "no filter". Everything is read
when first asked for and kept, so a process pays once for each term and generation.
"""
from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from threading import Lock
from weakref import finalize

from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.reading import IndexReader, TermNotFound
from whoosh.searching import Searcher

from govreports.search.schema import GROUPS

MOST_POSITIONS = 4_000_000  # kept in memory, about 150 MB; the cache starts again above that

Postings = dict[int, list[int]]  # document number -> positions of the term, in order


def document_set(numbers: Iterable[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for number in numbers:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def documents(found: int) -> Iterator[int]:
    """The numbers in a set, in order.

    >>> list(documents(document_set([3, 17, 4], 20)))
    [3, 4, 17]
    """
    for place, byte in enumerate(found.to_bytes(found.bit_length() // 8 + 1, "little")):
        while byte:
            yield (place << 3) + (byte & -byte).bit_length() - 1
            byte &= byte - 1


class Snapshot:
    """Safe to use from several threads."""

    def __init__(self, index: FileIndex) -> None:
        self._reader: IndexReader = index.reader()  # a new one: refreshing an old one keeps showing what was deleted
        finalize(self, self._reader.close)  # when the last thread has done with it
        self.size = self._reader.doc_count_all()
        self.count = self._reader.doc_count()
        self._lock = Lock()
        self._postings: dict[tuple[str, str], Postings] = {}
        self._sets: dict[str, dict[str, int]] = {}
        self._positions = 0
        self.report, self.passage = self._column("report", "Q"), self._column("passage", "Q")
        self.number, self.date = self._column("number", "I"), self._column("date", "I")

    def postings(self, field: str, term: str) -> Postings:
        key = field, term
        if key not in self._postings:
            with self._lock:
                found = self._read_postings(field, term)
                self._positions += sum(map(len, found.values()))
                if self._positions > MOST_POSITIONS:
                    self._postings, self._positions = {}, 0
                self._postings[key] = found
                return found
        return self._postings[key]

    def group(self, field: str) -> dict[str, int]:
        """Value -> the documents that have it, of a field that can be filtered."""
        if field not in GROUPS:
            raise KeyError(field)
        if field not in self._sets:
            with self._lock:
                self._sets[field] = {term.decode(): self._read_set(field, term) for term in self._reader.lexicon(field)}
        return self._sets[field]

    def of_report(self, report: int) -> int:
        with self._lock:
            return self._read_set("report", self._reader.schema["report"].to_bytes(report))

    @cached_property
    def everything(self) -> int:
        with self._lock:
            return document_set(self._reader.all_doc_ids(), self.size)

    @cached_property
    def lengths(self) -> array:
        """Terms in the text of each document, roughly."""
        with self._lock:
            return array("I", (self._reader.doc_field_length(number, "text", 0) or 0 for number in range(self.size)))

    @cached_property
    def mean_length(self) -> float:
        return max(1.0, sum(self.lengths) / max(1, self.size))

    def run(self, query: Query) -> list[tuple[int, float]]:
        """(document, score) of all that answer a Whoosh query, the best first."""
        with self._lock:
            return [(number, score) for score, number in Searcher(self._reader).search(query, limit=None).top_n]

    def identifiers(self, numbers: Iterable[int]) -> list[dict]:
        """What is stored of each document."""
        with self._lock:
            return [self._reader.stored_fields(number) for number in numbers]

    def _read_postings(self, field: str, term: str) -> Postings:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return {}
        found = {}
        while matcher.is_active():
            found[matcher.id()] = matcher.value_as("positions")
            matcher.next()
        return found

    def _read_set(self, field: str, term: bytes) -> int:
        try:
            return document_set(self._reader.postings(field, term).all_ids(), self.size)
        except TermNotFound:
            return 0

    def _column(self, field: str, typecode: str) -> array:
        return array(typecode, self._reader.column_reader(field)) if self.size else array(typecode)
