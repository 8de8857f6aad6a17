"""Pages for what went wrong: what happened, why, what to do next."""
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template

from govreports.reports.errors import BadParameter, NotHere


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    fault = exception if isinstance(exception, BadParameter) else None
    return render(request, "400.html", {"fault": fault, "path": request.path}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"missing": exception if isinstance(exception, NotHere) else None}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without request, session or database: any of them may be what failed."""
    return HttpResponseServerError(get_template("500.html").render())
