"""``/upload/``: send files, see what became of each, publish what is right."""
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from govreports.intake import library
from govreports.intake.drafts import draft_rows, drafts
from govreports.intake.sent import sent_rows, take_in_uploads
from govreports.reports.models import Report
from govreports.reports.numbers import read_number
from govreports.reports.paging import page_of, pager

from .access import staff_only

DRAFTS = 20  # a page
IN_SESSION = "sent"


@csrf_exempt  # the token is checked in _answer: reading it parses the files, and too many of them deserve an answer
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def upload(request: HttpRequest) -> HttpResponse:
    try:
        request.FILES  # noqa: B018  parses the request
    except TooManyFilesSent:
        return _page(request, fault=_too_many())
    return _answer(request)


@csrf_protect
def _answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    if "publish" in request.POST:
        return _publish(request)
    files = request.FILES.getlist("files")
    if not files:
        return _page(request, fault=_("还没有选文件。请点“选文件”，可以一次选多个。"))
    if len(files) > settings.DATA_UPLOAD_MAX_NUMBER_FILES:
        return _page(request, fault=_too_many())
    outcomes = take_in_uploads(files, user=request.user)
    request.session[IN_SESSION] = [outcome.as_dict() for outcome in outcomes]
    return redirect("upload")


def _publish(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("reports.change_report"):
        raise PermissionDenied
    report = get_object_or_404(Report, pk=read_number(request.POST["publish"]))
    library.publish(report)
    messages.success(request, _("已收入《%(title)s》，现在大家都能看到、检索到。") % {"title": report.title})
    return redirect("upload")


def _page(request: HttpRequest, fault: str = "") -> HttpResponse:
    page = page_of(drafts(), request.GET, DRAFTS)
    context = {
        "fault": fault, "sent": sent_rows(request.session.get(IN_SESSION, [])), "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "drafts": draft_rows(page.object_list), "pager": pager(page, request.GET), "largest_mb": settings.MAX_UPLOAD_MB,
    }
    return render(request, "intake/upload.html", context, status=400 if fault else 200)


def _too_many() -> str:
    count = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return _("一次最多传 %(count)d 个文件，这次一个也没有收。请分几次传，或压成一个 zip。") % {"count": count}
