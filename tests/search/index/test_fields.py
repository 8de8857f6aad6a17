"""Terms say where they stand."""
import pytest

from govreports.analysis.folding import fold
from govreports.search.index.fields import SENTENCE_END, Characters, Exact, Words

TEXT = "杭州市推进“一网统管”，２０２３年增长93.5%，5A级景区ＡＩ导览。"


def pairs(field: Characters | Words, text: str) -> list[tuple[str, int]]:
    tokens = field.tokens(text)
    return [(term.decode(), position) for term, position in zip(tokens.terms, tokens.positions, strict=True) if term != SENTENCE_END]


@pytest.mark.parametrize("field", [Words(), Characters()])
def test_every_term_stands_where_it_says(field):
    folded = fold(TEXT)
    assert all(folded[position:position + len(term)] == term for term, position in pairs(field, TEXT))


@pytest.mark.parametrize("field", [Words(), Characters()])
def test_every_letter_and_digit_is_covered(field):
    covered = {position + offset for term, position in pairs(field, TEXT) for offset in range(len(term))}
    assert covered >= {position for position, character in enumerate(fold(TEXT)) if character.isalnum()}


def test_words_are_terms_short_ones_inside_long_ones_too():
    found = {term for term, _ in pairs(Words(), TEXT)}
    assert {"杭州", "杭州市", "2023", "景区", "ai"} <= found and "，" not in found


def test_units_are_terms():
    found = {term for term, _ in pairs(Characters(), TEXT)}
    assert {"杭", "2023", "93", "5", "a", "ai"} <= found and "３" not in found


@pytest.mark.parametrize(("text", "ends"), [("甲。乙！丙", [1, 3, 4]), ("甲", [0]), ("甲。", [1]), ("", [])])
def test_sentences_have_an_end(text: str, ends: list[int]):
    tokens = Characters().tokens(text)
    assert [position for term, position in zip(tokens.terms, tokens.positions, strict=True) if term == SENTENCE_END] == ends


def test_exact_values_are_taken_apart_at_commas_only():
    assert Exact().tokens("生态 城市,b,,b").terms == [b"b", "生态 城市".encode()]
