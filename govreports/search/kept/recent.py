"""The last searches of this browser. They live in a signed cookie and nowhere else: the database learns nothing of who asks what.

The cookie notes whose they are, so that of two colleagues who sign in at one machine neither sees what the other looked for.
"""
from dataclasses import replace

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from govreports.search.asked import query_string
from govreports.search.engine import SearchQuery

COOKIE = SALT = "recent_searches"
MOST = 10
MAX_AGE = 30 * 24 * 3600  # seconds
MOST_BYTES = 3_500  # browsers take 4,096 with the name; ten searches of some words need about 700


def recent(request: HttpRequest) -> list[str]:
    """Query strings, the latest first. A cookie that is not ours, is too old or of somebody else counts as none."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return []
    return kept["asked"] if kept["who"] == _who(request) else []


def remember(request: HttpRequest, response: HttpResponse, query: SearchQuery) -> HttpResponse:
    """The response, which now sets the cookie.

    A search that was narrowed takes the place of the one before. Turning pages, sorting, going from a passage to others are no new search.
    """
    is_further = query.page > 1 or any((query.report, query.copies, query.like, query.since))
    if request.method != "GET" or query.is_blank or is_further:
        return response
    asked = query_string(replace(query, sort="relevance"))
    before = [one for one in recent(request) if one != asked]
    if before and query.q and _words(before[0]) == _words(asked):
        before = before[1:]
    _set(request, response, [asked, *before][:MOST])
    return response


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def _set(request: HttpRequest, response: HttpResponse, asked: list[str]) -> None:
    while len(value := signing.dumps({"who": _who(request), "asked": asked}, salt=SALT, compress=True)) > MOST_BYTES:
        asked = asked[:-1]
    response.set_cookie(COOKIE, value, max_age=MAX_AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


def _who(request: HttpRequest) -> int:
    return request.user.pk or 0


def _words(asked: str) -> str:
    """The words of a search come first in its query string."""
    return asked.partition("&")[0]
