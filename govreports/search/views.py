"""The search page, and suggestions for its box."""
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from govreports.search import engine
from govreports.search.engine import SearchUnavailable
from govreports.search.kept.recent import remember
from govreports.search.page import search_view

View = Callable[..., HttpResponseBase]


def needs_index(view: View) -> View:
    """A page that says so where the index cannot be read."""
    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except SearchUnavailable:
            return render(request, "search/unavailable.html", {"again": request.get_full_path()}, status=503)
    return shown


@require_safe
@needs_index
def search(request: HttpRequest) -> HttpResponse:
    view = search_view(request.GET)
    return remember(request, render(request, "search/search.html", {"view": view}), view.query)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What the line may become, for the script of the search boxes; nothing where the index cannot be asked."""
    kinds = {"city": _("城市"), "theme": _("主题"), "word": _("词"), "title": _("报告")}
    try:
        found = engine.suggest(request.GET.get("q", ""))
    except SearchUnavailable:
        found = []
    rows = [{"line": line, "text": one.text, "kind": kinds[one.kind], "count": one.count} for line, one in found]
    response = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
