"""Queries in haystack's own language, for its commands and for ``SearchQuerySet``. Pages do not come here.

Narrowing is part of the query: given as a filter, Whoosh takes one that leaves nothing for none at all.
"""
from collections import Counter
from collections.abc import Iterable

from haystack.models import SearchResult
from haystack.utils import get_model_ct
from whoosh.qparser import QueryParser
from whoosh.query import And, Every, Or, Query, Term

from govreports.search.schema import GROUPS, SCHEMA
from govreports.search.snapshot import Snapshot, document_set


def plain_search(snapshot: Snapshot, query_string: str, *, start_offset: int = 0, end_offset: int | None = None,
                 facets: Iterable[str] | None = None, narrow_queries: Iterable[str] | None = None, models: Iterable | None = None,
                 result_class: type | None = None, **_options: object) -> dict:
    """haystack's answer: results by score, hits and facets. Sorting, highlighting and spelling are left out."""
    asked = [parse(part) for part in (query_string, *(narrow_queries or ()))]
    if models:
        asked.append(Or([Term("django_ct", get_model_ct(model)) for model in models]))
    found = snapshot.run(And(asked))
    shown = found[start_offset:end_offset]
    stored = snapshot.identifiers(number for number, _ in shown)
    result_class = result_class or SearchResult
    results = [
        result_class(*fields["django_ct"].split("."), fields["django_id"], score, id=fields["id"])
        for (_, score), fields in zip(shown, stored, strict=True)
    ]
    return {"results": results, "hits": len(found), "facets": _facets(snapshot, found, facets or ()), "spelling_suggestion": None}


def parse(query_string: str) -> Query:
    """
    >>> parse("role:(learned) AND 物业")
    And([Term('role', 'learned'), Phrase('text', ['物', '业'], slop=1, boost=1.000000)])
    """
    return Every() if query_string in ("", "*") else QueryParser("text", SCHEMA).parse(query_string)


def _facets(snapshot: Snapshot, found: list[tuple[int, float]], names: Iterable[str]) -> dict:
    documents = document_set((number for number, _ in found), snapshot.size)
    counts = {
        name: Counter({value: (documents & having).bit_count() for value, having in snapshot.group(name).items()}).most_common()
        for name in (name.removesuffix("_exact") for name in names) if name in GROUPS
    }
    return {"fields": counts, "dates": {}, "queries": {}} if counts else {}
