"""To be written."""
from django.http import Http404, HttpRequest, HttpResponse


def cities(request: HttpRequest) -> HttpResponse:
    raise Http404


def city(request: HttpRequest, code: str) -> HttpResponse:
    raise Http404
