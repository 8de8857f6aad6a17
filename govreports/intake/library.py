"""Change what is stored, then bring the index after it once the change is certain.

The upload pages, the admin and the commands come through here; ``reports.services`` writes, ``search.engine`` indexes.
"""
from collections.abc import Iterable

from django.db import transaction

from govreports.reports import services
from govreports.reports.models import Report
from govreports.search import engine


@transaction.atomic
def publish(report: Report) -> None:
    index_after_commit([*services.report_publish(report), report])


@transaction.atomic
def withdraw(report: Report) -> None:
    index_after_commit([report, *services.report_withdraw(report)])


@transaction.atomic
def correct(report: Report, corrections: services.Corrections) -> None:
    """Raises ``CorrectionError``; then nothing has changed."""
    services.report_correct(report, corrections)
    index_after_commit([report])


@transaction.atomic
def discard(report: Report) -> None:
    """Delete the report and, when nothing else came from it, its file. The index hears of it by the deletion itself."""
    index_after_commit(services.report_delete(report))


def index_after_commit(reports: Iterable[Report]) -> None:
    """Bring the index in line with these reports: it holds the published ones and no others. Call it where they are changed."""
    engine.follow(report.pk for report in reports)
