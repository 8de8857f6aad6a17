"""``/search/saved/``: the searches somebody saved; and forgetting the recent ones."""
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from govreports.reports.errors import BadParameter, NotHere
from govreports.reports.models import Theme
from govreports.reports.selectors.rows import published, report_rows
from govreports.search.asked import query_string, read_again, say_query, search_url, theme_names
from govreports.search.engine import SearchQuery, SearchUnavailable
from govreports.search.export.views import unavailable

from .models import SavedSearch
from .recent import forget
from .saved import MOST, TooMany, keep_owner, owner_of, saved_look, saved_news, saved_store

MOST_SHOWN = 50  # new reports on one page; the rest are in the results


@dataclass(frozen=True, slots=True)
class Line:
    saved: SavedSearch
    said: str  # what is asked; empty where it can no longer be asked
    url: str  # of all results
    news: int | None  # reports; none where the index could not be asked


@never_cache
@require_http_methods(["GET", "POST"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """GET lists, POST saves. Raises ``BadParameter`` for a search nobody can ask."""
    if request.method == "POST":
        return _save(request)
    owner, themes = owner_of(request), list(Theme.objects.all())
    readable = _readable(list(owner.searches), themes)
    try:
        news, is_asked = saved_news({saved: query for saved, query in readable.items() if query}), True
    except SearchUnavailable:
        news, is_asked = {}, False
    names = theme_names(themes)
    lines = [
        Line(saved, say_query(query, names), search_url(query), news.get(saved)) if query else Line(saved, "", "", None)
        for saved, query in readable.items()
    ]
    return keep_owner(render(request, "search/saved.html", {"lines": lines, "is_asked": is_asked}), owner)


@never_cache
@require_http_methods(["GET", "POST"])
def saved_search(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what is new and notes that it was looked at, POST renames or deletes. Raises ``NotHere`` for one of somebody else."""
    saved = owner_of(request).searches.filter(pk=pk).first()
    if saved is None:
        raise NotHere(_("没有这个存下的检索"), _("可能已删去，也可能存在别的浏览器或别的帐号里。"))
    return _change(request, saved) if request.method == "POST" else _look(request, saved)


@require_POST
def forget_recent(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    response = redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else "search")
    forget(response)
    return response


def _look(request: HttpRequest, saved: SavedSearch) -> HttpResponse:
    themes = list(Theme.objects.all())
    try:
        query = read_again(saved.query, themes)
        news = saved_look(saved, query)
    except SearchUnavailable:
        return unavailable(request)
    rows = report_rows(published().filter(pk__in=news.reports).order_by("-created_at", "-pk")[:MOST_SHOWN])
    return render(request, "search/saved_search.html", {
        "saved": saved, "said": say_query(query, theme_names(themes)), "url": search_url(query), "news": news,
        "reports": [(row, search_url(replace(query, report=row.id))) for row in rows], "rest": len(news.reports) - len(rows),
    })


def _save(request: HttpRequest) -> HttpResponse:
    themes = list(Theme.objects.all())
    owner = owner_of(request, is_new=True)
    try:
        query = read_again(request.POST.get("query", ""), themes)
        if query.is_blank:
            raise BadParameter("query", "", [("q=物业", _("要存的检索")), ("role=action", _("只用条件"))])
        asked, said = query_string(query), say_query(query, theme_names(themes))
        saved = saved_store(owner, request.POST.get("name", "").replace("\x00", "").strip() or said, asked)
    except SearchUnavailable:
        return unavailable(request)
    except TooMany:
        messages.error(request, _("已经存了 %(most)d 个检索，先删去几个再存。") % {"most": MOST})
        return redirect("saved_searches")
    link = format_html('<a href="{}">{}</a>', reverse("saved_searches"), _("存下的检索"))
    messages.success(request, format_html("{} {}", _("存下了“%(name)s”。") % {"name": saved.name}, link))
    return keep_owner(redirect(search_url(query)), owner)


def _change(request: HttpRequest, saved: SavedSearch) -> HttpResponse:
    action, name = request.POST.get("action", ""), request.POST.get("name", "").replace("\x00", "").strip()
    if action == "delete":
        saved.delete()
        messages.success(request, _("删去了“%(name)s”。") % {"name": saved.name})
    elif action == "rename":
        if name:
            saved.name = name[:SavedSearch._meta.get_field("name").max_length]
            saved.save(update_fields=["name"])
        else:
            messages.error(request, _("名称没有写，没有改。"))
    else:
        raise BadParameter("action", action, [("rename", _("改名")), ("delete", _("删去"))])
    return redirect("saved_searches")


def _readable(searches: list[SavedSearch], themes: list[Theme]) -> dict[SavedSearch, SearchQuery | None]:
    """None for a search whose theme or city is no longer known."""
    found: dict[SavedSearch, SearchQuery | None] = {}
    for saved in searches:
        try:
            found[saved] = read_again(saved.query, themes)
        except (BadParameter, SearchUnavailable):
            found[saved] = None
    return found
