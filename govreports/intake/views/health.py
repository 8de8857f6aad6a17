"""``/healthz``: one line of JSON for monitors, without signing in."""
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from govreports.intake import health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    parts = health.check()
    return JsonResponse(parts, status=200 if set(parts.values()) == {health.OK} else 503)
