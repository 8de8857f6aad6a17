"""Two hundred queries drawn from the made reports themselves, the same every time."""
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from govreports.analysis.folding import fold_any_script
from govreports.analysis.lexicon import load_list
from govreports.search.index.fields import Words
from tests.bench.corpus import load_places, reports

SAMPLE = 1000  # reports that words are drawn from


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` must all be there; a ``phrase`` as it stands. Folded."""

    kind: str
    line: str  # as a reader types it
    words: tuple[str, ...] = ()
    phrase: str = ""
    filters: dict[str, str] = field(default_factory=dict)


@cache
def load_queries() -> list[Query]:
    chance = random.Random("queries")
    texts, held = _read_sample()
    stopwords = {word for group in load_list("questions").values() for word in group.split()}
    by_rank = [word for word, _ in sorted(held.items(), key=lambda item: (-item[1], item[0])) if len(word) > 1 and not word.isascii() and word not in stopwords]
    common, middle = by_rank[:400], by_rank[100:3000]
    rare = [word for word in by_rank if 2 <= held[word] <= 40]
    found = [_plain("common", chance.choice(common)) for _ in range(40)]
    found += [_plain("several", *chance.sample(middle, chance.choice((2, 2, 3, 4)))) for _ in range(60)]
    found += [_plain("rare", chance.choice(rare)) for _ in range(25)]
    places = [code for code, _ in load_places()[:300] if code.endswith("00")]
    for number in range(40):
        group = ("city", "theme", "year")[number % 3]
        value = {"city": chance.choice(places), "theme": chance.choice(texts).themes[0], "year": str(chance.randint(2005, 2025))}[group]
        query = _plain("filter", *chance.sample(common, chance.choice((1, 2))))
        found.append(Query("filter", query.line, query.words, filters={group: value}))
    for _ in range(20):
        phrase = _phrase(chance, texts)
        found.append(Query("phrase", f'"{phrase}"', phrase=phrase))
    converter = OpenCC("s2t")
    for _ in range(15):
        query = _plain("traditional", *chance.sample(middle, chance.choice((1, 2))))
        found.append(Query("traditional", converter.convert(query.line), query.words))
    return found


def _plain(kind: str, *words: str) -> Query:
    return Query(kind, " ".join(words), words)


def _phrase(chance: random.Random, texts: list) -> str:
    while True:
        text = fold_any_script(chance.choice(texts).text)
        start, length = chance.randrange(len(text) - 10), chance.randint(4, 8)
        phrase = text[start:start + length]
        if all("一" <= character <= "鿿" for character in phrase):
            return phrase


def _read_sample() -> tuple[list, Counter[str]]:
    texts, held = [], Counter()
    for number, report in enumerate(reports(SAMPLE)):
        if number % 10 == 0:
            texts.append(report)
        held.update({term.decode() for term in Words().tokens(fold_any_script(report.text)).terms})
    return texts, held
