"""The life of a report: draft, published, superseded by a newer version, deleted."""
from django.db import transaction

from govreports.reports.models import Report, State

from .sources import source_delete


@transaction.atomic
def report_publish(report: Report) -> list[Report]:
    """Show the report to readers. Returns the published reports it takes the place of, now superseded."""
    _move(report, State.PUBLISHED)
    older = list(report.older.filter(state=State.PUBLISHED))
    for one in older:
        _move(one, State.SUPERSEDED)
    return older


@transaction.atomic
def report_withdraw(report: Report) -> list[Report]:
    """Make it a draft again. Returns the reports it had superseded, which readers see again."""
    _move(report, State.DRAFT)
    return _bring_back(report)


@transaction.atomic
def report_link(old: Report, new: Report) -> None:
    """Note that ``new`` is a later version of ``old``; once it is published, ``old`` steps back."""
    old.newer = new
    old.save(update_fields=["newer", "updated_at"])
    if new.state == State.PUBLISHED and old.state == State.PUBLISHED:
        _move(old, State.SUPERSEDED)


@transaction.atomic
def report_delete(report: Report) -> list[Report]:
    """Delete it, and its source when no other report comes from it. Returns the reports readers see again."""
    back = _bring_back(report)
    source = report.source
    report.delete()
    if not source.reports.exists():
        source_delete(source)
    return back


def _bring_back(report: Report) -> list[Report]:
    older = list(report.older.filter(state=State.SUPERSEDED))
    for one in older:
        _move(one, State.PUBLISHED)
    return older


def _move(report: Report, state: State) -> None:
    report.state = state
    report.save(update_fields=["state", "updated_at"])
