"""A search said in other ways: as an address, and in words. Comes in: ``SearchQuery``; its page is left out."""
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon import divisions
from govreports.reports.models import Kind, Role, Theme
from govreports.reports.wording import theme_name
from govreports.search.engine import SearchQuery
from govreports.search.parameters import read_query

JOINT = " · "


def query_string(query: SearchQuery) -> str:
    """One way to write each search: two that ask the same give the same string.

    >>> query_string(SearchQuery(q="物业", roles=("action",), page=3))
    'q=%E7%89%A9%E4%B8%9A&role=action'
    """
    pairs = [("q", query.q)] if query.q else []
    pairs += [(name, value) for name, values in query.filters.items() for value in values]
    pairs += [(name, str(value)) for name, value in _bounds(query).items() if value]
    return urlencode([*pairs, ("sort", query.sort)] if query.sort != "relevance" else pairs)


def search_url(query: SearchQuery) -> str:
    asked = query_string(query)
    return reverse("search") + (f"?{asked}" if asked else "")


def read_again(asked: str, themes: list[Theme]) -> SearchQuery:
    """The search that ``query_string`` wrote. Raises ``BadParameter`` where a theme has gone since."""
    return read_query(QueryDict(asked), themes)


def say_query(query: SearchQuery, themes: Mapping[str, str]) -> str:
    """In words: 物业 · 杭州市 · 行动. ``themes`` are names by slug."""
    names = {"role": dict(Role.choices), "kind": dict(Kind.choices), "theme": themes}
    said = [query.q] if query.q else []
    for group, values in query.filters.items():
        said += [_city(value) if group == "city" else str(names.get(group, {}).get(value, value)) for value in values]
    bounds = {"report": _("一篇报告"), "copies": _("同一段文字"), "like": _("相近的段落"), "since": _("新收入的")}
    return JOINT.join([*said, *(bounds[name] for name, value in _bounds(query).items() if value)])


def theme_names(themes: list[Theme]) -> dict[str, str]:
    return {theme.slug: theme_name(theme) for theme in themes}


def _bounds(query: SearchQuery) -> dict[str, int | None]:
    return {"report": query.report, "copies": query.copies, "like": query.like, "since": query.since}


def _city(code: str) -> str:
    found = divisions.division(code)
    return found.name if found else code
