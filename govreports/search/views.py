"""The search page and what hangs on it."""
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from govreports.reports.errors import BadParameter
from govreports.reports.models import Theme
from govreports.search import engine, export, grid, remembered
from govreports.search.engine import SearchUnavailable
from govreports.search.page import search_view
from govreports.search.parameters import read_query
from govreports.search.sheets import FORMATS, sheet_response

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
    recent = remembered.recent(request) if view.query.is_blank else []
    response = render(request, "search/search.html", {"view": view, "recent": recent, "kept": remembered.normal(request.GET)})
    remembered.remember(request, response)
    return response


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


@require_safe
@needs_index
def search_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the search page finds with the same parameters, as a table."""
    _check_kind(kind)
    query = read_query(request.GET, list(Theme.objects.all()))
    found = export.rows(query, request.build_absolute_uri)
    return sheet_response(kind, export.file_name(query), export.header(), found, export.WIDTHS)


@require_safe
@needs_index
def search_grid(request: HttpRequest) -> HttpResponse:
    return render(request, "search/grid.html", {"grid": grid.grid_view(request.GET)})


@require_safe
@needs_index
def grid_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    _check_kind(kind)
    header, rows = grid.table(grid.grid_view(request.GET))
    return sheet_response(kind, f"grid_{timezone.localtime():%Y%m%d}", header, rows, (24,))


@require_http_methods(["GET", "HEAD", "POST"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        context = {"items": remembered.saved_items(request), "recent": remembered.recent(request), "most": remembered.MOST_SAVED}
        return render(request, "search/saved.html", context)
    response = redirect(reverse("saved_searches"))
    if request.POST.get("forget"):
        remembered.forget(response)
    elif not remembered.save(request, response, request.POST.get("name", ""), request.POST.get("query", "")):
        return render(request, "search/saved.html", {"items": remembered.saved_items(request), "is_full": True,
                                                     "most": remembered.MOST_SAVED}, status=409)
    return response


@require_safe
def saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the search; with ``new`` to what was taken in since it was last looked at. From now on it is looked at."""
    one = get_object_or_404(remembered.saved(request), pk=pk)
    since = f"&since={int(one.seen_at.timestamp())}&sort=newest" if request.GET.get("new") else ""
    one.seen_at = timezone.now()
    one.save(update_fields=["seen_at"])
    return redirect(f"{reverse('search')}?{one.query}{since}")


@require_POST
def saved_search_change(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(remembered.saved(request), pk=pk)
    if request.POST.get("delete"):
        one.delete()
    elif name := request.POST.get("name", "").strip()[:80]:
        one.name = name
        one.save(update_fields=["name"])
    return redirect(reverse("saved_searches"))


def _check_kind(kind: str) -> None:
    if kind not in FORMATS:
        raise BadParameter("format", kind, FORMATS)
