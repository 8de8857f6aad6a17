"""Searches to come back to: the last ones of this browser, and those saved under a name.

The last ones lie in a signed cookie and nowhere else; they can be cleared. Saved ones lie in the database, under
the account of who is signed in, else under a random key that the browser keeps. Nothing says who a reader is.
"""
import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from govreports.reports.errors import BadParameter
from govreports.reports.models import Theme
from govreports.search import engine
from govreports.search.models import SavedSearch
from govreports.search.parameters import read_query

RECENT, BROWSER = "recent-searches", "browser"
MOST_RECENT, MOST_SAVED = 10, 30
YEAR = 365 * 24 * 3600
LONGEST, LONGEST_COOKIE = 1000, 3000
NOT_KEPT = ("page", "since")


@dataclass(frozen=True, slots=True)
class Remembered:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SavedItem:
    id: int
    name: str
    url: str
    seen_at: datetime
    new_reports: int | None  # taken in since; None where the index cannot be asked
    new_url: str  # these only, the newest first


def normal(asked: QueryDict) -> str:
    """The query string that is remembered: without page and the like."""
    kept = asked.copy()
    for name in NOT_KEPT:
        kept.pop(name, None)
    return kept.urlencode()[:LONGEST]


def recent(request: HttpRequest) -> list[Remembered]:
    return [Remembered(QueryDict(query).get("q", ""), f"{reverse('search')}?{query}") for query in _recent(request)]


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Put the search of this page in front of the last ones, when it is a new one."""
    if not request.GET.get("q", "").strip() or "page" in request.GET:
        return
    query = normal(request.GET)
    kept = [query, *(other for other in _recent(request) if QueryDict(other).get("q") != request.GET["q"])][:MOST_RECENT]
    while kept and len(json.dumps(kept)) > LONGEST_COOKIE:
        kept.pop()
    response.set_signed_cookie(RECENT, json.dumps(kept), max_age=YEAR, httponly=True, samesite="Lax")


def forget(response: HttpResponse) -> None:
    response.delete_cookie(RECENT)


def _recent(request: HttpRequest) -> list[str]:
    try:
        found = json.loads(request.get_signed_cookie(RECENT, default="[]"))
    except ValueError:
        return []
    return [query for query in found if isinstance(query, str)] if isinstance(found, list) else []


def saved(request: HttpRequest) -> QuerySet[SavedSearch]:
    if request.user.is_authenticated:
        return SavedSearch.objects.filter(owner=request.user)
    key = request.COOKIES.get(BROWSER, "")
    return SavedSearch.objects.filter(owner=None, browser=key) if key else SavedSearch.objects.none()


def save(request: HttpRequest, response: HttpResponse, name: str, query: str) -> bool:
    """Keep the search; false when there are too many already. Saving the same again renames it."""
    asked = QueryDict(query)
    query = normal(asked)
    found = saved(request)
    if not found.filter(query=query).exists() and found.count() >= MOST_SAVED:
        return False
    key = request.COOKIES.get(BROWSER) or secrets.token_hex(16)
    whose = {"owner": request.user} if request.user.is_authenticated else {"owner": None, "browser": key}
    label = name.strip()[:80] or asked.get("q", "")[:80] or _("未命名")
    SavedSearch.objects.update_or_create(**whose, query=query, defaults={"name": label, "seen_at": timezone.now()})
    if not request.user.is_authenticated:
        response.set_cookie(BROWSER, key, max_age=YEAR, httponly=True, samesite="Lax")
    return True


def saved_items(request: HttpRequest) -> list[SavedItem]:
    """Two database queries, and one question to the engine for each."""
    themes = list(Theme.objects.all())
    return [_item(one, themes) for one in saved(request)[:MOST_SAVED]]


def _item(one: SavedSearch, themes: list[Theme]) -> SavedItem:
    since = int(one.seen_at.timestamp())
    asked = QueryDict(f"{one.query}&since={since}")
    try:
        new = engine.counts(read_query(asked, themes)).total_reports
    except (BadParameter, engine.SearchUnavailable):  # a theme that was merged away since
        new = None
    url = reverse("saved_search", args=[one.pk])
    return SavedItem(one.pk, one.name, f"{reverse('search')}?{one.query}", one.seen_at, new, f"{url}?new=1")
