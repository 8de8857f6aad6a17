"""``/upload/<id>/``: look at what was understood of one report, correct it, publish or discard it."""
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from govreports.intake import library
from govreports.intake.forms import FactsForm, corrections
from govreports.intake.review import review as review_page
from govreports.reports.errors import BadParameter
from govreports.reports.models import Report, State
from govreports.reports.numbers import read_number
from govreports.reports.selectors.report import report_get
from govreports.reports.services import CorrectionError

from .access import staff_only

ACTIONS = ("save", "next", "publish", "withdraw", "discard")


@require_http_methods(["GET", "HEAD", "POST"])
@partial(staff_only, permission="reports.change_report")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    report = report_get(pk, for_staff=True)
    if request.method != "POST":
        return _page(request, report, FactsForm(report))
    action = request.POST.get("action", "save")
    if action not in ACTIONS:
        raise BadParameter("action", action, ACTIONS)
    if action == "discard":
        return _discard(request, report)
    return _save(request, report, action)


def _save(request: HttpRequest, report: Report, action: str) -> HttpResponse:
    form = FactsForm(report, request.POST)
    if not form.is_valid():
        return _page(request, report, form)
    try:
        library.correct(report, corrections(form.cleaned_data, request.POST))
    except CorrectionError as error:
        _add_faults(form, error)
        return _page(request, report, form)
    return _go_on(request, report, action)


def _go_on(request: HttpRequest, report: Report, action: str) -> HttpResponse:
    if action == "publish" and report.state != State.PUBLISHED:
        library.publish(report)
        said = _("已收入《%(title)s》，现在大家都能看到、检索到。") % {"title": report.title}
        messages.success(request, format_html('{} <a href="{}">{}</a>', said, report.get_absolute_url(), _("看报告页")))
        return redirect("upload")
    if action == "withdraw" and report.state != State.DRAFT:
        library.withdraw(report)
        messages.success(request, _("已撤回《%(title)s》，只有工作人员看得到。") % {"title": report.title})
    else:
        messages.success(request, _("已存下。"))
    page = (read_number(request.GET.get("page", "")) or 1) + (action == "next")
    return redirect(f"{request.path}?page={page}" if page > 1 else request.path)


def _discard(request: HttpRequest, report: Report) -> HttpResponse:
    if not request.user.has_perm("reports.delete_report"):
        raise PermissionDenied
    title = report.title
    library.discard(report)
    messages.success(request, _("已删去《%(title)s》。") % {"title": title})
    return redirect("upload")


def _add_faults(form: FactsForm, error: CorrectionError) -> None:
    for name, faults in error.message_dict.items():
        for fault in faults:
            form.add_error(name if name in form.fields else None, fault)


def _page(request: HttpRequest, report: Report, form: FactsForm) -> HttpResponse:
    posted = request.POST if form.is_bound else None
    context = {
        "report": report, "form": form, "review": review_page(report, request.GET, posted), "is_draft": report.state == State.DRAFT,
        "may_discard": request.user.has_perm("reports.delete_report"), "older": report.older.only("id", "title").first(),
    }
    return render(request, "intake/review.html", context)
