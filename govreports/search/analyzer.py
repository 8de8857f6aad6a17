"""How text becomes terms. Comes in: Simplified text; goes out: Whoosh tokens.

Every unit (one character, a run of letters, a run of digits) is a term, so that any query finds
its text, however the text around it is cut. jieba's words of two and more characters are terms
too: they tell where a word really stands as a word. The position of a term is the offset of its
first character; that makes a phrase a plain matter of counting, for units and words alike.
"""
from collections.abc import Iterator

from whoosh.analysis import Token, Tokenizer

from govreports.analysis import words
from govreports.analysis.folding import fold, units


def terms(text: str, *, with_words: bool = True) -> Iterator[tuple[str, int]]:
    """(term, position): first the words, then the units; those of one term in order of position.

    >>> list(terms("物业费"))
    [('物业', 0), ('物业费', 0), ('物', 0), ('业', 1), ('费', 2)]
    """
    folded = fold(text)
    if with_words:
        for word, start, _ in words.cut_with_offsets(folded, search=True):
            if len(word) > 1 and not word.isascii():
                yield word, start
    yield from units(folded)


class ChineseAnalyzer(Tokenizer):
    """Whoosh's view of ``terms``; for indexing only, queries are read in ``query.py``."""

    def __init__(self, *, with_words: bool) -> None:
        self.with_words = with_words

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        token = Token(positions=True, boosts=True)
        for token.text, token.pos in terms(value, with_words=self.with_words):
            token.boost = 1.0
            yield token
