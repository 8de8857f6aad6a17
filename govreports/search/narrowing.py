"""What ``city:杭州`` and the like in a reader's line narrow to. Comes in: (group, value) pairs; goes out: ``Narrowing``.

A value nobody knows narrows nothing; it is kept, so that the page can say so.
"""
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govreports.analysis.folding import fold_any_script
from govreports.analysis.lexicon import divisions

# As people say them, folded.
ROLES = {
    "learned": "learned", "学到": "learned", "学": "learned", "realized": "realized", "悟到": "realized", "悟": "realized",
    "action": "action", "行动": "action", "行": "action", "context": "context", "背景": "context", "景": "context",
}
KINDS = {
    "study_tour": "study_tour", "考察报告": "study_tour", "考察": "study_tour", "speech": "speech", "讲话": "speech",
    "other": "other", "其他": "other", "其它": "other",
}
SCOPES = {
    "sentence": "sentence", "句": "sentence", "同句": "sentence", "一句": "sentence", "passage": "passage", "段": "passage",
    "同段": "passage", "一段": "passage", "section": "section", "节": "section", "同节": "section", "一节": "section",
}
YEARS = re.compile(r"((?:19|20)\d\d)年?(?:\s*[-~—–至到]\s*((?:19|20)\d\d)年?)?")
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Narrowing:
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()  # group -> values, any of which will do
    within: str = ""  # sentence, passage or section: all words in one of them
    unknown: tuple[tuple[str, str], ...] = ()  # (group, value) that nobody knows

    def values(self, group: str) -> tuple[str, ...]:
        return dict(self.filters).get(group, ())


def read_narrowing(pairs: Iterable[tuple[str, str]], themes: Mapping[str, str]) -> Narrowing:
    """``themes`` are slugs by name in Chinese.

    >>> read_narrowing([("city", "杭州"), ("year", "2022-2023"), ("role", "绕口令")], {})
    Narrowing(filters=(('city', ('330100',)), ('year', ('2022', '2023'))), within='', unknown=(('role', '绕口令'),))
    """
    filters: dict[str, tuple[str, ...]] = {}
    unknown, within = [], ""
    for group, value in pairs:
        found = _values(group, value, themes)
        if not found:
            unknown.append((group, value))
        elif group == "in":
            (within,) = found
        else:
            filters[group] = tuple(dict.fromkeys(filters.get(group, ()) + found))
    return Narrowing(tuple(filters.items()), within, tuple(unknown))


def _values(group: str, value: str, themes: Mapping[str, str]) -> tuple[str, ...]:
    if group == "city":
        return (value,) if divisions.division(value) else tuple(found.code for found in divisions.named(value))
    if group == "theme":
        return _themes(value, themes)
    if group == "year":
        match = YEARS.fullmatch(value)
        if not match:
            return ()
        first, last = int(match[1]), int(match[2] or match[1])
        return tuple(str(year) for year in range(first, min(last, first + MOST_YEARS) + 1))
    known = {"role": ROLES, "kind": KINDS, "in": SCOPES}[group]
    return (known[value],) if value in known else ()


def _themes(value: str, themes: Mapping[str, str]) -> tuple[str, ...]:
    """By slug, by name, or all whose name holds it."""
    if value in themes.values():
        return (value,)
    names = {fold_any_script(name): slug for name, slug in themes.items()}
    if value in names:
        return (names[value],)
    return tuple(slug for name, slug in names.items() if len(value) > 1 and value in name)
