"""One segment of the index as arrays. It never changes, so what is read of it once is good for all later versions of the index."""
from weakref import finalize

import numpy as np
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.codec.whoosh3 import _lenfield
from whoosh.columns import NumericColumn
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from govreports.search.index.codec import SENTENCE_END, documents_of, read_column, terms_of
from govreports.search.index.fields import ArrayField

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)  # Whoosh keeps lengths in one byte, roughly

Parts = list[tuple[bytes, int]]  # units of a word with their distance from its beginning


class Segment:
    """Numbers of documents count from 0 within the segment; deletions are the snapshot's matter.

    All files are opened at once: a writer may merge the segment away and delete them at any moment, and
    Whoosh takes a missing column for an empty one.
    """

    def __init__(self, storage: Storage, schema: Schema, segment: WhooshSegment) -> None:
        self.reader = SegmentReader(storage, schema, segment)
        finalize(self, self.reader.close)  # when the last snapshot has done with it
        self.id, self.size = segment.segment_id(), segment.doc_count_all()
        self._terms = terms_of(self.reader)
        self._numbers: dict[str, np.ndarray] = {}
        self._texts: dict[str, object] = {}
        self._lengths: dict[str, np.ndarray] = {}
        self._sentences: dict[str, np.ndarray] = {}
        self._values: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}
        for name, field in schema.items():
            if isinstance(field, ArrayField):
                self._terms.starts(name)
                if field.scorable:
                    self._lengths[name] = LENGTHS[read_column(self.reader._perdoc, _lenfield(name), "B")]
            elif isinstance(field.column_type, NumericColumn):
                self._numbers[name] = read_column(self.reader._perdoc, name, field.column_type._typecode)
            elif field.column_type and self.reader.has_column(name):
                self._texts[name] = self.reader.column_reader(name)
        if self.size:
            if not self.reader._perdoc.has_column("_stored"):
                raise FileNotFoundError(f"segment {self.id} has just been merged away")
            self.reader.stored_fields(0)

    def places(self, field: str, term: bytes) -> np.ndarray:
        return self._terms.places(field, term)

    def frequencies(self, field: str, prefix: bytes = b"") -> dict[bytes, int]:
        """Term -> documents that hold it, deleted ones too, in order of terms."""
        return dict(self._terms.frequencies(field, prefix))

    def values(self, field: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """Of a field of exact values: the values, the documents of each one after the other, where those of each end."""
        if field not in self._values:
            lists = self._terms.lists(field)
            self._values[field] = [term.decode() for term in lists.terms], lists.places.astype(np.int64), lists.ends
        return self._values[field]

    def documents(self, field: str, places: np.ndarray) -> np.ndarray:
        return documents_of(places, self._terms.starts(field))

    def row(self, field: str, parts: Parts) -> np.ndarray:
        """Places where these units stand at these distances, the place of the first one."""
        found = sorted(((self.places(field, unit), offset) for unit, offset in parts), key=lambda item: len(item[0]))
        starts = found[0][0].astype(np.int64) - found[0][1]
        for places, offset in found[1:]:
            if not len(starts):
                break
            starts = starts[_among(places, starts + offset)]
        last = max(offset for _, offset in parts)
        return starts[self.documents(field, starts) == self.documents(field, starts + last)] if last else starts

    def sentences(self, field: str, parts: Parts) -> np.ndarray:
        """Numbers of the sentences where the units stand in a row, in order, each once."""
        found = np.searchsorted(self._sentence_ends(field), self.row(field, parts))
        return found[np.flatnonzero(np.diff(found, prepend=-1))]

    def count_sentences(self, field: str) -> int:
        return len(self._sentence_ends(field))

    def with_sentences(self, field: str, sentences: np.ndarray) -> np.ndarray:
        """The documents these sentences belong to."""
        return self.documents(field, self._sentence_ends(field)[sentences])

    def _sentence_ends(self, field: str) -> np.ndarray:
        if field not in self._sentences:
            self._sentences[field] = self.places(field, SENTENCE_END)
        return self._sentences[field]

    def column(self, field: str) -> np.ndarray:
        """A column of numbers."""
        return self._numbers[field]

    def lengths(self, field: str) -> np.ndarray:
        """Terms in the field of each document, as Whoosh remembers them."""
        return self._lengths[field]

    def text(self, field: str, number: int) -> str:
        """What a column of texts holds of a document."""
        return self._texts[field][number].decode() if field in self._texts else ""


def _among(places: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Which of the wanted places are there; both are sorted."""
    at = np.searchsorted(places, wanted)
    at[at == len(places)] = 0
    return places[at] == wanted if len(places) else np.zeros(len(wanted), bool)
