"""An analysis as the JSON object that ``analyze`` prints: the fields of a gold report, and why."""
from dataclasses import asdict
from typing import Any

from govreports.analysis.records import Analysis, Fact, Heading, Passage, PlaceName


def analysis_as_dict(file: str, found: Analysis) -> dict[str, Any]:
    """``file`` stands as given; blocks are headings and passages in reading order."""
    masthead = found.masthead
    return {
        "file": file, "part": found.part, "parts": found.parts, "format": found.format, "encoding": found.encoding,
        "title": masthead.title, "kind": masthead.kind,
        "date": masthead.date, "visit_start": masthead.visit_start, "visit_end": masthead.visit_end,
        "origin": _places(found.places.origin), "hosts": _places(found.places.hosts),
        "script": found.clean.script,
        "blocks": [_block(block) for block in sorted((*found.headings, *found.passages), key=lambda block: block.start)],
        "facts": [_fact(fact, found) for fact in found.facts],
        "fixes": [asdict(fix) for fix in found.clean.fixes], "damage": list(found.clean.damage),
    }


def _places(names: tuple[PlaceName, ...]) -> list[dict[str, str | None]]:
    return [{"name": place.name, "code": place.code} for place in names]


def _fact(fact: Fact, found: Analysis) -> dict[str, Any]:
    """``passage`` is its index among the passages; the detail's own fields stand beside the common ones."""
    return {
        "kind": fact.kind, "text": fact.text, "start": fact.start, "end": fact.end, "passage": fact.passage,
        "role": found.passages[fact.passage].role, "whose": fact.whose, "place": fact.place,
    } | asdict(fact.detail)


def _block(block: Heading | Passage) -> dict[str, Any]:
    where = {"text": block.text, "start": block.start, "end": block.end}
    if isinstance(block, Heading):
        return {"type": "heading", "level": block.level} | where
    return {"type": "passage", "role": block.role, "themes": [mark.slug for mark in block.themes],
            "places": _places(tuple(mark.place for mark in block.places))} | where | {
        "paragraph": block.paragraph, "score": round(block.score, 3), "evidence": [asdict(item) for item in block.evidence],
        "theme_marks": [{"slug": mark.slug, "score": round(mark.score, 3)} for mark in block.themes],
        "place_marks": [asdict(mark.place) | {"evidence": [asdict(item) for item in mark.evidence]} for mark in block.places],
    }
