"""Which passages hold all words near each other. Comes in: words and a ``Snapshot``; goes out: masks of documents."""
from collections.abc import Sequence
from functools import reduce

import numpy as np

from govreports.analysis.folding import units
from govreports.search.index.snapshot import Snapshot
from govreports.search.matching import match_word
from govreports.search.query import Word

TEXT = "text_characters"


def in_one_sentence(snapshot: Snapshot, words: Sequence[Word]) -> np.ndarray:
    """Passages with a sentence that holds all words, by whatever name."""
    found = sorted((_sentences(snapshot, word) for word in words), key=len)
    return snapshot.with_sentences(TEXT, reduce(_common, found)) if found else np.zeros(snapshot.size, bool)


def in_one_passage(snapshot: Snapshot, words: Sequence[Word]) -> np.ndarray:
    """Passages that hold all words themselves, or under their headings."""
    masks = [_own(snapshot, word) for word in words]
    return reduce(np.logical_and, masks) if masks else np.zeros(snapshot.size, bool)


def in_one_section(snapshot: Snapshot, words: Sequence[Word]) -> np.ndarray:
    """Passages with some of the words, of sections that hold all of them."""
    masks = [_own(snapshot, word) for word in words]
    if not masks:
        return np.zeros(snapshot.size, bool)
    section = snapshot.column("section")
    common = reduce(np.intersect1d, [np.unique(section[mask]) for mask in masks])
    return reduce(np.logical_or, masks) & np.isin(section, common[common > 0])


SCOPES = {"sentence": in_one_sentence, "passage": in_one_passage, "section": in_one_section}


def _sentences(snapshot: Snapshot, word: Word) -> np.ndarray:
    found = [snapshot.sentences(TEXT, units(form)) for form in (*word.forms, *word.synonyms)]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _common(few: np.ndarray, many: np.ndarray) -> np.ndarray:
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    return few[many[at] == few] if len(many) else few[:0]


def _own(snapshot: Snapshot, word: Word) -> np.ndarray:
    match = match_word(snapshot, word.forms, word.synonyms)
    return snapshot.mask(match.ids[match.own])
