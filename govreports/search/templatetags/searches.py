"""What belongs to searching and stands on several pages: the recent searches, and what may be done with a result."""
from typing import Any

from django import template

from govreports.reports.errors import BadParameter
from govreports.reports.models import Theme
from govreports.search.asked import JOINT, query_string, read_again, say_query, search_url, theme_names
from govreports.search.engine import SearchUnavailable
from govreports.search.export.passages import MOST
from govreports.search.kept.recent import recent
from govreports.search.kept.saved import LONGEST_NAME, may_have_saved
from govreports.search.page import SearchView

register = template.Library()


@register.inclusion_tag("search/_recent.html", takes_context=True)
def recent_searches(context: dict[str, Any]) -> dict[str, Any]:
    """No query for a browser that asked nothing yet, else one for the themes."""
    request = context["request"]
    asked = recent(request)
    return {"searches": _said(asked) if asked else [], "has_saved": may_have_saved(request), "here": request.get_full_path()}


@register.inclusion_tag("search/_result_tools.html", takes_context=True)
def result_tools(context: dict[str, Any], view: SearchView) -> dict[str, Any]:
    name = JOINT.join([*([view.query.q] if view.query.q else []), *(chip.value for chip in view.chips)])
    return {
        "total": view.found.total_passages, "most": MOST, "query": query_string(view.query), "q": view.query.q,
        "name": name[:LONGEST_NAME], "longest": LONGEST_NAME,
    }


def _said(asked: list[str]) -> list[dict[str, str]]:
    themes, found = list(Theme.objects.all()), []
    for one in asked:
        try:
            query = read_again(one, themes)
        except (BadParameter, SearchUnavailable):
            continue  # its theme is gone
        found.append({"text": say_query(query, theme_names(themes)), "url": search_url(query)})
    return found
