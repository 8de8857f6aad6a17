"""Answers from vectors are the answers of Whoosh: random documents, deletions, segments and queries, told by a seed."""
import random
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, Or, Phrase, Query, Term
from whoosh.searching import Searcher

from govreports.analysis.folding import fold
from govreports.search.index.evaluate import evaluate
from govreports.search.index.fields import Characters, Exact, Words
from govreports.search.index.snapshot import Snapshot
from govreports.search.index.writer import ArrayWriter, merge_seldom
from govreports.search.plain_search import best
from govreports.search.store import Memory

PIECES = ["物业", "物业管理", "信托制", "改造", "城市更新", "老旧小区", "的", "和", "5G", "TOD", "一网统管", "，", "。", "治理", "2023年", "93.5%", "绣花"]
THEMES = ["community", "smart", "eco"]
OURS = Schema(id=Exact(stored=True, unique=True), text=Words(phrases="characters"), characters=Characters(), theme=Exact())


class SameWords(Tokenizer):
    """Whoosh's stock machinery fed with our words."""

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        token = Token(positions=True, boosts=True)
        tokens = Words().tokens(value)
        for term, token.pos in zip(tokens.terms, tokens.positions, strict=True):
            token.text, token.boost = term.decode(), 1.0
            yield token


THEIRS = Schema(id=ID(stored=True, unique=True), text=TEXT(analyzer=SameWords()), theme=KEYWORD(commas=True))


