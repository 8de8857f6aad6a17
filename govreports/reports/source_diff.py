"""Lay the source as it came in beside the text as cleaned, and mark what cleaning took out or mended.

Comes in: the raw text and the cleaned text, in the same script. Goes out: rows in reading order, each
a stretch of the raw text beside the line of the cleaned text it became. Punctuation and white space are
compared loosely, so that only changes a reader would care about are marked. Linear in the length of both.
"""
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

GRAM = 5  # characters that must agree for both texts to be in step again; tried 4 to 8 on the demo reports
NEAR = 12  # characters; a gap as small as a page number or a pinyin reading is taken on less evidence
REACH = 4_000  # characters looked through for the next place where both are in step
PUT_IN = 4  # what a character put in counts against one taken out: cleaning takes out; a repeated title needs at least 3
CLOSE_LOOK = 300  # characters on either side of a gap that are compared one by one; quadratic
READING = re.compile(r"（[^（）]{1,8}）")  # of a folded text
EMPTY_LINES = re.compile(r"\n\s*\n")
MARKS = str.maketrans(",:;?!()[]<>-“”‘’「」『』﹁﹂—~～【】", "，：；？！（）［］《》－\"\"''\"\"''\"\"－－－［］")


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    is_changed: bool  # in the raw text: taken out or replaced; in the cleaned text: put in


@dataclass(frozen=True, slots=True)
class Row:
    raw: tuple[Stretch, ...]
    clean: tuple[Stretch, ...]  # empty: nothing of it was kept


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without white space, marks made alike, and where each character stood."""

    text: str
    at: list[int]


def rows(raw: str, clean: str) -> list[Row]:
    """One row a line of the cleaned text, and one for each run of raw lines that left nothing behind.

    >>> [(row.raw, row.clean) for row in rows("浏览:88次\\n1、考察团认为", "考察团认为")]
    [((Stretch(text='浏览:88次', is_changed=True),), ()), ((Stretch(text='1、', is_changed=True), Stretch(text='考察团认为', \
is_changed=False)), (Stretch(text='考察团认为', is_changed=False),))]
    """
    raw_kept, clean_kept = _kept(_fold(raw), _fold(clean))
    found, raw_from, clean_from = [], 0, 0
    for line in clean.splitlines(keepends=True):
        here = [place for place in range(clean_from, clean_from + len(line)) if place in clean_kept]
        if here:
            start, end = clean_kept[here[0]], clean_kept[here[-1]] + 1
            start = max(raw_from, raw.rfind("\n", 0, start) + 1)  # what was cut from the head of the line stays with it
            if raw[raw_from:start].strip():
                found.append(Row(_stretches(raw, raw_from, start, raw_kept), ()))
            line_end = raw.find("\n", end)
            next_kept = next((place for place in range(end, line_end if line_end >= 0 else len(raw)) if place in raw_kept), line_end)
            end = next_kept if next_kept >= 0 else len(raw)
        else:
            start = end = raw_from
        if line.strip():
            found.append(Row(_stretches(raw, start, end, raw_kept), _stretches(clean, clean_from, clean_from + len(line), clean_kept)))
        raw_from, clean_from = max(raw_from, end), clean_from + len(line)
    if raw[raw_from:].strip():
        found.append(Row(_stretches(raw, raw_from, len(raw), raw_kept), ()))
    return found


def _fold(text: str) -> _Folded:
    at = [place for place, character in enumerate(text) if not character.isspace()]
    return _Folded("".join(text[place] for place in at).translate(MARKS), at)


def _kept(raw: _Folded, clean: _Folded) -> tuple[dict[int, int], dict[int, int]]:
    """Places of the raw text that were kept -> places of the cleaned text, and the other way round."""
    grams: dict[str, list[int]] = defaultdict(list)
    for place in range(len(clean.text) - GRAM + 1):
        grams[clean.text[place:place + GRAM]].append(place)
    kept, i, j = {}, 0, 0
    while i < len(raw.text) and j < len(clean.text):
        if raw.text[i] == clean.text[j]:
            kept[raw.at[i]] = clean.at[j]
            i, j = i + 1, j + 1
        elif step := _next_step(raw.text, clean.text, i, j, grams):
            for raw_at, clean_at, size in _small_matches(raw.text[i:step[0]], clean.text[j:step[1]]):
                kept.update((raw.at[i + raw_at + n], clean.at[j + clean_at + n]) for n in range(size))
            i, j = step
        else:
            break
    return kept, {there: here for here, there in kept.items()}


def _next_step(raw: str, clean: str, i: int, j: int, grams: dict[str, list[int]]) -> tuple[int, int] | None:
    """The nearest pair of places from which both texts agree again, by how much has to be skipped."""
    if (reading := READING.match(raw, i)) and raw[reading.end():reading.end() + 1] == clean[j:j + 1]:
        return reading.end(), j  # "對(duì)標(biāo)": one character may stand alone between two readings
    if not clean[j:j + 1].isascii():  # "2014-11-19" before "11月11日" is no agreement
        for skip in range(1, NEAR):
            if raw[i + skip:i + skip + 2] == clean[j:j + 2]:  # "3、管部门": taken out, nothing put in
                return i + skip, j
    best, cost = None, REACH
    for skip in range(min(REACH, len(raw) - i)):
        if skip >= cost:
            break
        places = grams.get(raw[i + skip:i + skip + GRAM], ())
        nearest = bisect_left(places, j)
        if nearest < len(places) and skip + PUT_IN * (places[nearest] - j) < cost:
            best, cost = (i + skip, places[nearest]), skip + PUT_IN * (places[nearest] - j)
    return best


def _small_matches(raw: str, clean: str) -> list[tuple[int, int, int]]:
    """Where the two sides of a gap agree after all, as (place in raw, place in clean, length)."""
    if not clean or len(clean) > CLOSE_LOOK:
        return []
    ahead = max(0, len(raw) - CLOSE_LOOK)
    blocks = SequenceMatcher(None, raw[ahead:], clean, autojunk=False).get_matching_blocks()
    return [(ahead + block.a, block.b, block.size) for block in blocks if block.size > 1]


def _stretches(text: str, start: int, end: int, kept: dict[int, int]) -> tuple[Stretch, ...]:
    """The text from start to end, cut where kept and changed meet; white space goes with what is before it."""
    found: list[list] = []
    for place in range(start, end):
        character = text[place]
        is_changed = place not in kept
        if found and (character.isspace() or found[-1][1] == is_changed):
            found[-1][0] += character
        else:
            found.append([character, is_changed and not character.isspace()])
    return tuple(Stretch(EMPTY_LINES.sub("\n", part.strip("\n")), is_changed) for part, is_changed in found if part.strip())
