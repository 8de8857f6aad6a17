"""Files sent through the page: taking them in, and the table of what became of each."""
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.reports.models import Report, State

from .intake import take_in
from .outcomes import Outcome, Status


@dataclass(frozen=True, slots=True)
class SentRow:
    """One line of the table: the word for the result, why, and the way on."""

    name: str
    word: str
    message: str
    links: tuple[tuple[str, str], ...]  # (text, address)
    publish_id: int | None = None  # of a draft that can be published from here
    is_bad: bool = False


def take_in_uploads(files: Iterable[UploadedFile], *, user) -> list[Outcome]:
    """Outcomes in the order sent; a file that is too large is not even read."""
    outcomes: list[Outcome] = []
    for file in files:
        name = PurePosixPath((file.name or "").replace("\\", "/")).name or _("没有名字的文件")
        if file.size > settings.MAX_UPLOAD_MB * 1024 * 1024:
            outcomes.append(Outcome(name, Status.FAILED, _too_large(file.size)))
        else:
            outcomes += take_in(file.read(), name, user=user)
    return outcomes


def _too_large(size: int) -> str:
    said = {"size": size // (1024 * 1024), "most": settings.MAX_UPLOAD_MB}
    return _("文件有 %(size)d MB，最多收 %(most)d MB。请去掉图片另存一份，或请管理员用命令收入。") % said


def sent_rows(outcomes: list[dict[str, Any]]) -> list[SentRow]:
    """The table of the last files sent, with each report as it is by now; one query."""
    ids = [outcome["report_id"] for outcome in outcomes if outcome["report_id"]]
    states = dict(Report.objects.filter(pk__in=ids).order_by().values_list("pk", "state")) if ids else {}
    return [_row(Outcome(**outcome), states) for outcome in outcomes]


def _row(outcome: Outcome, states: dict[int, str]) -> SentRow:
    name, state = _say_name(outcome), states.get(outcome.report_id or 0)
    if outcome.status == Status.FAILED:
        return SentRow(name, _("读不了"), outcome.message, ((_("换一份"), "#files"),), is_bad=True)
    if state is None:
        return SentRow(name, _("已删去"), _("这份报告后来删去了。"), ((_("再传一次"), "#files"),))
    read, check = reverse("report", args=[outcome.report_id]), reverse("review", args=[outcome.report_id])
    if outcome.status == Status.UNCHANGED:
        link = (_("接着核对"), check) if state == State.DRAFT else (_("看库里那份"), read)
        return SentRow(name, _("已有"), outcome.message, (link,))
    if state != State.DRAFT:
        return SentRow(name, _("已收入"), outcome.message, ((_("看报告"), read),))
    if outcome.status == Status.NEW_VERSION:
        difference = f"{reverse('compare')}?r={outcome.older_id}&r={outcome.report_id}"
        return SentRow(name, _("新的一版"), outcome.message, ((_("看差别"), difference), (_("核对"), check)), outcome.report_id)
    word = _("请核对") if outcome.doubts else _("可以收入")
    link = (_("核对"), check) if outcome.doubts else (_("看一眼"), check)
    return SentRow(name, word, outcome.message, (link,), None if outcome.doubts else outcome.report_id)


def _say_name(outcome: Outcome) -> str:
    return outcome.name if outcome.part == 1 else _("%(name)s，第 %(part)d 篇") % {"name": outcome.name, "part": outcome.part}
