"""Who may upload and review: staff. Others are asked to sign in, or told that they may not."""
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def staff_only(view: Callable, *, permission: str = "") -> Callable:
    """A stranger goes to the sign-in page and back; a reader without the right gets the 403 page."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff or (permission and not request.user.has_perm(permission)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked
