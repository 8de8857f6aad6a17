"""One file into the library: analyse, store, index. Comes in: bytes and a name; goes out: an ``Outcome`` for each report.

Read ``take_in`` first. Whatever is wrong with a file becomes an outcome that says so; nothing of it is half stored.
"""
import hashlib
import logging
from dataclasses import dataclass
from pathlib import PurePath

from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from govreports import analysis
from govreports.analysis.errors import AnalysisError
from govreports.analysis.extract import archive
from govreports.analysis.records import Analysis
from govreports.reports import services
from govreports.reports.models import Report, State
from govreports.reports.selectors.report import UNSURE_BELOW

from .doubts import doubts
from .library import index_after_commit
from .outcomes import Outcome, Status
from .versions import earlier_version, twin

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taking:
    """How to take a file in; see ``take_in``."""

    user: object
    state: State
    links_versions: bool


def take_in(data: bytes, name: str, *, user=None, state: State = State.DRAFT, links_versions: bool = True) -> list[Outcome]:
    """Outcomes in reading order; an archive gives those of all its members. Never raises for a bad file.

    ``user`` is who sends it, None for a command. With ``links_versions`` a report may take the place of an earlier one.
    """
    taking = Taking(user, state, links_versions)
    if not archive.is_archive(data):
        return _take_file(data, name, taking)
    try:
        return [
            outcome
            for path, content in archive.members(data, name)
            for outcome in _take_member(content, f"{name}/{path}", taking)
        ]
    except AnalysisError as error:
        return [_failed(name, error.reason)]


def _take_member(content: bytes | AnalysisError, name: str, taking: Taking) -> list[Outcome]:
    return [_failed(name, content.reason)] if isinstance(content, AnalysisError) else _take_file(content, name, taking)


def _take_file(data: bytes, name: str, taking: Taking) -> list[Outcome]:
    if known := _known(data, name):
        return known
    try:
        analyses = analysis.analyze(data, name)
        with services.kept_together():
            return _known(data, name) or [_store(each, data, name, taking) for each in analyses]
    except AnalysisError as error:
        return [_failed(name, error.reason)]
    except IntegrityError:  # somebody else sent the same file at the same moment, and was first
        if known := _known(data, name):
            return known
        logger.exception("Could not store %s", name)
    except OperationalError:  # another writer kept the database for longer than the timeout of the settings
        logger.exception("The database was busy: %s", name)
        return [_failed(name, _("数据库正忙，这份文件没有收。请过一会儿再传一次。"))]
    except Exception:
        logger.exception("Could not take in %s", name)
    return [_failed(name, _("程序没能处理这份文件。请把它交给管理员看一看，其余文件不受影响。"))]


def _known(data: bytes, name: str) -> list[Outcome]:
    """An outcome for each stored report of exactly these bytes."""
    stored = Report.objects.filter(source__sha256=hashlib.sha256(data).hexdigest()).order_by("part").only("id", "part", "title", "state")
    return [_unchanged(name, report.part, report, _("这份文件库里已有，不再收。")) for report in stored]


def _store(found: Analysis, data: bytes, name: str, taking: Taking) -> Outcome:
    if same := twin(found):
        return _unchanged(name, found.part, same, _("与库里的一字不差，不再收。"))
    earlier = earlier_version(found) if taking.links_versions else None
    source = services.source_store(PurePath(name).name or name, data, format=found.format, encoding=found.encoding, user=taking.user)
    report = services.report_store(found, source=source, state=taking.state)
    if earlier:
        services.report_link(earlier.report, report)
        index_after_commit([earlier.report])
    index_after_commit([report])
    questions = _doubts(found)
    return Outcome(
        name, Status.NEW_VERSION if earlier else Status.ADDED, _say(found, questions, earlier), part=found.part, report_id=report.pk,
        title=report.title, older_id=earlier.report.pk if earlier else None, doubts=questions,
    )


def _doubts(found: Analysis) -> tuple[str, ...]:
    return doubts(
        kind=found.masthead.kind, date=found.masthead.date or "", hosts=[(place.name, place.code) for place in found.places.hosts],
        unsure=sum(passage.score < UNSURE_BELOW for passage in found.passages), damage=found.clean.damage,
    )


def _say(found: Analysis, questions: tuple[str, ...], earlier) -> str:
    """A sentence or two: what it is, how much was read, what is doubtful."""
    count = len(found.passages)
    said = [ngettext("%(count)s 段", "%(count)s 段", count) % {"count": count}, *(questions or [_("没有疑问")])]
    lines = ["，".join(said) + "。"]
    if earlier:
        change = {"title": earlier.report.title, "added": earlier.added, "dropped": earlier.dropped}
        lines.insert(0, _("与库里《%(title)s》是同一份报告，多出 %(added)s 段，少了 %(dropped)s 段。") % change)
    return "".join(lines)


def _unchanged(name: str, part: int, report: Report, message: str) -> Outcome:
    return Outcome(name, Status.UNCHANGED, message, part=part, report_id=report.pk, title=report.title)


def _failed(name: str, reason: str) -> Outcome:
    return Outcome(name, Status.FAILED, reason if reason.endswith("。") else f"{reason}。")
