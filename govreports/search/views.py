"""The search page."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreports.search.engine import SearchUnavailable
from govreports.search.kept.recent import remember
from govreports.search.page import search_view


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    try:
        view = search_view(request.GET)
    except SearchUnavailable:
        return render(request, "search/unavailable.html", {"again": request.get_full_path()}, status=503)
    return remember(request, render(request, "search/search.html", {"view": view}), view.query)
