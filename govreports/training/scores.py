"""How near an analysis comes to a gold report; every figure is a share from 0 to 1.

Only letters, digits and Han characters count, after NFKC: white space and punctuation cost nothing.
"""
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from govreports.analysis import Analysis
from govreports.analysis.numbering import read_number
from govreports.training.metadata import place_f1

SAME_HEADING, SAME_TITLE = 0.8, 0.85  # likeness from which two are the same
Character = tuple[str, str | None, frozenset[str]]  # as it counts, its role, its themes
Spans = Sequence[tuple[str, str | None, frozenset[str]]]  # text, role (None in a heading), themes


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def f1(hits: float, found: float, asked: float) -> float:
    return 2 * hits / (found + asked) if found + asked else 1.0


def gold_spans(gold: dict) -> Spans:
    spans = []
    for block in gold["blocks"]:
        if block["type"] == "heading":
            spans.append((block["text"], None, frozenset()))
        else:
            spans += [(span["text"], span["role"], frozenset(span["themes"])) for span in block["spans"]]
    return spans


def analysis_spans(analysis: Analysis) -> Spans:
    spans = [(h.start, (h.text, None, frozenset())) for h in analysis.headings]
    spans += [(p.start, (p.text, str(p.role), frozenset(mark.slug for mark in p.themes))) for p in analysis.passages]
    return [span for _, span in sorted(spans, key=lambda pair: pair[0])]


def paired(gold: dict, analysis: Analysis) -> list[tuple[Character, Character | None]]:
    """Every character of the annotation with the one found for it, or None where it was missed."""
    asked, found = _characters(gold_spans(gold)), _characters(analysis_spans(analysis))
    partners: dict[int, int] = {}
    for op in Levenshtein.opcodes("".join(c for c, _, _ in asked), "".join(c for c, _, _ in found)):
        if op.tag == "equal":
            partners.update(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    return [(character, found[partners[at]] if at in partners else None) for at, character in enumerate(asked)]


def measure(gold: dict, analysis: Analysis) -> dict[str, float]:
    """All figures of one report by name."""
    partners = paired(gold, analysis)
    asked, found = [a for a, _ in partners], _characters(analysis_spans(analysis))
    pairs = [(a, b) for a, b in partners if b is not None]
    in_text = [(a, b) for a, b in pairs if a[1] is not None]
    text_length = sum(role is not None for _, role, _ in asked)
    head = analysis.masthead
    return {
        "body": f1(len(pairs), len(found), len(asked)),
        "headings": _headings(gold, analysis),
        "roles": sum(a[1] == b[1] for a, b in in_text) / max(1, text_length),
        "themes": f1(sum(len(a[2] & b[2]) for a, b in in_text), sum(len(b[2]) for _, b in in_text), sum(len(a[2]) for a in asked if a[1])),
        "title": float(Levenshtein.normalized_similarity(letters(gold["title"]), letters(head.title)) >= SAME_TITLE),
        "kind": float(gold["kind"] == head.kind),
        "date": float(gold["date"] == head.date),
        "visit": float((gold["visit_start"], gold["visit_end"]) == (head.visit_start, head.visit_end)),
        "origin": place_f1(gold["origin"], [place.name for place in analysis.places.origin]),
        "hosts": place_f1(gold["hosts"], [place.name for place in analysis.places.hosts]),
    }


def confusion(gold: dict, analysis: Analysis) -> Counter[tuple[str, str]]:
    """Characters by the role they have and the role found for them, or ``missed``."""
    return Counter((a[1], (b[1] or "missed") if b else "missed") for a, b in paired(gold, analysis) if a[1] is not None)


def _characters(spans: Spans) -> list[Character]:
    return [(character, role, themes) for text, role, themes in spans for character in letters(text)]


def _headings(gold: dict, analysis: Analysis) -> float:
    asked = [_bare(block["text"]) for block in gold["blocks"] if block["type"] == "heading"]
    left = found = [_bare(heading.text) for heading in analysis.headings]
    hits = 0
    for text in asked:
        match = next((other for other in left if Levenshtein.normalized_similarity(text, other) >= SAME_HEADING), None)
        if match is not None:
            left = left.copy()
            left.remove(match)
            hits += 1
    return f1(hits, len(found), len(asked))


def _bare(heading: str) -> str:
    number = read_number(heading)
    return letters(heading[number.length :] if number else heading)


def mean(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    total = Counter()
    for row in rows:
        total.update(row)
    return {name: value / len(rows) for name, value in total.items()}