class Library:
    """The same documents in both kinds of index, in several commits with changes in between."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.texts: dict[str, str] = {}
        self.themes: dict[str, set[str]] = {}
        self.ours, self.theirs = Memory().create_index(OURS), Memory().create_index(THEIRS)
        for _ in range(self.chance.randint(1, 14)):
            self.commit()

    def commit(self) -> None:
        ours, theirs = ArrayWriter(self.ours), self.theirs.writer()
        gone = str(self.chance.randint(0, 60))
        for writer in (ours, theirs):
            writer.delete_by_term("id", gone)
        self.texts.pop(gone, None)
        self.themes.pop(gone, None)
        for number in self.chance.sample(range(40), self.chance.randint(0, 12)):
            name = str(number)
            text = "".join(self.chance.choices(PIECES, k=self.chance.randint(0, 30)))
            themes = self.chance.sample(THEMES, self.chance.randint(0, 2))
            ours.update_document(id=name, text=text, characters=text, theme=",".join(themes))
            theirs.update_document(id=name, text=text, theme=",".join(themes))
            self.texts[name], self.themes[name] = text, set(themes)
        ours.commit(mergetype=merge_seldom)
        theirs.commit(merge=False)

    def optimized(self) -> "Library":
        """Rarity and mean length count deleted documents until they are merged away: to compare scores, let both be."""
        self.theirs.writer().commit(optimize=True)
        ArrayWriter(self.ours).commit(mergetype=_merge_all)
        return self

    def query(self, depth: int = 2) -> Query:
        kind = self.chance.choice(["term", "theme", "and", "or", "not", "every"]) if depth else "term"
        if kind == "term":
            word = self.chance.choice(Words().tokens("".join(PIECES)).terms).decode()
            return Term("text", word, boost=self.chance.choice([1.0, 2.0]))
        if kind == "theme":
            return Term("theme", self.chance.choice([*THEMES, "none"]))
        if kind == "every":
            return Every()
        parts = [self.query(depth - 1) for _ in range(self.chance.randint(2, 4))]
        if kind == "not":
            return And([parts[0], Not(parts[1])])  # in an Or, Whoosh lets deleted documents through
        return (And if kind == "and" else Or)(parts)


def _merge_all(writer: ArrayWriter, segments: list) -> list:
    from whoosh.reading import SegmentReader

    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return []


def by_whoosh(index: FileIndex, query: Query) -> dict[str, float]:
    searcher = Searcher(index.reader())
    return {searcher.stored_fields(number)["id"]: score for score, number in searcher.search(query, limit=None).top_n}


def by_vectors(snapshot: Snapshot, query: Query) -> dict[str, float]:
    found = evaluate(snapshot, query)
    return {snapshot.stored(int(number))["id"]: float(score) for number, score in zip(found.ids, found.scores, strict=True)}


@pytest.mark.parametrize("seed", range(20))
def test_hits_and_scores_are_those_of_whoosh(seed: int):
    library = Library(seed).optimized()
    snapshot = Snapshot(library.ours)
    for _ in range(25):
        query = library.query()
        theirs, ours = by_whoosh(library.theirs, query), by_vectors(snapshot, query)
        assert ours.keys() == theirs.keys(), query
        if "Every" not in repr(query):  # what every document counts for is no BM25
            assert ours == pytest.approx(theirs, rel=1e-4), query


@pytest.mark.parametrize("seed", range(20, 32))
def test_hits_are_right_with_many_segments_and_deletions(seed: int):
    library = Library(seed)
    snapshot = Snapshot(library.ours)
    assert snapshot.count == len(library.texts)
    for _ in range(25):
        query = library.query()
        assert by_vectors(snapshot, query).keys() == by_whoosh(library.theirs, query).keys(), query


@pytest.mark.parametrize("seed", range(32, 40))
def test_whooshs_own_searcher_reads_our_postings_alike(seed: int):
    library = Library(seed)
    snapshot = Snapshot(library.ours)
    for _ in range(25):
        query = library.query()
        ours = by_vectors(snapshot, query)
        theirs = by_whoosh(library.ours, query)
        assert ours.keys() == theirs.keys(), query
        if "Every" not in repr(query):
            assert ours == pytest.approx(theirs, rel=1e-4), query


@pytest.mark.parametrize("seed", range(40, 52))
def test_phrases_are_what_a_scan_of_the_text_finds(seed: int):
    library = Library(seed)
    snapshot = Snapshot(library.ours)
    for _ in range(40):
        pieces = library.chance.choices([piece for piece in PIECES if piece.isalpha() and not piece.isascii()], k=2)
        start = library.chance.randint(0, 1)
        phrase = fold("".join(pieces))[start:start + library.chance.randint(2, 4)]
        found = by_vectors(snapshot, Phrase("text", [phrase])).keys()
        assert found == {name for name, text in library.texts.items() if phrase in fold(text)}, phrase


@pytest.mark.parametrize("seed", range(52, 60))
def test_values_are_counted_as_they_are(seed: int):
    library = Library(seed)
    snapshot = Snapshot(library.ours)
    query = library.query()
    found = by_vectors(snapshot, query).keys()
    counted = snapshot.values("theme").count(snapshot.mask(evaluate(snapshot, query).ids))
    expected = {theme: sum(theme in library.themes[name] for name in found) for theme in THEMES}
    assert counted == {theme: count for theme, count in expected.items() if count}


def test_filters_that_exclude_each_other_leave_nothing():
    index = Memory().create_index(OURS)
    writer = ArrayWriter(index)
    for theme in ("a", "b"):
        writer.add_document(id=theme, text="物业", characters="物业", theme=theme)
    writer.commit()
    assert not by_vectors(Snapshot(index), And([Term("text", "物业"), Term("theme", "a"), Term("theme", "b")]))


def test_a_snapshot_taken_before_a_commit_stays_as_it_was():
    library = Library(7)
    before = Snapshot(library.ours)
    count, held = before.count, len(before.term("text", "物业").ids)
    library.commit()
    after = Snapshot(library.ours, before)
    assert (before.count, len(before.term("text", "物业").ids)) == (count, held)
    assert after.count == len(library.texts)


def test_best_rows_are_the_first_of_all_rows_in_order():
    library = Library(3).optimized()
    found = evaluate(Snapshot(library.ours), Or([Term("text", "物业"), Term("text", "改造")]))
    everything = best(found)
    assert all(found.scores[a] >= found.scores[b] for a, b in pairwise(everything))
    for end in range(len(everything) + 1):
        assert np.array_equal(best(found, 0, end), everything[:end])
