"""Fields of our index and the terms they make of a value. Whoosh's side of ``schema.py``.

A field gives its terms to ``writer.ArrayPool`` in one piece. The size of a value in characters is
kept as a column of the field's name: it says how many places the document takes.
"""
import re
from typing import NamedTuple

from whoosh.columns import NumericColumn
from whoosh.fields import FieldType
from whoosh.query import And, NullQuery, Phrase, Query, Term

from govreports.analysis import words
from govreports.analysis.folding import UNIT, fold, fold_any_script, units
from govreports.search.index.codec import SENTENCE_END, Places

SHORT = 3  # units: words that are cut wrongly by themselves are hardly longer
END = re.compile(r"[。!?;\n]")  # of folded text


class Tokens(NamedTuple):
    terms: list[bytes]
    positions: list[int]  # offset of the first character of each
    size: int  # characters


class ArrayField(FieldType):
    """What all have in common: postings are places."""

    def __init__(self, *, stored: bool = False, unique: bool = False, scorable: bool = False) -> None:
        super().__init__(Places(), None, stored=stored, unique=unique, scorable=scorable)
        self.column_type = NumericColumn("I")

    def tokens(self, value: str) -> Tokens:
        raise NotImplementedError

    def index(self, value: str, **_options: object) -> list[tuple[bytes, int, float, Tokens]]:
        """One item in place of one for each term; its frequency is the number of terms, for the length of the field."""
        tokens = self.tokens(value)
        return [(b"", len(tokens.terms), 1.0, tokens)]

    def to_column_value(self, value: str) -> int:
        return len(value)

    def self_parsing(self) -> bool:
        return True

    def process_text(self, qstring: str, mode: str = "", **_options: object) -> list[str]:
        """What Whoosh's parser makes of quotation marks: kept whole, to be looked for as it stands."""
        return [qstring]


class Exact(ArrayField):
    """A value taken as it is, or several separated by commas: they take no room, so a place is the number of the document.

    >>> Exact().tokens("330100,330000").terms
    [b'330000', b'330100']
    """

    def tokens(self, value: str) -> Tokens:
        terms = sorted({part.encode() for part in value.split(",") if part})
        return Tokens(terms, [0] * len(terms), 0)

    def to_column_value(self, value: str) -> int:
        return 0

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        return Term(fieldname, qstring, boost=boost)


class Characters(ArrayField):
    """Every unit (one character, a run of letters, a run of digits) by itself: any text is found, however words are cut.
    The ends of sentences are marked with a term of their own.

    >>> Characters().tokens("第5a级。好").terms[1:]
    [b'5', b'a', b'\\xe7\\xba\\xa7', b'\\xe5\\xa5\\xbd', b'.', b'.']
    """

    def tokens(self, value: str) -> Tokens:
        folded = fold(value)
        found = [(match.group().encode(), match.start()) for match in UNIT.finditer(folded)]
        ends = [(SENTENCE_END, match.start()) for match in END.finditer(folded)]
        if value and (not ends or ends[-1][1] < len(value) - 1):
            ends.append((SENTENCE_END, len(value) - 1))
        return Tokens([unit for unit, _ in found + ends], [start for _, start in found + ends], len(value))

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        """The units in a row, in either script."""
        found = [unit for unit, _ in units(fold_any_script(qstring))]
        if len(found) > 1:
            return Phrase(fieldname, found, slop=max(map(len, found)), boost=boost)
        return Term(fieldname, found[0], boost=boost) if found else NullQuery


class Words(ArrayField):
    """jieba's words, the short ones inside long ones too; scored. With ``phrases``, a field of ``Characters`` of the
    same text, several words are asked for in a row.

    >>> [term.decode() for term in Words().tokens("物业费和5G").terms]
    ['物业', '物业费', '和', '5g']
    """

    def __init__(self, *, phrases: str = "") -> None:
        super().__init__(scorable=True)
        self.phrases = phrases

    def tokens(self, value: str) -> Tokens:
        found = [(word, start) for word, start, _ in words.cut_with_offsets(fold(value), search=True) if UNIT.search(word)]
        return Tokens([word.encode() for word, _ in found], [start for _, start in found], len(value))

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Query:
        """All words; but a short text that is no word stands in a row. What is quoted comes as a phrase by itself."""
        folded = fold_any_script(qstring)
        found = [word for word, _, _ in words.cut_with_offsets(folded) if UNIT.search(word)]
        if len(found) > 1 and self.phrases and sum(1 for _ in units(folded)) <= SHORT:
            return Phrase(fieldname, [folded], boost=boost)
        if len(found) > 1:
            return And([Term(fieldname, word) for word in found], boost=boost)
        return Term(fieldname, found[0], boost=boost) if found else NullQuery
