"""Answer haystack's own query language: ``SearchQuerySet`` and haystack's commands. Pages go through ``finding.py``."""
from collections.abc import Iterable

import numpy as np
from haystack.models import SearchResult
from haystack.utils import get_model_ct
from whoosh.fields import Schema
from whoosh.qparser import QueryParser
from whoosh.query import Every, Or, Query, Term

from govreports.analysis.folding import fold_any_script
from govreports.analysis.snippets import snippet
from govreports.search.index.evaluate import Answer, evaluate
from govreports.search.index.fields import Exact
from govreports.search.index.snapshot import Snapshot
from govreports.search.schema import text_of


def plain_search(snapshot: Snapshot, content: str, query_string: str, *, start_offset: int = 0, end_offset: int | None = None,
                 facets: Iterable[str] | None = None, narrow_queries: Iterable[str] | None = None, models: Iterable | None = None,
                 highlight: bool | dict = False, sort_by: list[str] | None = None, result_class: type | None = None,
                 **_options: object) -> dict:
    """haystack's answer: results by score, hits, facets, marks. ``content`` is the document field. Spelling is left out."""
    query = parse(snapshot.schema, content, query_string)
    found = evaluate(snapshot, query)
    asked = [parse(snapshot.schema, content, part) for part in narrow_queries or ()]
    if models:
        asked.append(Or([Term("django_ct", get_model_ct(model)) for model in models]))
    for narrow in asked:
        kept = snapshot.mask(evaluate(snapshot, narrow).ids)[found.ids]
        found = Answer(found.ids[kept], found.scores[kept])
    words = _words(query) if highlight else []
    rows = _ordered(snapshot, found, sort_by)[start_offset:end_offset] if sort_by else best(found, start_offset, end_offset)
    results = []
    for row in rows:
        number = int(found.ids[row])
        identifier = snapshot.stored(number)["id"]
        app, model, key = identifier.split(".", 2)
        marked = {"highlighted": {content: [_marked(snapshot.text(text_of(content), number), words)]}} if highlight else {}
        results.append((result_class or SearchResult)(app, model, key, float(found.scores[row]), id=identifier, **marked))
    return {"results": results, "hits": len(found.ids), "facets": _facets(snapshot, found, facets or ()), "spelling_suggestion": None}


def best(found: Answer, start: int = 0, end: int | None = None) -> np.ndarray:
    """Rows of an answer by score, the best first; of equals the one with the smaller number, as in Whoosh."""
    rows = np.arange(len(found.ids))
    if end is not None and 0 < end < len(rows):
        least = np.partition(found.scores, len(rows) - end)[len(rows) - end]
        rows = np.flatnonzero(found.scores >= least)
    return rows[np.argsort(-found.scores[rows], kind="stable")][start:end]


def parse(schema: Schema, content: str, query_string: str) -> Query:
    """What haystack has put together, as Whoosh reads it."""
    if query_string in ("", "*"):
        return Every()
    return QueryParser(content, schema).parse(query_string, normalize=False)  # normalized, a quoted word were a plain one


def _ordered(snapshot: Snapshot, found: Answer, sort_by: list[str]) -> np.ndarray:
    """By columns of numbers, those with a minus downwards."""
    keys = []
    for name in reversed(sort_by):
        column = snapshot.column(name.removeprefix("-"))[found.ids].astype(np.int64)
        keys.append(-column if name.startswith("-") else column)
    return np.lexsort(keys)


def _words(query: Query) -> list[str]:
    """Folded words of the query, for marking."""
    found = {}
    for leaf in query.leaves():
        if isinstance(leaf, Term) and leaf.fieldname != "django_ct":
            found[leaf.text.decode() if isinstance(leaf.text, bytes) else leaf.text] = None
        elif hasattr(leaf, "words"):
            found["".join(leaf.words)] = None
    return [fold_any_script(word) for word in found]


def _marked(text: str, words: list[str]) -> str:
    return "".join(f"<em>{part}</em>" if is_mark else part for part, is_mark in snippet(text, words).parts)


def _facets(snapshot: Snapshot, found: Answer, names: Iterable[str]) -> dict:
    fields = {name: name.removesuffix("_exact") for name in names}
    known = {name: field for name, field in fields.items() if field in snapshot.schema and isinstance(snapshot.schema[field], Exact)}
    if not known:
        return {}
    mask = snapshot.mask(found.ids)
    counts = {name: snapshot.values(field).count(mask) for name, field in known.items()}
    most_first = {name: sorted(found.items(), key=lambda item: (-item[1], item[0])) for name, found in counts.items()}
    return {"fields": most_first, "dates": {}, "queries": {}}

