"""Terms say where they stand."""
from govreports.analysis.folding import fold
from govreports.search.analyzer import terms

TEXT = "杭州市推进“一网统管”，２０２３年增长93.5%，5A级景区ＡＩ导览。"


def test_every_term_stands_where_it_says():
    folded = fold(TEXT)
    assert all(folded[position:position + len(term)] == term for term, position in terms(TEXT))


def test_every_letter_and_digit_is_covered():
    covered = {position + offset for term, position in terms(TEXT) for offset in range(len(term))}
    assert covered == {position for position, character in enumerate(fold(TEXT)) if character.isalnum()}


def test_words_and_units_are_terms():
    found = {term for term, _ in terms(TEXT)}
    assert {"杭州", "杭", "2023", "93", "5", "a", "ai", "景区"} <= found and "３" not in found


def test_positions_of_a_term_ascend():
    positions: dict[str, list[int]] = {}
    for term, position in terms("物业物业管理，物业费。" * 3):
        positions.setdefault(term, []).append(position)
    assert all(found == sorted(found) for found in positions.values())
