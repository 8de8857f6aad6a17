"""All reports."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from govreports.reports.selectors.report_list import report_list


def reports(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/report_list.html", {"list": report_list(request.GET)})
