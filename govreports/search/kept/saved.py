"""Saved searches of a user or a browser: find, save, rename, delete, look at what is new."""
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from govreports.search.engine import SearchQuery

from .models import SavedSearch
from .news import Holdings, holdings, new_reports, newcomers

COOKIE = SALT = "saved_searches"
MAX_AGE = 400 * 24 * 3600  # seconds; browsers keep no cookie longer. A session ends in two weeks, too early for what one comes back to
MOST = 30  # of one owner; each is a question to the index on the page that lists them
LONGEST_NAME = 80


class TooMany(Exception):
    """There are ``MOST`` already."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A user who signed in, else a browser; neither for a browser that has saved nothing yet."""

    user: int | None = None
    browser: str = ""

    @property
    def searches(self) -> QuerySet[SavedSearch]:
        if self.user is None and not self.browser:
            return SavedSearch.objects.none()
        return SavedSearch.objects.filter(owner=self.user, browser=self.browser)


def owner_of(request: HttpRequest, *, is_new: bool = False) -> Owner:
    """``is_new`` gives a browser without a key one, which ``keep_owner`` must then set."""
    if request.user.is_authenticated:
        return Owner(user=request.user.pk)
    try:
        return Owner(browser=signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except signing.BadSignature:
        return Owner(browser=get_random_string(32) if is_new else "")


def keep_owner(response: HttpResponse, owner: Owner) -> HttpResponse:
    """Let the browser keep its key from now on for ``MAX_AGE``."""
    if owner.browser:
        response.set_cookie(
            COOKIE, signing.dumps(owner.browser, salt=SALT), max_age=MAX_AGE, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def may_have_saved(request: HttpRequest) -> bool:
    """Without a query."""
    return COOKIE in request.COOKIES or request.user.is_authenticated


def saved_store(owner: Owner, name: str, asked: str) -> SavedSearch:
    """Saved as looked at just now; the same search once more only gets the new name. Raises ``TooMany``, ``SearchUnavailable``."""
    if same := owner.searches.filter(query=asked).first():
        same.name = name[:LONGEST_NAME]
        same.save(update_fields=["name"])
        return same
    if owner.searches.count() >= MOST:
        raise TooMany
    return SavedSearch.objects.create(
        owner_id=owner.user, browser=owner.browser, name=name[:LONGEST_NAME], query=asked, known=holdings().data, seen_at=timezone.now(),
    )


@dataclass(frozen=True, slots=True)
class News:
    reports: tuple[int, ...]  # numbers, in the order of the search
    is_fresh: bool  # found just now, else at the last look that found something


def saved_news(searches: dict[SavedSearch, SearchQuery]) -> dict[SavedSearch, int]:
    """How many reports are new to each; one query, and a question to the index for each that may have some.

    Raises ``SearchUnavailable``.
    """
    known = {saved: Holdings.stored(saved.known) for saved in searches}
    among = newcomers(known.values()) if known else []
    return {saved: len(new_reports(query, known[saved], among)) for saved, query in searches.items()}


def saved_look(saved: SavedSearch, query: SearchQuery) -> News:
    """Which reports are new, and note that they were looked at. Looking again shows the same until there are newer ones.

    Raises ``SearchUnavailable``, and then nothing is noted.
    """
    now, known = holdings(), Holdings.stored(saved.known)
    fresh = new_reports(query, known, newcomers([known]))
    if fresh:
        saved.known_before = saved.known
    saved.known, saved.seen_at = now.data, timezone.now()
    saved.save(update_fields=["known", "known_before", "seen_at"])
    if fresh or saved.known_before is None:
        return News(fresh, is_fresh=True)
    before = Holdings.stored(saved.known_before)
    return News(new_reports(query, before, newcomers([before])), is_fresh=False)
