"""Read the address of a search. Comes in: the query string; goes out: ``SearchQuery``, or ``BadParameter`` with what would do."""
import re
from collections.abc import Collection, Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreports.analysis.lexicon import divisions
from govreports.reports.errors import BadParameter
from govreports.reports.models import Kind, Role, Theme
from govreports.reports.numbers import read_number
from govreports.reports.wording import theme_name
from govreports.search.engine import SearchQuery, known_values
from govreports.search.query import LONGEST

SORTS = {"relevance": gettext_lazy("最相关"), "newest": gettext_lazy("最新")}
MOST_VALUES = 30  # of one filter; more is no reader's choice
MOST_LISTED = 60  # allowed values named on the page that says what is wrong
MOMENT = re.compile(r"[0-9]{1,11}")
YEAR = re.compile(r"(19|20)[0-9]{2}")

Choices = Sequence[tuple[str, str]]


def read_query(query: QueryDict, themes: Sequence[Theme]) -> SearchQuery:
    """Filters may be repeated. Raises ``BadParameter``, and ``SearchUnavailable`` where it needs to know the cities."""
    sort = query.get("sort", "").strip() or "relevance"
    if sort not in SORTS:
        raise BadParameter("sort", sort, [(value, str(label)) for value, label in SORTS.items()])
    return SearchQuery(
        q=query.get("q", "")[:LONGEST].replace("\x00", "").strip(),
        roles=_chosen(query, "role", Role.values, [(value, str(label)) for value, label in Role.choices]),
        kinds=_chosen(query, "kind", Kind.values, [(value, str(label)) for value, label in Kind.choices]),
        themes=_chosen(query, "theme", {theme.slug for theme in themes}, [(theme.slug, theme_name(theme)) for theme in themes]),
        years=_years(query),
        cities=_cities(query),
        report=_number(query, "report"),
        copies=_number(query, "copies"),
        like=_number(query, "like"),
        since=_moment(query),
        page=_number(query, "page") or 1,
        sort=sort,
    )


def _values(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip()))[:MOST_VALUES]


def _chosen(query: QueryDict, name: str, known: Collection[str], choices: Choices) -> tuple[str, ...]:
    values = _values(query, name)
    for value in values:
        if value not in known:
            raise BadParameter(name, value, choices)
    return values


def _years(query: QueryDict) -> tuple[str, ...]:
    values = _values(query, "year")
    for value in values:
        if not YEAR.fullmatch(value):
            raise BadParameter("year", value, known_values("year") or [("2024", _("四位数的年份"))])
    return values


def _cities(query: QueryDict) -> tuple[str, ...]:
    values = _values(query, "city")
    for value in values:
        if not divisions.division(value):
            cities = [divisions.division(code) for code in known_values("city")]
            raise BadParameter("city", value, [(city.code, city.full_name) for city in cities if city][:MOST_LISTED])
    return values


def _number(query: QueryDict, name: str) -> int | None:
    value = query.get(name, "").strip()
    number = read_number(value)
    if value and not number:
        raise BadParameter(name, value, ["1"] if name == "page" else [])
    return number


def _moment(query: QueryDict) -> int:
    value = query.get("since", "").strip()
    if not MOMENT.fullmatch(value or "0"):
        raise BadParameter("since", value, [("1700000000", _("自 1970 年起的秒数"))])
    return int(value or 0)
