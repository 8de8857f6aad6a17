"""Postings as plain arrays: how our fields lie on disk and come back. Whoosh's side of ``segment.py``.

Each document takes as many places on one line of places as its text has characters, and one more;
so a place tells both the document and the position in it. The postings of a term are its places, in
order, as little-endian unsigned 32-bit integers. Nothing has to be decoded: numpy reads them as they
are, and a phrase is a matter of adding offsets. Terms, stored fields, columns, deletions and commits
are Whoosh's own, and its searcher can read these postings too (the tests compare the two).
"""
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo, W3TermsReader
from whoosh.columns import NumericColumn
from whoosh.fields import FieldType
from whoosh.filedb.filestore import Storage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.system import pack_ushort

PLACE = np.dtype("<u4")
SENTENCE_END = b"."  # a term of its own in fields of characters; no unit is a full stop
MOST_PLACES = 2**32 - 1  # in one segment: some 800,000 reports


class Places(Format):
    """The format of a field whose postings are places. What Whoosh calls the value of a posting is the positions."""

    def __init__(self) -> None:
        super().__init__()

    def decode_positions(self, positions: np.ndarray) -> list[int]:
        return positions.tolist()

    def decode_frequency(self, positions: np.ndarray) -> int:
        return len(positions)

    def decode_weight(self, positions: np.ndarray) -> float:
        return float(len(positions))


class PostingLists(NamedTuple):
    """All postings of one field in one segment, term after term."""

    terms: list[bytes]  # in order
    places: np.ndarray  # of the first term, of the second, …
    ends: np.ndarray  # where the places of each term end
    starts: np.ndarray  # first place of each document, and one more: the end of the line


class ArrayFieldWriter(W3FieldWriter):
    def add_lists(self, fieldname: str, field: FieldType, lists: PostingLists) -> None:
        """Write a field at once. Fields come one after the other, each once."""
        self.start_field(fieldname, field)
        prefix, offset = pack_ushort(self._fieldid), self._postfile.tell()
        self._postfile.write(lists.places.astype(PLACE).tobytes())
        documents = documents_of(lists.places, lists.starts)
        begins = np.concatenate(([0], lists.ends[:-1])).astype(np.int64)
        is_first = np.ones(len(documents), bool)  # of its term and document
        is_first[1:] = documents[1:] != documents[:-1]
        is_first[begins] = True
        runs = np.flatnonzero(is_first)
        frequencies = np.diff(np.append(runs, len(documents)))
        starts_of_runs = np.searchsorted(runs, begins)
        counts = np.diff(np.append(starts_of_runs, len(runs)))
        most = np.maximum.reduceat(frequencies, starts_of_runs) if len(runs) else frequencies
        rows = zip(lists.terms, begins.tolist(), lists.ends.tolist(), counts.tolist(), most.tolist(),
                   documents[begins].tolist(), documents[lists.ends - 1].tolist(), strict=True)
        for term, begin, end, count, highest, first, last in rows:
            info = W3TermInfo(weight=end - begin, df=count, minlength=1, maxlength=1, maxweight=highest, minid=first, maxid=last)
            info.set_extent(offset + begin * PLACE.itemsize, end - begin)
            self._tindex.add(prefix + term, info.to_bytes())
        self.finish_field()


