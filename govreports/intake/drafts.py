"""Reports that wait to be looked at, newest first."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.reports.models import Report, State, Visit
from govreports.reports.selectors.report import UNSURE_BELOW

from .doubts import doubts


@dataclass(frozen=True, slots=True)
class DraftRow:
    title: str
    url: str
    file: str
    sender: str  # empty when a command took it in
    sent_at: datetime
    doubts: tuple[str, ...]


def drafts() -> QuerySet[Report]:
    return (
        Report.objects.filter(state=State.DRAFT)
        .annotate(unsure=Count("passages", filter=unsure_passages("passages__")))
        .select_related("source__uploaded_by")
        .prefetch_related("visits__place", Prefetch("older", Report.objects.only("id", "title", "newer")))
        .defer("text", "original", "fixes").order_by("-created_at", "-id")
    )


def unsure_passages(prefix: str = "") -> Q:
    """Passages whose role the program was not sure of, and nobody has settled."""
    return Q(**{f"{prefix}role_score__lt": UNSURE_BELOW, f"{prefix}corrected": False})


def draft_rows(reports: Iterable[Report]) -> list[DraftRow]:
    """For a page of ``drafts``; four queries however many."""
    return [
        DraftRow(
            title=report.title, url=reverse("review", args=[report.pk]), file=report.source.name,
            sender=report.source.uploaded_by.get_username() if report.source.uploaded_by else "", sent_at=report.created_at,
            doubts=(*_versions(report), *_doubts(report)),
        )
        for report in reports
    ]


def _doubts(report: Report) -> tuple[str, ...]:
    return doubts(kind=report.kind, date=report.date, hosts=report_hosts(report), unsure=report.unsure, damage=report.damage)


def _versions(report: Report) -> list[str]:
    said = [_("是《%(title)s》新的一版") % {"title": older.title} for older in report.older.all()]
    return [*said, _("已传过更新的一版")] if report.newer_id else said


def report_hosts(report: Report) -> list[tuple[str, str | None]]:
    """(name, code) of the hosts, from visits already fetched."""
    return [(visit.name, visit.place and visit.place.code) for visit in report.visits.all() if visit.side == Visit.Side.HOST]
