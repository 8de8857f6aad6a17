"""One report: to be read, taken apart, or laid beside its source; and the source itself."""
from dataclasses import replace

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from govreports.reports.errors import BadParameter, NotHere
from govreports.reports.models import Passage, Report
from govreports.reports.selectors.report import Show, report_get, report_head, report_passages
from govreports.reports.selectors.report_breakdown import Breakdown, report_breakdown
from govreports.reports.selectors.report_facts import FactGroup, report_facts
from govreports.reports.selectors.report_find import FoundInside, find_inside, words_of
from govreports.reports.selectors.report_source import SourceView, report_source
from govreports.reports.selectors.report_text import ReportText, report_text

SCRIPTS = ("simplified", "original")


def report(request: HttpRequest, pk: int) -> HttpResponse:
    views = {"text": _text, "breakdown": _breakdown, "source": _source}
    found = report_get(pk, for_staff=request.user.is_staff)
    view, script = request.GET.get("view") or "text", request.GET.get("script") or "simplified"
    if view not in views:
        raise BadParameter("view", view, views)
    if script not in SCRIPTS:
        raise BadParameter("script", script, SCRIPTS)
    passages = report_passages(found)
    head = report_head(found, passages)
    show = Show(as_written=script == "original", has_places=len(head.hosts) > 1, for_staff=request.user.is_staff)
    context = {"report": head, "view": view, "show": show}
    return render(request, f"reports/report_{view}.html", context | views[view](request, found, passages, show))


def _text(request: HttpRequest, found: Report, passages: list[Passage], show: Show) -> dict[str, ReportText | FoundInside | None]:
    body, words = report_text(found, passages, show), words_of(request.GET)
    body, inside = find_inside(body, passages, words, request.GET) if words else (body, None)
    return {"body": body, "inside": inside}


def _breakdown(request: HttpRequest, found: Report, passages: list[Passage], show: Show) -> dict[str, Breakdown | tuple[FactGroup, ...]]:
    away = replace(show, page=found.get_absolute_url())
    return {"breakdown": report_breakdown(found, passages, show), "facts": report_facts(found, passages, away)}


def _source(request: HttpRequest, found: Report, passages: list[Passage], show: Show) -> dict[str, SourceView]:
    return {"source": report_source(found, request.GET)}


def source_file(request: HttpRequest, pk: int) -> FileResponse:
    """The upload byte for byte, always to be saved, never shown: it may be any page of any site."""
    source = report_get(pk, for_staff=request.user.is_staff).source
    try:
        content = source.content.open("rb")
    except OSError:
        raise NotHere(_("原件文件不在了"), _("“%(name)s”没有留在服务器上，请告诉管理员。") % {"name": source.name}) from None
    response = FileResponse(content, as_attachment=True, filename=source.name, content_type="application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
