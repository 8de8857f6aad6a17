"""The stages in order: bytes in, one ``Analysis`` for each report of the file out. Read this first.

extract -> articles -> clean -> masthead -> outline -> places -> roles -> passages -> themes -> hosts of passages -> facts
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import articles, clean, masthead, outline, passages, roles, themes
from .errors import EmptyReport
from .extract import extract
from .facts import find_facts
from .heading_paths import open_headings
from .lexicon.divisions import division, name_parts, parts_of, short_name
from .places import find_places, mark_places
from .records import Analysis, CleanText, Heading, Kind, Masthead, Paragraph, Passage, PlaceName, Places, RawText

MIN_LETTERS = 30  # Han characters; a text with fewer is no report


@dataclass(frozen=True, slots=True)
class Learned:
    """Models to use in place of those in ``lexicon/``: for measuring on reports that these have learned from."""

    roles: roles.Model
    themes: themes.ThemeModel


def analyze(data: bytes, name: str, *, learned: Learned | None = None) -> list[Analysis]:
    """Everything known of the reports in a file, in the order they stand in it.

    Raises an ``AnalysisError``: UnsupportedFormat, UnreadableSource or EmptyReport.
    """
    raw = extract(data, name)
    texts = articles.split_articles(raw)
    found = [analyze_text(text, part=part, parts=len(texts), learned=learned) for part, text in enumerate(texts, 1)]
    reports = [analysis for analysis in found if analysis is not None]
    if not reports:
        raise EmptyReport(name, "里面没有读到报告正文。请打开看看是不是空白、只有图片，或者只是一个目录。")
    return reports


def analyze_text(raw: RawText, *, part: int = 1, parts: int = 1, learned: Learned | None = None) -> Analysis | None:
    """One report, or None where nothing of a report is left after cleaning."""
    text = clean.clean(raw)
    if len(re.findall(r"[一-鿿]", text.text)) < MIN_LETTERS:
        return None
    head = masthead.find_masthead(text)
    headings, paragraphs = outline.find_outline(text, body_start=head.body_start)
    if not paragraphs:
        return None
    where = _places(text, head, headings, paragraphs)
    setting = _setting(head.title, head.kind, where)
    marks = roles.mark_roles(paragraphs, headings, setting=setting, model=learned and learned.roles)
    found = _passages(text, head, headings, paragraphs, marks, learned and learned.themes)
    found = with_places(found, headings, where, head.title)
    return Analysis(
        masthead=head,
        clean=text,
        headings=headings,
        passages=found,
        places=where,
        facts=find_facts(found, where),
        format=raw.format,
        encoding=raw.encoding,
        part=part,
        parts=parts,
    )


def with_places(passages: Sequence[Passage], headings: Sequence[Heading], where: Places, title: str) -> tuple[Passage, ...]:
    """The passages with the hosts each speaks of; also for those whose hosts were corrected by hand."""
    marks = mark_places(passages, headings, places=where, title=title)
    return tuple(replace(passage, places=found) for passage, found in zip(passages, marks, strict=True))


def _places(text: CleanText, head: Masthead, headings: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> Places:
    body = text.text[head.body_start : head.body_end]
    signature = "\n".join(text.text[p.start : p.end] for p in paragraphs[-3:] if p.end - p.start <= 60)
    return find_places(title=head.title, text=body, headings=[heading.text for heading in headings], kind=head.kind, signature=signature)


def setting_of(title: str, text: str, headings: Sequence[str], kind: Kind) -> roles.Setting:
    """The setting of a report whose text and headings are known: for learning from annotated reports."""
    return _setting(title, kind, find_places(title=title, text=text, headings=headings, kind=kind, signature=text[-60:]))


def _setting(title: str, kind: Kind, where: Places) -> roles.Setting:
    hosts = _said_names(where.hosts)
    home = tuple(name for name in _said_names(where.origin) if name not in hosts)
    return roles.Setting(kind is Kind.SPEECH, hosts, home, title)


def _said_names(places: Sequence[PlaceName]) -> tuple[str, ...]:
    """How running text calls places, what they lie in and what lies in them: 成都市武侯区 -> 武侯, 成都; 汉中市 -> 汉中, 西乡, 宁强 …"""
    names: list[str] = []
    for place in places:
        known = division(place.code) if place.code else None
        if known and known.level != "province":
            names += [part.short_name for part in parts_of(known.code)]
        while known and known.level != "province":
            names.append(known.short_name)
            known = division(known.parent) if known.parent else None
        names.append(short_name(name_parts(place.name)[-1]))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1 or name in "*X×"))


def _passages(
    text: CleanText, head: Masthead, headings: Sequence[Heading], paragraphs: Sequence[Paragraph],
    marks: Sequence[Sequence[roles.RoleMark]], model: themes.ThemeModel | None,
) -> tuple[Passage, ...]:
    joined = [
        (number, paragraph, run)
        for number, (paragraph, row) in enumerate(zip(paragraphs, marks, strict=True))
        for run in passages.join_sentences(paragraph, row)
    ]
    above = open_headings([run[0] for _, _, run in joined], headings)
    about = themes.mark_themes(
        [
            themes.ThemeText(
                text.text[run[0] : run[1]], number,
                headings[path[-1]].text if path else "", " ".join(headings[index].text for index in path[:-1]),
            )
            for (number, _, run), path in zip(joined, above, strict=True)
        ],
        title=head.title, model=model,
    )
    return tuple(
        Passage(start, end, text.text[start:end], number, path[-1] if path else None, role, score, evidence, marks_of)
        for (number, _, (start, end, role, score, evidence)), path, marks_of in zip(joined, above, about, strict=True)
    )
