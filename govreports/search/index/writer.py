"""Write documents whose postings are arrays. Comes in: what ``fields.py`` makes of values; goes out: ``codec.PostingLists``.

Whoosh's writer handles each posting by itself, in Python; a field of ours hands over all its terms in
one piece, and postings are sorted by numpy when the segment is written. That is what makes importing
take hardly longer than cutting the text into words.
"""
from array import array
from collections import defaultdict

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from govreports.search.index.codec import MOST_PLACES, PLACE, ArrayCodec, PostingLists, documents_of, terms_of
from govreports.search.index.fields import ArrayField, Tokens

MOST_SEGMENTS, MERGED = 12, 8  # at so many, so many of the smallest become one


class ArrayWriter(SegmentWriter):
    """Only for schemas whose indexed fields are all of ``fields.py``."""

    def __init__(self, index: FileIndex, **options: object) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False, **options)
        self.pool.cleanup()
        self.pool = ArrayPool()

    def add_postings_to_pool(self, reader: SegmentReader, startdoc: int, docmap: dict[int, int] | None) -> None:
        count = reader.doc_count_all()
        numbers = np.arange(startdoc, startdoc + count) if docmap is None else np.full(count, -1)
        if docmap:
            numbers[list(docmap)] = list(docmap.values())
        terms = terms_of(reader)
        for name, field in self.schema.items():
            if isinstance(field, ArrayField):
                self.pool.add_lists(name, terms.lists(name), numbers)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for name, lists in self.pool.finish(self.docnum):
            self.fieldwriter.add_lists(name, self.schema[name], lists)
        self.fieldwriter.close()


class _Field:
    """Postings of one field, unsorted: the numbers of terms beside their places."""

    def __init__(self) -> None:
        self.numbers: defaultdict[bytes, int] = defaultdict(lambda: len(self.numbers))
        self.terms, self.places = array("I"), array("Q")
        self.merged: list[tuple[np.ndarray, np.ndarray]] = []  # the same of segments that join this one
        self.sizes, self.next = array("I"), 0  # of documents so far; the first place of the next

    def start(self, document: int) -> None:
        """Documents in between have nothing in this field."""
        gap = document - len(self.sizes)
        self.sizes.extend([0] * gap)
        self.next += gap

    def add(self, tokens: Tokens) -> None:
        numbers, first = self.numbers, self.next
        self.terms.extend([numbers[term] for term in tokens.terms])
        self.places.extend([first + position for position in tokens.positions])
        self.sizes.append(tokens.size)
        self.next += tokens.size + 1


class ArrayPool:
    """Takes the place of Whoosh's posting pool."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, _Field] = defaultdict(_Field)

    def add(self, posting: tuple[str, bytes, int, float, Tokens]) -> None:
        """One field of one document; see ``ArrayField.index``."""
        name, _, document, _, tokens = posting
        field = self._fields[name]
        field.start(document)
        field.add(tokens)

    def add_lists(self, name: str, lists: PostingLists, numbers: np.ndarray) -> None:
        """A field of a segment that becomes part of this one. ``numbers`` are the new ones of its documents, -1 for deleted."""
        field, kept = self._fields[name], numbers >= 0
        if not kept.any():
            return
        field.start(int(numbers[kept][0]))
        sizes = np.diff(lists.starts) - 1
        first = np.full(len(numbers), -1)
        first[kept] = field.next + np.concatenate(([0], np.cumsum(sizes[kept] + 1)[:-1]))
        field.sizes.extend(sizes[kept].tolist())
        field.next += int((sizes[kept] + 1).sum())
        documents = documents_of(lists.places, lists.starts)
        stays = kept[documents]
        counts = np.diff(np.concatenate(([0], lists.ends)))
        terms = np.repeat(np.array([field.numbers[term] for term in lists.terms], np.uint32), counts)
        places = lists.places - lists.starts[documents] + first[documents]
        field.merged.append((terms[stays], places[stays].astype(np.uint64)))

    def finish(self, documents: int) -> list[tuple[str, PostingLists]]:
        """All fields with their postings in order; ``documents`` is how many the segment has."""
        finished = []
        for name in sorted(self._fields):
            field = self._fields[name]
            field.start(documents)
            if field.next > MOST_PLACES:
                raise OverflowError(f"Too much text in one segment: {field.next} places")
            if field.numbers:
                lists = _sorted(field)
                if lists.terms:
                    finished.append((name, lists))
        return finished

    def cleanup(self) -> None:
        self._fields.clear()


def _sorted(field: _Field) -> PostingLists:
    names = sorted(field.numbers)
    rank = np.empty(len(names), np.uint64)
    rank[[field.numbers[name] for name in names]] = np.arange(len(names), dtype=np.uint64)
    terms = np.concatenate([np.frombuffer(field.terms, np.uint32), *(terms for terms, _ in field.merged)])
    places = np.concatenate([np.frombuffer(field.places, np.uint64), *(places for _, places in field.merged)])
    keys = rank[terms] << np.uint64(32) | places
    keys.sort()
    ends = np.cumsum(np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(names)))
    held = np.diff(np.concatenate(([0], ends))) > 0  # a term may have stood in deleted documents only
    starts = np.concatenate(([0], np.cumsum(np.frombuffer(field.sizes, np.uint32).astype(np.int64) + 1)))
    return PostingLists([name for name, kept in zip(names, held, strict=True) if kept], keys.astype(PLACE), ends[held], starts)


def merge_seldom(writer: ArrayWriter, segments: list[Segment]) -> list[Segment]:
    """Whoosh's policy merges at almost every small commit; a reader barely minds a few segments more."""
    empty = [segment for segment in segments if segment.doc_count() == 0]
    segments = [segment for segment in segments if segment not in empty]
    if len(segments) < MOST_SEGMENTS:
        return segments
    by_size = sorted(segments, key=lambda segment: segment.doc_count_all())
    for segment in by_size[:MERGED]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return by_size[MERGED:]
