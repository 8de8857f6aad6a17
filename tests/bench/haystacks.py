"""haystack's engines: its stock Whoosh backend as documented for Chinese, and ours, through the same ``SearchQuerySet``."""
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.db import models
from haystack import connections, indexes
from haystack.backends.whoosh_backend import WhooshEngine as StockEngine
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.query import SearchQuerySet
from jieba.analyse import ChineseAnalyzer

from govreports.analysis.folding import fold_any_script
from govreports.search.index.evaluate import Answer, evaluate
from govreports.search.plain_search import best, parse
from govreports.search.schema import ExactField
from tests.bench.peers import GROUPS, TOP, Document, Reply
from tests.bench.queries import Query

BATCH = 1000


class BenchDocument(models.Model):
    """Never in a database: what haystack needs to know of a document."""

    class Meta:
        app_label = "bench"
        managed = False

    number = models.IntegerField(primary_key=True)


class BenchIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True, model_attr="text")
    number = indexes.IntegerField(model_attr="number")
    city = indexes.MultiValueField(model_attr="city")
    theme = indexes.MultiValueField(model_attr="theme")
    year = ExactField(model_attr="year")

    def get_model(self) -> type[BenchDocument]:
        return BenchDocument


class StockIndex(BenchIndex):
    city = indexes.MultiValueField(model_attr="city", faceted=True)
    theme = indexes.MultiValueField(model_attr="theme", faceted=True)
    year = indexes.CharField(model_attr="year", faceted=True)


class StockBackend(WhooshSearchBackend):
    """As the usual recipe has it: haystack's backend with jieba's analyzer in place of the stemming one."""

    def build_schema(self, fields: dict) -> tuple:
        name, schema = super().build_schema(fields)
        schema[name].analyzer = ChineseAnalyzer()
        return name, schema


class StockWhooshEngine(StockEngine):
    backend = StockBackend


class _Haystack:
    index: type[BenchIndex]
    suffix = ""

    def open(self, folder: Path) -> None:
        self._alias = f"{type(self).__name__.lower()}-{folder.name}"
        connections.connections_info[self._alias] = {"ENGINE": self.engine, "PATH": str(folder)}
        self._index = self.index()
        connections[self._alias].get_unified_index().build(indexes=[self._index])

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.open(folder)
        self._write(documents)

    def _write(self, documents: Iterable[Document]) -> None:
        documents = iter(documents)
        while batch := list(islice(documents, BATCH)):
            connections[self._alias].get_backend().update(self._index, [_object(document) for document in batch])

    def ask(self, query: Query) -> Reply:
        line = f'"{query.phrase}"' if query.phrase else fold_any_script(query.line)
        found = SearchQuerySet(using=self._alias).auto_query(line).highlight()
        for group in GROUPS:
            found = found.facet(group)
        for group, value in query.filters.items():
            found = found.narrow(f'{group}{self.suffix}:"{value}"')
        rows = found[:TOP]
        found.facet_counts()
        return Reply(len(found), [row.pk for row in rows])


class Stock(_Haystack):
    name = "stock haystack"
    engine, index, suffix = "tests.bench.haystacks.StockWhooshEngine", StockIndex, "_exact"


class Ours(_Haystack):
    name = "ours"
    engine, index = "govreports.search.backend.WhooshEngine", BenchIndex

    def _write(self, documents: Iterable[Document]) -> None:
        backend = connections[self._alias].get_backend()
        with backend.copying():
            super()._write(documents)

    @property
    def backend(self) -> object:
        return connections[self._alias].get_backend()


class OursAlone(Ours):
    """The engine without haystack: top ten, total and counts."""

    name = "our engine"

    def ask(self, query: Query) -> Reply:
        snapshot = self.backend.opened.snapshot()
        line = f'"{query.phrase}"' if query.phrase else " ".join(query.words)
        found = evaluate(snapshot, parse(snapshot.schema, "text", line))
        for group, value in query.filters.items():
            kept = snapshot.mask(snapshot.term(group, value).ids)[found.ids]
            found = Answer(found.ids[kept], found.scores[kept])
        top = found.ids[best(found, 0, TOP)]
        mask = snapshot.mask(found.ids)
        for group in GROUPS:
            snapshot.values(group).count(mask)
        return Reply(len(found.ids), [int(number) for number in snapshot.column("number")[top]])


def _object(document: Document) -> BenchDocument:
    made = BenchDocument(number=document.number)
    made.text, made.city, made.theme, made.year = fold_any_script(document.text), document.city, document.theme, document.year
    return made
