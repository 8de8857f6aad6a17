"""``/search/grid/``: terms against cities, as a page and as a file."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from govreports.reports.models import Theme
from govreports.search.engine import SearchUnavailable
from govreports.search.export.views import check_format, file_response, unavailable

from .page import grid_view
from .sheet import grid_file_words, grid_sheet
from .wording import any_city, left_out


@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """Raises ``BadParameter``."""
    try:
        view = grid_view(request.GET, list(Theme.objects.all()))
    except SearchUnavailable:
        return unavailable(request)
    return render(request, "search/grid.html", {"view": view, "any_city": any_city(view), "left_out": left_out(view)})


@require_safe
def grid_file(request: HttpRequest, extension: str) -> HttpResponse:
    """Raises ``BadParameter``, ``NotHere`` for another format."""
    check_format(extension)
    themes = list(Theme.objects.all())
    try:
        view = grid_view(request.GET, themes)
    except SearchUnavailable:
        return unavailable(request)
    return file_response(grid_sheet(view, themes, request.build_absolute_uri), grid_file_words(view, themes), extension)
