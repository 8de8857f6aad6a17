"""Passages that say much the same as one. Comes in: a document; goes out: the words that are its own, as a query."""
from collections import Counter

import numpy as np

from govreports.search.index.fields import Words
from govreports.search.index.snapshot import Snapshot
from govreports.search.matching import rarity
from govreports.search.query import Understood, Word
from govreports.search.schema import text_of

MOST_WORDS = 16  # more only make it slower, tried on the demo library
SHARE = 3  # a passage must hold one word of three


def document_of(snapshot: Snapshot, passage: int) -> int | None:
    """The document of a passage; none where it is not in the index, or deleted."""
    found = np.flatnonzero((snapshot.column("passage") == passage) & snapshot.live)
    return int(found[0]) if len(found) else None


def query_like(snapshot: Snapshot, document: int) -> Understood:
    """The rarest and most frequent words of the document that stand elsewhere too."""
    tokens = Words().tokens(snapshot.text(text_of("text"), document))
    counts = Counter(word for term in tokens.terms if len(word := term.decode()) > 1 and not word.isascii())
    held = {word: len(snapshot.term("text", word).ids) for word in counts}
    worth = {word: count * rarity(snapshot.count, held[word]) for word, count in counts.items() if held[word] > 1}
    best = sorted(worth, key=lambda word: (-worth[word], word))[:MOST_WORDS]
    return Understood(words=tuple(Word((word,)) for word in best), least=max(1, len(best) // SHARE))
