"""What is compared: our search, and others over the same passages. Each gives ids of passages in the order shown."""
import sqlite3
from collections.abc import Callable, Sequence

from haystack import connections
from haystack.backends.whoosh_backend import WhooshSearchBackend
from jieba.analyse import ChineseAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser
from whoosh.query import Or, Term

from govreports.analysis import words
from govreports.analysis.folding import fold_any_script, units
from govreports.search import engine
from govreports.search.engine import SearchQuery
from govreports.search.index.evaluate import evaluate
from govreports.search.index.fields import Words
from govreports.search.plain_search import best
from tests.relevance.judged import Judged
from tests.relevance.library import Shelved

DEPTH = 50
Ask = Callable[[Judged, str], list[int]]


def ours(query: Judged, line: str) -> list[int]:
    """Passages as the pages show them, page after page."""
    names = {"role": "roles", "city": "cities", "theme": "themes", "year": "years"}
    filters = {names[group]: (value,) for group, value in query.filters}
    shown: list[int] = []
    page = 1
    while len(shown) < DEPTH:
        found = engine.search(SearchQuery(q=line, page=page, **filters))
        shown += [hit.passage for group in found.groups for hit in group.hits]
        if page >= found.pages or not found.groups:
            break
        page += 1
    return shown


def peers(shelved: dict[int, Shelved]) -> dict[str, Ask]:
    return {
        "SQLite FTS5, words, OR": _fts(shelved, _or),
        "SQLite FTS5, words, AND": _fts(shelved, _and),
        "SQLite FTS5, trigram": _trigram(shelved),
        "plain Whoosh BM25F, words, OR": _plain(),
        "stock haystack, jieba": _stock(shelved),
    }


def content_words(line: str) -> list[str]:
    return list(dict.fromkeys(term.decode() for term in Words().tokens(fold_any_script(line)).terms))


def _or(line: str) -> str:
    return " OR ".join(f'"{word}"' for word in content_words(line))


def _and(line: str) -> str:
    return " AND ".join(f'"{word}"' for word in dict.fromkeys(words.cut(fold_any_script(line))) if next(units(word), None))


def _fts(shelved: dict[int, Shelved], ask: Callable[[str], str]) -> Ask:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE passage USING fts5(text)")
    rows = [(key, " ".join(term.decode() for term in Words().tokens(fold_any_script(one.text)).terms)) for key, one in shelved.items()]
    base.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", rows)
    return _filtered(shelved, lambda line: _match(base, ask(line)))


def _trigram(shelved: dict[int, Shelved]) -> Ask:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize='trigram')")
    base.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", [(key, fold_any_script(one.text)) for key, one in shelved.items()])

    def ask(line: str) -> list[int]:
        folded = "".join(character if character.isalnum() else " " for character in fold_any_script(line))
        grams = dict.fromkeys(part[start:start + 3] for part in folded.split() for start in range(len(part) - 2))
        return _match(base, " OR ".join(f'"{gram}"' for gram in grams))

    return _filtered(shelved, ask)


def _match(base: sqlite3.Connection, wanted: str) -> list[int]:
    if not wanted:
        return []
    return [key for (key,) in base.execute("SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank", (wanted,))]


def _plain() -> Ask:
    backend = connections["default"].get_backend()

    def ask(query: Judged, line: str) -> list[int]:
        snapshot = backend.opened.snapshot()
        found = evaluate(snapshot, Or([Term("text", word) for word in content_words(line)]))
        passages = snapshot.column("passage")
        ordered = [int(passages[found.ids[row]]) for row in best(found)]
        return [key for key in ordered if _keeps(_shelved[key], query)][:DEPTH]

    return ask


def _stock(shelved: dict[int, Shelved]) -> Ask:
    """The usual recipe: jieba's analyzer in haystack's Whoosh schema, every word wanted."""
    index = RamStorage().create_index(Schema(id=ID(stored=True), text=TEXT(analyzer=ChineseAnalyzer())))
    writer = index.writer()
    for key, one in shelved.items():
        writer.add_document(id=str(key), text=one.text)
    writer.commit()
    clean = WhooshSearchBackend.RESERVED_CHARACTERS

    def ask(line: str) -> list[int]:
        for sign in clean:
            line = line.replace(sign, " ")
        with index.searcher() as searcher:
            found = searcher.search(QueryParser("text", index.schema).parse(line), limit=None)
            return [int(hit["id"]) for hit in found]

    return _filtered(shelved, ask)


_shelved: dict[int, Shelved] = {}


def _filtered(shelved: dict[int, Shelved], ask: Callable[[str], Sequence[int]]) -> Ask:
    _shelved.update(shelved)
    return lambda query, line: [key for key in ask(line) if _keeps(shelved[key], query)][:DEPTH]


def _keeps(one: Shelved, query: Judged) -> bool:
    has = {"role": lambda value: one.role == value, "city": lambda value: value in one.cities}
    return all(has[group](value) for group, value in query.filters)
