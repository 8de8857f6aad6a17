"""What the index holds of a passage: the Whoosh side of ``search_indexes.py``.

Only identifiers are stored. The text of a hit comes from the database, so the index stays small
and never shows an old text.
"""
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.query import NullQuery, Phrase, Query, Term

from govreports.analysis.folding import fold_any_script, units
from govreports.search.analyzer import ChineseAnalyzer

VERSION = 2  # raise it with every change below, in search_indexes.py or analyzer.py; an index of another version is left alone
GROUPS = ("role", "theme", "city", "year", "kind")  # what can be filtered and counted



class ChineseText(TEXT):
    """Text that is asked for as written: the units of a word in a row, in either script."""

    def __init__(self, *, with_words: bool = False) -> None:
        super().__init__(analyzer=ChineseAnalyzer(with_words=with_words))

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        found = [unit for unit, _ in units(fold_any_script(qstring))]
        if len(found) > 1:
            return Phrase(fieldname, found, slop=max(map(len, found)), boost=boost)
        return Term(fieldname, found[0], boost=boost) if found else NullQuery


SCHEMA = Schema(
    id=ID(stored=True, unique=True),
    django_ct=ID(stored=True),
    django_id=ID(stored=True),
    passage=COLUMN(NumericColumn("Q")),
    report=NUMERIC(bits=64, shift_step=0, sortable=True),
    number=COLUMN(NumericColumn("I")),  # of the passage in its report
    date=COLUMN(NumericColumn("I")),  # see date_number
    text=ChineseText(with_words=True),
    headings=ChineseText(),
    about=ChineseText(),
    **{name: KEYWORD(commas=True) for name in GROUPS},
)


def date_number(iso: str) -> int:
    """A date that may stop at year or month, for sorting: what is not known is 00, no date is 0.

    >>> date_number("2024-05-20"), date_number("2024-05"), date_number("")
    (20240520, 20240500, 0)
    """
    return int(iso.replace("-", "").ljust(8, "0"))
