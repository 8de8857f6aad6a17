"""Who is compared: reports or cities, each with a name short enough for the head of a column."""
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import division
from govreports.reports.errors import NotHere
from govreports.reports.models import Report, Visit
from govreports.reports.selectors.about import reports_to
from govreports.reports.selectors.gathering import report_name, visit_names
from govreports.reports.selectors.rows import published

from .selection import REPORTS, Selection


@dataclass(frozen=True, slots=True)
class Subject:
    """A report or a city that is compared."""

    key: str
    name: str  # short, told apart from its neighbours
    title: str  # full title of a report, full name of a place
    url: str
    origin: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    date: str = ""
    reports: int = 0  # of a city: how many went there


def read_subjects(selection: Selection) -> list[Subject]:
    """In the order asked. Two queries for reports, one for each city. Raises ``NotHere`` for a report that is not in the library."""
    if selection.kind == REPORTS:
        found = {str(report.pk): report for report in published().filter(pk__in=map(int, selection.keys)).prefetch_related("visits")}
        for key in selection.keys:
            if str(int(key)) not in found:
                reason = _("可能已撤回，也可能网址抄漏了数字。去掉它，其余的还能比。")
                raise NotHere(_("编号 %(key)s 的报告不在库里") % {"key": key}, reason)
        reports = list(dict.fromkeys(found[str(int(key))] for key in selection.keys))
        return [_report(report, name) for report, name in zip(reports, _told_apart(reports), strict=True)]
    places = [division(code) for code in selection.keys]
    names = [place.name for place in places]
    return [_city(place.code, place.full_name if names.count(place.name) > 1 else place.name) for place in places]


def _report(report: Report, name: str) -> Subject:
    return Subject(
        key=str(report.pk), name=name, title=report.title, url=report.get_absolute_url(),
        origin=visit_names(report, Visit.Side.ORIGIN), hosts=visit_names(report, Visit.Side.HOST), date=report.date or report.visit_start,
    )


def _city(code: str, name: str) -> Subject:
    found = division(code)
    return Subject(key=code, name=name, title=found.full_name, url=reverse("city", args=[code]), reports=reports_to(code).count())


def _told_apart(reports: list[Report]) -> list[str]:
    """Names of reports; of the same origin with the month, of the same month with a number."""
    plain = [report_name(report) for report in reports]
    dated = [_dated(report, name) if plain.count(name) > 1 else name for report, name in zip(reports, plain, strict=True)]
    seen: Counter[str] = Counter()
    names = []
    for name in dated:
        seen[name] += 1
        names.append(f"{name}（{seen[name]}）" if dated.count(name) > 1 else name)
    return names


def _dated(report: Report, name: str) -> str:
    return f"{name} {(report.date or report.visit_start)[:7]}".rstrip()
