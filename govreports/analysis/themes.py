"""The themes stage: up to three themes of a passage, with a score and the words that speak for them.

Words and themes are data (``lexicon/themes.toml``). A theme also gets something from the heading above
and from the rest of the report, so that a short passage in a chapter on wetlands is on wetlands.
"""
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import load_list
from .records import Evidence, ThemeMark

STRONG, WEAK = 1.0, 0.35
MORE = 0.35  # each further time a word is found, up to MAX_TIMES
MAX_TIMES = 3
FROM_HEADING = 0.8  # share of the heading's own points
FROM_PARAGRAPH = 0.3  # share of what else the paragraph says of it
FROM_REPORT = 2.0  # points for the theme the whole report is about, others by their share
LEAST = 1.8  # points a theme needs; tried on the annotated reports, trades missed themes against false ones
NEAR_BEST = 0.62  # share of the best theme's points that a further one needs
MOST = 2  # themes of a passage; a third is rarely right
LONG = 250  # characters; a longer passage needs more points, by the square root of its length

Words = dict[str, Counter[str]]  # the words found, by slug of their theme


@dataclass(frozen=True, slots=True)
class Theme:
    slug: str
    name: str
    name_en: str
    words: re.Pattern[str]
    strong: frozenset[str]


@cache
def load_themes() -> tuple[Theme, ...]:
    """The themes in the order shown; their words compiled once."""
    themes = []
    for entry in load_list("themes")["theme"]:
        words = sorted({*entry["strong"], *entry["weak"]}, key=len, reverse=True)
        pattern = re.compile("|".join(re.escape(word) for word in words))
        themes.append(Theme(entry["slug"], entry["name"], entry["name_en"], pattern, frozenset(entry["strong"])))
    return tuple(themes)


def count_words(text: str) -> Words:
    """The words of each theme found in a text, by slug."""
    return {theme.slug: Counter(theme.words.findall(text)) for theme in load_themes()}


def _points(theme: Theme, found: Counter[str]) -> float:
    return sum((STRONG if word in theme.strong else WEAK) * (1 + MORE * (min(times, MAX_TIMES) - 1)) for word, times in found.items())


def mark_themes(passages: Sequence[tuple[str, str, str]], *, title: str) -> list[tuple[ThemeMark, ...]]:
    """Themes of each passage, best first; none where nothing speaks clearly.

    A passage is (text, paragraph text, headings above joined).
    """
    whole = count_words(title + "".join(text for text, _, _ in passages))
    totals = {theme.slug: _points(theme, whole[theme.slug]) for theme in load_themes()}
    top = max(totals.values(), default=0.0) or 1.0
    shares = {slug: points / top for slug, points in totals.items()}
    once = cache(count_words)  # a paragraph and its headings are asked for with each of its passages
    return [_themes_of(once(text), once(paragraph), once(headings), len(text), shares) for text, paragraph, headings in passages]


def _themes_of(found: Words, around: Words, above: Words, length: int, shares: dict[str, float]) -> tuple[ThemeMark, ...]:
    """``found`` in a passage of this length, ``around`` in its paragraph, ``above`` in the headings."""
    points = {}
    for theme in load_themes():
        own, heading = _points(theme, found[theme.slug]), _points(theme, above[theme.slug])
        if own or heading:
            beside = _points(theme, around[theme.slug]) - own
            points[theme.slug] = own + FROM_HEADING * heading + FROM_PARAGRAPH * beside + FROM_REPORT * shares[theme.slug]
    least = LEAST * max(1.0, (length / LONG) ** 0.5)
    best = max(points.values(), default=0.0)
    likely = [slug for slug, value in points.items() if value >= max(least, best * NEAR_BEST)]
    chosen = sorted(likely, key=lambda slug: -points[slug])[:MOST]
    return tuple(ThemeMark(slug, round(points[slug] / (points[slug] + least), 3), _evidence(found[slug], above[slug])) for slug in chosen)


def _evidence(found: Counter[str], above: Counter[str]) -> tuple[Evidence, ...]:
    marks = [Evidence("cue", word, float(times)) for word, times in found.most_common(4)]
    return tuple(marks or [Evidence("heading", word, float(times)) for word, times in above.most_common(2)])
