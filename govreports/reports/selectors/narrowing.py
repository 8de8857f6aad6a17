"""What passages gathered around a place or theme can be narrowed by, with the number of passages behind each choice."""
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from govreports.reports.errors import BadParameter
from govreports.reports.models import Passage, Role, Theme
from govreports.reports.paging import address
from govreports.reports.selectors.report import Link
from govreports.reports.selectors.rows import role_counts
from govreports.reports.wording import theme_name

LOOKUPS = {"role": "role", "theme": "theme_marks__theme__slug", "year": "report__year"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for; empty means all."""

    view: str = ""
    role: str = ""
    theme: str = ""  # slug
    city: str = ""  # GB/T 2260 code
    year: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    url: str  # switches it on, or off where it is chosen
    count: int
    is_chosen: bool = False
    role: str = ""  # where the choice is a role


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    options: tuple[Option, ...]
    more: Link | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int
    is_current: bool


def read_wanted(query: QueryDict, *, views: Sequence[str], themes: dict[str, Theme] | None = None) -> Wanted:
    """Of a parameter given twice the last counts; ``city`` is left to the caller, ``theme`` counts where there are themes.

    Raises ``BadParameter``.
    """
    wanted = Wanted(*("" if name == "theme" and themes is None else query.get(name, "").strip() for name in Wanted.__slots__))
    if wanted.view and wanted.view not in views:
        raise BadParameter("view", wanted.view, views)
    if wanted.role and wanted.role not in Role.values:
        raise BadParameter("role", wanted.role, [(value, str(label)) for value, label in Role.choices])
    if wanted.theme and wanted.theme not in themes:
        raise BadParameter("theme", wanted.theme, [(slug, theme_name(theme)) for slug, theme in themes.items()])
    if wanted.year and not re.fullmatch(r"(19|20)[0-9]{2}", wanted.year):
        raise BadParameter("year", wanted.year, [("2024", _("四位数的年份"))])
    return wanted


def narrowed(passages: QuerySet[Passage], wanted: Wanted, *, but: str = "") -> QuerySet[Passage]:
    """With all filters on, ``but`` one."""
    asked = {lookup: getattr(wanted, name) for name, lookup in LOOKUPS.items() if getattr(wanted, name) and name != but}
    return passages.filter(**asked)


def role_facet(passages: QuerySet[Passage], wanted: Wanted, query: QueryDict) -> Facet:
    """One query. All four roles are listed, also those without passages."""
    counts = role_counts(_counts(passages, wanted, "role"))
    return Facet(_("角色"), tuple(_option(query, wanted, "role", item.role, str(Role(item.role).label), item.count) for item in counts))


def theme_facet(passages: QuerySet[Passage], wanted: Wanted, query: QueryDict, themes: dict[str, Theme]) -> Facet:
    """One query. Themes that have passages, in the order of the themes."""
    counts = _counts(passages, wanted, "theme")
    shown = [slug for slug in themes if slug in counts]
    return Facet(_("主题"), tuple(_option(query, wanted, "theme", slug, theme_name(themes[slug]), counts[slug]) for slug in shown))


def year_facet(passages: QuerySet[Passage], wanted: Wanted, query: QueryDict) -> Facet:
    """One query. Years that have passages, the last first."""
    counts = _counts(passages, wanted, "year")
    return Facet(_("年份"), tuple(_option(query, wanted, "year", year, year, counts[year]) for year in sorted(counts, reverse=True)))


def _counts(passages: QuerySet[Passage], wanted: Wanted, name: str) -> dict[str, int]:
    """Passages for each value of one filter with the others on; what is chosen is there even with none."""
    rows = narrowed(passages, wanted, but=name).order_by().values_list(LOOKUPS[name]).annotate(Count("id"))
    counts = {str(value): count for value, count in rows if value is not None}
    return ({getattr(wanted, name): 0} if getattr(wanted, name) else {}) | counts


def _option(query: QueryDict, wanted: Wanted, name: str, value: str, label: str, count: int) -> Option:
    is_chosen = value == getattr(wanted, name)
    url = address(query, **{name: None if is_chosen else value, "page": None})
    return Option(label, url, count, is_chosen, value if name == "role" else "")
