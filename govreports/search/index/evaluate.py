"""Answer a Whoosh query from vectors: the documents and scores Whoosh's own searcher would give, some hundred times sooner."""
from functools import reduce
from typing import NamedTuple

import numpy as np
from whoosh.fields import FieldType
from whoosh.query import And, Every, Not, NullQuery, Or, Phrase, Query, Term
from whoosh.searching import Searcher

from govreports.analysis.folding import fold_any_script, units
from govreports.search.index.fields import Characters, Exact, Words
from govreports.search.index.snapshot import Snapshot


class Answer(NamedTuple):
    ids: np.ndarray  # sorted numbers of documents
    scores: np.ndarray  # float32


def evaluate(snapshot: Snapshot, query: Query) -> Answer:
    """All documents that answer, with their scores by BM25F. Of several words in a row the score is that of their units as one word."""
    if isinstance(query, Term) and isinstance(field := _field(snapshot, query), Words | Characters | Exact):
        return _term(snapshot, query, field)
    if isinstance(query, Phrase) and isinstance(field := _field(snapshot, query), Words | Characters | Exact):
        return _phrase(snapshot, query, field)
    if isinstance(query, And):
        return _all(snapshot, query)
    if isinstance(query, Or):
        return _any(snapshot, query)
    if isinstance(query, Not):
        return _without(_everything(snapshot), evaluate(snapshot, query.query))
    if isinstance(query, Every) and query.fieldname is None:
        ids, scores = _everything(snapshot)
        return Answer(ids, scores * np.float32(query.boost))
    if query is NullQuery:
        return _nothing()
    return _whoosh(snapshot, query)


def _field(snapshot: Snapshot, query: Term | Phrase) -> FieldType | None:
    return dict(snapshot.schema.items()).get(query.fieldname)


def _term(snapshot: Snapshot, query: Term, field: Words | Characters | Exact) -> Answer:
    text = query.text.decode() if isinstance(query.text, bytes) else query.text
    found = snapshot.term(query.fieldname, text)
    scores = snapshot.scores(query.fieldname, text) if field.scorable else found.counts
    return Answer(found.ids, scores if query.boost == 1.0 else scores * np.float32(query.boost))


def _phrase(snapshot: Snapshot, query: Phrase, field: Words | Characters | Exact) -> Answer:
    if isinstance(field, Exact):
        return _term(snapshot, Term(query.fieldname, " ".join(query.words), boost=query.boost), field)
    name = field.phrases if isinstance(field, Words) else query.fieldname
    parts = list(units(fold_any_script(" ".join(query.words)) if isinstance(field, Words) else "".join(query.words)))
    if not name or not parts:
        return _nothing()
    found = snapshot.row(name, parts)
    return Answer(found.ids, found.counts * np.float32(query.boost))


def _all(snapshot: Snapshot, query: And) -> Answer:
    wanted = [evaluate(snapshot, part) for part in query if not isinstance(part, Not)]
    found = reduce(_both, sorted(wanted, key=lambda one: len(one.ids))) if wanted else evaluate(snapshot, Every())
    for part in query:
        if isinstance(part, Not):
            kept = _without(found, evaluate(snapshot, part.query))
            found = Answer(kept.ids, kept.scores + np.float32(1 if wanted else 0))  # Whoosh counts a word that is rightly missing as 1
    return _boosted(found, query)


def _any(snapshot: Snapshot, query: Or) -> Answer:
    wanted = [evaluate(snapshot, part) for part in query]
    if len(wanted) == 1:
        return _boosted(wanted[0], query)
    scores, held = np.zeros(snapshot.size, np.float32), np.zeros(snapshot.size, bool)
    for one in wanted:
        scores[one.ids] += one.scores
        held[one.ids] = True
    ids = np.flatnonzero(held).astype(np.int32)
    return _boosted(Answer(ids, scores[ids]), query)


def _both(few: Answer, many: Answer) -> Answer:
    if not len(few.ids) or not len(many.ids):
        return _nothing()
    at = np.searchsorted(many.ids, few.ids)
    at[at == len(many.ids)] = 0
    kept = many.ids[at] == few.ids
    return Answer(few.ids[kept], few.scores[kept] + many.scores[at[kept]])


def _without(found: Answer, other: Answer) -> Answer:
    kept = ~np.isin(found.ids, other.ids, assume_unique=True)
    return Answer(found.ids[kept], found.scores[kept])


def _boosted(found: Answer, query: And | Or) -> Answer:
    return found if query.boost == 1.0 else Answer(found.ids, found.scores * np.float32(query.boost))


def _everything(snapshot: Snapshot) -> Answer:
    ids = np.flatnonzero(snapshot.live).astype(np.int32)
    return Answer(ids, np.ones(len(ids), np.float32))


def _nothing() -> Answer:
    return Answer(np.empty(0, np.int32), np.empty(0, np.float32))


def _whoosh(snapshot: Snapshot, query: Query) -> Answer:
    """Ranges, wildcards and what else Whoosh knows."""
    found = sorted((number, score) for score, number in Searcher(snapshot.reader).search(query, limit=None).top_n)
    return Answer(np.array([number for number, _ in found], np.int32), np.array([score for _, score in found], np.float32))
