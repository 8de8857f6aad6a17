"""The passages a search finds, as rows of a file: all pages of the result, in their order, up to ``MOST``."""
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreports.reports.models import PATH_JOINT, Passage, PassagePlace, Report, Section, State, Theme, Visit
from govreports.reports.wording import say_place, theme_name
from govreports.search import engine
from govreports.search.asked import say_query, theme_names
from govreports.search.engine import FoundPassage, SearchQuery
from govreports.search.search_indexes import LONG_TEXTS

from .sheet import Column, Link, Row, Sheet

MOST = 5_000  # passages in one file: some 5 MB and a few seconds; who wants more narrows the search
BATCH = 500  # passages read from the database at once; six queries each

COLUMNS = (
    (gettext_lazy("报告标题"), 34, True), (gettext_lazy("谁去的"), 14, True), (gettext_lazy("去了哪"), 18, True),
    (gettext_lazy("日期"), 11, False), (gettext_lazy("文种"), 10, False), (gettext_lazy("章节"), 28, True),
    (gettext_lazy("角色"), 7, False), (gettext_lazy("主题"), 16, True), (gettext_lazy("谈到的地方"), 14, True),
    (gettext_lazy("原文"), 80, True), (gettext_lazy("含全部词语"), 11, False), (gettext_lazy("链接"), 30, False),
)


def passage_sheet(query: SearchQuery, themes: list[Theme], absolute: Callable[[str], str]) -> Sheet:
    """``absolute`` makes a whole address of a path. Raises ``SearchUnavailable``."""
    total, words = engine.count(query), say_query(query, theme_names(themes))
    found = list(engine.passages(query, limit=MOST + 1))
    listed = _listed(len(found), total)
    return Sheet(
        title=_("检索结果"),
        columns=tuple(Column(str(label), width, is_wrapped) for label, width, is_wrapped in COLUMNS),
        rows=_rows(found[:MOST], absolute, has_words=bool(query.q)),
        about=(
            (_("检索"), words), (_("找到"), _("%(total)d 段") % {"total": total}),
            (_("列出"), listed),
            (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
            (_("说明"), _("角色与主题由程序标注，请以原文为准。")),
        ),
        last=listed if len(found) > MOST else "" if found else _("没有找到合条件的段落。"),
    )


def passage_file_words(query: SearchQuery, themes: list[Theme]) -> str:
    """What the name of the file begins with."""
    return say_query(query, theme_names(themes)).replace(" · ", " ")


def _listed(number: int, total: int) -> str:
    """How many of those found stand in the file; reports that only repeat the passages of another do not, as on the pages."""
    if number > MOST:
        return _("只列出前 %(most)d 段，一共找到 %(total)d 段。要看其余的，请缩小范围再导出。") % {"most": MOST, "total": total}
    if number < total:
        return _("%(number)d 段；其余 %(rest)d 段在转载的报告里，没有重复列出") % {"number": number, "rest": total - number}
    return _("全部")


def _rows(found: list[FoundPassage], absolute: Callable[[str], str], *, has_words: bool) -> Iterator[Row]:
    for start in range(0, len(found), BATCH):
        batch = found[start:start + BATCH]
        stored = {passage.pk: passage for passage in _stored(batch)}
        yield from (_row(stored[hit.passage], hit, absolute, has_words=has_words) for hit in batch if hit.passage in stored)


def _stored(batch: Iterable[FoundPassage]) -> Iterable[Passage]:
    """Without what readers may no longer see."""
    found = Passage.objects.filter(pk__in=[hit.passage for hit in batch], report__state=State.PUBLISHED).order_by()
    places = Prefetch("place_marks", PassagePlace.objects.select_related("visit"))
    visits = Prefetch("report__visits", Visit.objects.order_by("position"))
    return found.select_related("report", "section").defer(*LONG_TEXTS).prefetch_related("theme_marks__theme", places, visits)


def _row(passage: Passage, hit: FoundPassage, absolute: Callable[[str], str], *, has_words: bool) -> Row:
    report, address = passage.report, absolute(passage.get_absolute_url())
    return (
        report.title, _names(report, Visit.Side.ORIGIN), _names(report, Visit.Side.HOST), report.date or report.visit_start,
        str(report.get_kind_display()), _path(passage.section), str(passage.get_role_display()),
        _list(theme_name(mark.theme) for mark in passage.theme_marks.all()),
        _list(say_place(mark.visit.name) for mark in passage.place_marks.all()),
        passage.as_written, (_("是") if hit.is_full else _("否")) if has_words else "", Link(address, address),
    )


def _names(report: Report, side: str) -> str:
    return _list(say_place(visit.name) for visit in report.visits.all() if visit.side == side)


def _path(section: Section | None) -> str:
    return PATH_JOINT.join(filter(None, [section.path, section.heading_as_written])) if section else ""


def _list(names: Iterable[str]) -> str:
    return _("、").join(dict.fromkeys(names))
