"""Other engines beside ours, each given the same reports, folded to Simplified and cut into the same words.

A peer is built in a folder of its own and asked for ten hits, the exact total, and counts by city, theme and year.
``level`` is ``report`` (title and text in one document) or ``passage``.
"""
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import tantivy

from govreports.analysis.folding import fold_any_script
from govreports.search.index.fields import Words
from tests.bench.corpus import MadeReport
from tests.bench.queries import Query

GROUPS = ("city", "theme", "year")
TOP = 10


class Document(NamedTuple):
    number: int
    text: str
    city: tuple[str, ...]
    theme: tuple[str, ...]
    year: str


class Reply(NamedTuple):
    total: int
    top: list[int]


class Peer(Protocol):
    name: str

    def build(self, folder: Path, documents: Iterable[Document]) -> None: ...
    def open(self, folder: Path) -> None: ...
    def ask(self, query: Query) -> Reply: ...


def documents(reports: Iterable[MadeReport], level: str) -> Iterator[Document]:
    for report in reports:
        if level == "report":
            yield Document(report.number, f"{report.title}\n{report.text}", report.cities, report.themes, report.year)
            continue
        for passage in report.passages:
            yield Document(report.number * 100 + passage.number, passage.text, passage.cities, passage.themes, report.year)


def segmented(text: str) -> str:
    """The words of a folded text, between spaces."""
    return " ".join(term.decode() for term in Words().tokens(text).terms)


def phrase_words(phrase: str) -> str:
    return segmented(phrase)


class Sqlite:
    """FTS5 over words cut beforehand; filters and counts by indexed tables."""

    name = "SQLite FTS5"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        base = _database(folder)
        base.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='');"
            "CREATE TABLE value (grp TEXT, value TEXT, number INT, PRIMARY KEY (grp, value, number)) WITHOUT ROWID;"
            "CREATE INDEX by_number ON value (number, grp, value);",
        )
        for document in documents:
            base.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (document.number, segmented(fold_any_script(document.text))))
            rows = [(group, value, document.number) for group in ("city", "theme") for value in getattr(document, group)]
            base.executemany("INSERT OR IGNORE INTO value VALUES (?, ?, ?)", [*rows, ("year", document.year, document.number)])
        base.execute("INSERT INTO words (words) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "base.sqlite3")

    def ask(self, query: Query) -> Reply:
        wanted = [f'"{word}"' for word in query.words] + ([f'"{phrase_words(query.phrase)}"'] if query.phrase else [])
        where, values = "words MATCH ?", [" AND ".join(wanted)]
        for group, value in query.filters.items():
            where += " AND rowid IN (SELECT number FROM value WHERE grp = ? AND value = ?)"
            values += [group, value]
        top = self._base.execute(f"SELECT rowid FROM words WHERE {where} ORDER BY rank LIMIT {TOP}", values).fetchall()
        (total,) = self._base.execute(f"SELECT count(*) FROM words WHERE {where}", values).fetchone()
        self._base.execute(
            f"SELECT grp, value, count(*) FROM value WHERE number IN (SELECT rowid FROM words WHERE {where}) GROUP BY grp, value", values,
        ).fetchall()
        return Reply(total, [number for (number,) in top])


class Tantivy:
    """Words cut beforehand; counts by its aggregations over fast fields."""

    name = "tantivy"

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        _fresh(folder)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True, fast=True)
        builder.add_text_field("text", tokenizer_name="whitespace", stored=False)
        for group in GROUPS:
            builder.add_text_field(group, tokenizer_name="raw", fast=True, stored=False)
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=1)
        for document in documents:
            writer.add_document(tantivy.Document(
                number=[document.number], text=[segmented(fold_any_script(document.text))],
                city=list(document.city), theme=list(document.theme), year=[document.year],
            ))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._schema, self._searcher = self._index.schema, self._index.searcher()

    def ask(self, query: Query) -> Reply:
        term, must = tantivy.Query.term_query, tantivy.Occur.Must
        parts = [term(self._schema, "text", word, index_option="freq") for word in query.words]
        if query.phrase:
            words = phrase_words(query.phrase).split()
            parts.append(tantivy.Query.phrase_query(self._schema, "text", words) if len(words) > 1 else term(self._schema, "text", words[0]))
        parts += [term(self._schema, group, value, index_option="basic") for group, value in query.filters.items()]
        wanted = tantivy.Query.boolean_query([(must, part) for part in parts])
        found = self._searcher.search(wanted, TOP, count=True)
        self._searcher.aggregate(wanted, {group: {"terms": {"field": group, "size": 1000}} for group in GROUPS})
        return Reply(found.count, [self._searcher.doc(address)["number"][0] for _, address in found.hits])


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _database(folder: Path) -> sqlite3.Connection:
    _fresh(folder)
    base = sqlite3.connect(folder / "base.sqlite3")
    base.execute("PRAGMA journal_mode=OFF")
    base.execute("PRAGMA synchronous=OFF")
    return base
