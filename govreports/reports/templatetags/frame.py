"""The head of every page: the places of the site, with the current one marked."""
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Where a link leads, what it is called, which pages count as being there.
PLACES = (
    ("reports", _("报告"), {"reports", "report"}),
    ("search", _("检索"), {"search", "search_grid", "saved_searches", "saved_search"}),
    ("compare", _("比较"), {"compare"}),
    ("cities", _("城市"), {"cities", "city"}),
    ("themes", _("主题"), {"themes", "theme"}),
    ("upload", _("上传"), {"upload", "review"}),
)


@register.inclusion_tag("includes/_nav.html", takes_context=True)
def site_nav(context: dict[str, Any]) -> dict[str, Any]:
    """Uploading is left out for readers who signed in and are not staff: it would only refuse them."""
    request = context["request"]
    match, user = request.resolver_match, getattr(request, "user", None)
    is_reader = user is not None and user.is_authenticated and not user.is_staff
    return {
        "places": [
            {"url": reverse(name), "label": label, "is_current": bool(match and match.url_name in pages)}
            for name, label, pages in PLACES
            if not (name == "upload" and is_reader)
        ]
    }
