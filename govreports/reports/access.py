"""Who may come in. With ``SIGN_IN_REQUIRED`` the whole site asks readers to sign in first."""
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

OPEN_PAGES = {"healthz", "set_language"}  # the sign-in page opens itself; static files never come this far


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends a stranger to the sign-in page and back afterwards; does nothing on an open site."""

    def process_view(self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict) -> HttpResponse | None:
        if not settings.SIGN_IN_REQUIRED or request.resolver_match.url_name in OPEN_PAGES:
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