class ArrayTermsReader(W3TermsReader):
    def __init__(self, codec: "ArrayCodec", dbfile: object, length: int, postfile: object, segment: object, storage: Storage) -> None:
        super().__init__(codec, dbfile, length, postfile)
        self._segment, self._storage = segment, storage
        self._starts: dict[str, np.ndarray] = {}

    def places(self, fieldname: str, term: bytes) -> np.ndarray:
        """Sorted places of a term; empty where it does not occur."""
        try:
            offset, count = _extent(self.term_info(fieldname, term))
        except TermNotFound:
            return np.empty(0, PLACE)
        return np.frombuffer(self._postfile.get(offset, count * PLACE.itemsize), PLACE)

    def lists(self, fieldname: str) -> PostingLists:
        """Everything there is of a field."""
        terms, extents = [], []
        for key, info in self._field_items(fieldname):
            terms.append(key)
            extents.append(_extent(info))
        if not terms:
            return PostingLists([], np.empty(0, PLACE), np.empty(0, np.int64), self.starts(fieldname))
        ends = np.cumsum([count for _, count in extents])
        places = np.frombuffer(self._postfile.get(extents[0][0], int(ends[-1]) * PLACE.itemsize), PLACE)
        return PostingLists(terms, places, ends, self.starts(fieldname))

    def frequencies(self, fieldname: str, prefix: bytes = b"") -> Iterator[tuple[bytes, int]]:
        """(term, documents that hold it) in order of terms, of those that begin with the prefix."""
        for term, info in self._field_items(fieldname, prefix):
            if not term.startswith(prefix):
                return
            yield term, info.doc_frequency()

    def starts(self, fieldname: str) -> np.ndarray:
        """First place of each document, and the end."""
        if fieldname not in self._starts:
            reader = self._codec.per_document_reader(self._storage, self._segment)
            sizes = read_column(reader, fieldname, "I")
            reader.close()
            self._starts[fieldname] = np.concatenate(([0], np.cumsum(sizes.astype(np.int64) + 1)))
        return self._starts[fieldname]

    def matcher(self, fieldname: str, tbytes: bytes, format_: Format, scorer: object = None) -> ListMatcher:
        """For Whoosh's own searcher: what it needs to delete, to merge, and to be compared with."""
        if not isinstance(format_, Places):
            return super().matcher(fieldname, tbytes, format_, scorer=scorer)
        info, starts = self.term_info(fieldname, tbytes), self.starts(fieldname)
        places = self.places(fieldname, tbytes)
        documents, counts = np.unique(documents_of(places, starts), return_counts=True)
        values = np.split(places - starts[np.repeat(documents, counts)], np.cumsum(counts)[:-1])
        return ListMatcher(documents.tolist(), counts.astype(float).tolist(), values, format_, scorer=scorer,
                           term=(fieldname, tbytes), terminfo=info)

    def _field_items(self, fieldname: str, prefix: bytes = b"") -> Iterator[tuple[bytes, W3TermInfo]]:
        if fieldname not in self._fieldmap:
            return
        for (name, term), info in self.items_from(fieldname, prefix):
            if name != fieldname:
                return
            yield term, info


class ArrayCodec(W3Codec):
    def field_writer(self, storage: Storage, segment: object) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def terms_reader(self, storage: Storage, segment: object) -> ArrayTermsReader:
        name = segment.make_filename(self.TERMS_EXT)
        return ArrayTermsReader(self, storage.open_file(name), storage.file_length(name),
                                segment.open_file(storage, self.POSTS_EXT), segment, storage)


def documents_of(places: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The document of each place.

    >>> documents_of(np.array([0, 2, 3, 7]), np.array([0, 3, 7, 8])).tolist()
    [0, 0, 1, 2]
    """
    return np.searchsorted(starts, places, side="right").astype(np.int32) - 1


def read_column(reader: object, fieldname: str, typecode: str) -> np.ndarray:
    """A column of numbers as it lies on disk: big-endian, zeros at the end left out. ``reader`` is one of a segment's documents."""
    column = NumericColumn(typecode)
    size, count = np.dtype(typecode).itemsize, reader.doc_count_all()
    values = np.zeros(count, f"u{size}")
    if count and reader.has_column(fieldname):
        raw = reader.column_reader(fieldname, column)
        held = min(count, raw._count)
        values[:held] = np.frombuffer(raw._dbfile.get(raw._basepos, held * size), f">u{size}")
    return values


def terms_of(reader: SegmentReader) -> ArrayTermsReader:
    """What a segment's reader keeps to itself."""
    return reader._terms


def _extent(info: W3TermInfo) -> tuple[int, int]:
    """Where the places of a term lie in the file, and how many. What Whoosh reads back as the length is a tuple of one."""
    offset, (count,) = info.extent()
    return offset, count
