"""What a search finds as a table. Comes in: ``SearchQuery``; goes out: header, rows, and a name for the file."""
from collections.abc import Callable, Iterator
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from govreports.reports.models import Passage, Role
from govreports.search import engine
from govreports.search.engine import Group, Hit, SearchQuery
from govreports.search.sheets import Row

MOST = 5000  # passages in a file
AT_ONCE = 200  # passages whose full text is read in one go
WIDTHS = (36, 14, 20, 12, 10, 28, 8, 20, 20, 80, 8, 30)


def header() -> Row:
    return (
        _("报告"), _("谁去的"), _("去了哪"), _("日期"), _("文种"), _("章节"), _("角色"), _("主题"), _("谈到"),
        _("段落"), _("含全部词语"), _("网址"),
    )


def rows(query: SearchQuery, absolute: Callable[[str], str]) -> Iterator[Row]:
    """In the order of the pages; the text in full, as it was written. ``absolute`` makes an address whole."""
    found, count = engine.passages(query, MOST), 0
    while pairs := list(islice(found, AT_ONCE)):
        yield from _rows(pairs, absolute)
        count += len(pairs)
    if count == MOST:
        yield (_("只列出前 %d 段；要更多，请先缩小范围。") % MOST,)


def file_name(query: SearchQuery) -> str:
    return "_".join(filter(None, [_("检索结果"), query.q[:30], f"{timezone.localtime():%Y%m%d}"])).replace("/", " ")


def _rows(pairs: list[tuple[Group, Hit]], absolute: Callable[[str], str]) -> Iterator[Row]:
    stored = Passage.objects.prefetch_related("place_marks__visit").in_bulk([hit.passage for _group, hit in pairs])
    roles = dict(Role.choices)
    for group, hit in pairs:
        passage = stored[hit.passage]
        yield (
            group.title, "、".join(group.origin), "、".join(group.hosts), group.date, group.kind, hit.path, str(roles[hit.role]),
            "、".join(theme.text for theme in hit.themes), "、".join(mark.visit.name for mark in passage.place_marks.all()),
            passage.as_written, _("是") if hit.is_full else _("否"), absolute(passage.get_absolute_url()),
        )
