"""To be written."""
from django.http import Http404, HttpRequest, HttpResponse


def themes(request: HttpRequest) -> HttpResponse:
    raise Http404


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404
