"""One report: what stands at its head and beside it, and its passages ready to be shown.

The three ways of reading it build on these: ``report_text``, ``report_breakdown``, ``report_source``.
"""
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import name_parts, short_name
from govreports.reports.errors import NotHere
from govreports.reports.models import Passage, PassagePlace, PassageTheme, Report, State, Theme, Visit
from govreports.reports.selectors.rows import RoleCount, role_counts
from govreports.reports.wording import said_by_analysis, say_date, say_place, say_span, theme_name

UNSURE_BELOW = 0.5  # of a role's score; staff are asked to look at such passages
THEMES_IN_FACTS = 4


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str = ""  # empty: nowhere to go


@dataclass(frozen=True, slots=True)
class TitlePart:
    text: str
    is_name: bool  # a place, not to be broken at the end of a line


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What all three views show of a report."""

    id: int
    title: str
    title_parts: tuple[TitlePart, ...]
    kind: str
    date: str
    origin: tuple[Link, ...]
    hosts: tuple[Link, ...]
    visited: tuple[str, ...]  # the days, cut where a line may break
    themes: tuple[Link, ...]
    characters: int
    passages: int
    counts: tuple[RoleCount, ...]
    source_name: str
    source_size: int
    damage: tuple[str, ...]
    newer: Link | None
    is_draft: bool
    has_original: bool  # the source is in Traditional script


@dataclass(frozen=True, slots=True)
class Show:
    """How passages are wanted."""

    as_written: bool = False  # in the original script
    has_places: bool = False  # with the hosts each speaks of: in reports of several
    for_staff: bool = False  # with a mark where the role is unsure
    page: str = ""  # address of the page they stand on; empty for the current one


@dataclass(frozen=True, slots=True)
class PassageItem:
    """A passage as ``includes/_passage.html`` shows it."""

    number: int
    role: str
    text: str
    themes: tuple[Link, ...]
    url: str
    places: tuple[Link, ...] = ()  # hosts it speaks of, where the report has several
    evidence: tuple[str, ...] = ()  # why it has this role and speaks of these hosts, in words
    is_unsure: bool = False
    is_sign_off: bool = False
    parts: tuple[tuple[str, bool], ...] = ()  # (text, is mark) where words were looked for and stand here
    hit_before: str = ""  # anchors of the passages with such words before and after; empty at the ends
    hit_after: str = ""


def report_get(pk: int, *, for_staff: bool) -> Report:
    """The report with its source and newer version. Raises ``NotHere``, for readers also where it is a draft."""
    found = Report.objects.select_related("source", "newer").filter(pk=pk)
    report = (found if for_staff else found.exclude(state=State.DRAFT)).first()
    if report is None:
        raise NotHere(_("没有这份报告"), _("编号 %(pk)d 的报告不存在，可能已撤回，也可能网址抄漏了数字。") % {"pk": pk})
    return report


def report_passages(report: Report) -> list[Passage]:
    """In reading order, with section, themes and hosts spoken of; three queries."""
    themes = Prefetch("theme_marks", PassageTheme.objects.select_related("theme"))
    places = Prefetch("place_marks", PassagePlace.objects.select_related("visit__place"))
    return list(report.passages.select_related("section").prefetch_related(themes, places).order_by("number"))


def report_head(report: Report, passages: Iterable[Passage]) -> ReportHead:
    """One query, for the places."""
    passages, visits = list(passages), list(report.visits.select_related("place").order_by("position"))
    tally = Counter(mark.theme for passage in passages for mark in passage.theme_marks.all())
    newer = report.newer if report.newer and report.newer.state == State.PUBLISHED else None
    return ReportHead(
        id=report.pk,
        title=report.title,
        title_parts=tuple(title_parts(report.title, visits)),
        kind=report.get_kind_display(),
        date=say_date(report.date),
        origin=tuple(_place(visit) for visit in visits if visit.side == Visit.Side.ORIGIN),
        hosts=tuple(_place(visit) for visit in visits if visit.side == Visit.Side.HOST),
        visited=tuple(part for part in re.split("(?<=年)|(?=至)", say_span(report.visit_start, report.visit_end)) if part),
        themes=tuple(_theme(theme) for theme, _count in tally.most_common(THEMES_IN_FACTS)),
        characters=report.characters,
        passages=len(passages),
        counts=role_counts(Counter(passage.role for passage in passages)),
        source_name=PurePath(report.source.name).name,
        source_size=report.source.size,
        damage=tuple(said_by_analysis(reason) for reason in report.damage),
        newer=Link(newer.title, newer.get_absolute_url()) if newer else None,
        is_draft=report.state == State.DRAFT,
        has_original=bool(report.original),
    )


def passage_item(passage: Passage, show: Show) -> PassageItem:
    return PassageItem(
        number=passage.number,
        role=passage.role,
        text=passage.as_written if show.as_written else passage.text,
        themes=tuple(_theme(mark.theme) for mark in passage.theme_marks.all()),
        url=f"{show.page}#p{passage.number}",
        places=tuple(_spoken_of(mark.visit) for mark in passage.place_marks.all()) if show.has_places else (),
        evidence=(*evidence_lines(passage), *(place_lines(passage) if show.has_places else ())),
        is_unsure=show.for_staff and not passage.corrected and passage.role_score < UNSURE_BELOW,
    )


def evidence_lines(passage: Passage) -> list[str]:
    """Why a passage has its role, each reason in words, the weightiest first."""
    if passage.corrected:
        return [_("工作人员核对过")]
    forms = {
        "cue": _("文中有“%s”"),
        "heading": _("在标题“%s”之下"),
        "place": _("说的是%s"),
        "neighbour": _("承接上下文：%s"),
    }
    reasons = sorted(passage.evidence, key=lambda reason: -abs(reason.get("weight", 0)))
    said = [forms.get(reason.get("kind", ""), "%s") % reason["text"] for reason in reasons if reason.get("text")]
    return list(dict.fromkeys(said)) or [_("没有明显的字眼，按前后文判断")]


def place_lines(passage: Passage) -> list[str]:
    """Why a passage speaks of its hosts, a line for each."""
    if passage.places_corrected:
        return [_("谈到哪里：工作人员核对过")]
    forms = {
        "cue": _("文中有“%s”"),
        "part": _("文中有那里的“%s”"),
        "around": _("文中有它所在的“%s”"),
        "all": _("“%s”指去过的各处"),
        "refers": _("“%s”指前面说到的地方"),
        "heading": _("在标题“%s”之下"),
        "neighbour": _("承接上文，仍说%s"),
        "only": _("只去了%s"),
    }
    return [
        _("谈的是%(place)s：%(why)s") % {"place": _spoken_of(mark.visit).text, "why": forms.get(reason["kind"], "%s") % reason["text"]}
        for mark in passage.place_marks.all() for reason in mark.evidence[:1]
    ]


def title_parts(title: str, visits: Iterable[Visit]) -> list[TitlePart]:
    """The title cut around the names of places it holds; joined it is the title."""
    full = {name for visit in visits for name in (visit.name, visit.place.name if visit.place else "") if len(name) > 1}
    parts = {part for name in full for part in name_parts(name)}
    names = full | parts | {short_name(part) for part in parts}
    if not names:
        return [TitlePart(title, False)]
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [TitlePart(text, bool(number % 2)) for number, text in enumerate(re.split(f"((?:{pattern})、?)", title)) if text]


def _place(visit: Visit) -> Link:
    return Link(say_place(visit.name), visit.place.get_absolute_url() if visit.place else "")


def _spoken_of(visit: Visit) -> Link:
    """By its shortest full name: 徐州市 for 江苏省徐州市."""
    is_named = visit.place and visit.name.endswith(visit.place.name)
    return Link(say_place(visit.place.name if is_named else visit.name), visit.place.get_absolute_url() if visit.place else "")


def _theme(theme: Theme) -> Link:
    return Link(theme_name(theme), reverse("theme", args=[theme.slug]))
