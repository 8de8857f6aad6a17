"""Ways to narrow a search, as links with counts, and what is chosen as chips that take it off again."""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from govreports.analysis.lexicon import divisions
from govreports.reports.models import Kind, Role, Theme
from govreports.reports.paging import address
from govreports.reports.wording import theme_name
from govreports.search.engine import SearchPage, SearchQuery

SHOWN, MOST = 8, 28  # values of a filter before the rest is folded away, and in all; for more cities there is the list of cities


Names = Mapping[str, Mapping[str, str]]  # filter -> value -> what a reader calls it


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    url: str  # switches it on, or off where it is chosen
    count: int
    is_chosen: bool
    role: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    options: tuple[Option, ...]
    rest: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    value: str
    url: str


def facets(query: SearchQuery, page: SearchPage, names: Names, asked: QueryDict) -> list[Facet]:
    """Those that have something to choose; 学 悟 行 景 in their order, years the last first, the others by count."""
    found = []
    for group, title in (("role", _("角色")), ("theme", _("主题")), ("city", _("谈到的城市")), ("year", _("年份")), ("kind", _("文种"))):
        chosen = query.filters[group]
        counts = page.facets.get(group, {}) | {value: page.facets.get(group, {}).get(value, 0) for value in chosen}
        options = [
            Option(
                label=names[group].get(value, value), url=_toggled(asked, group, value), count=counts[value],
                is_chosen=value in chosen, role=value if group == "role" else "",
            )
            for value in _ordered(group, counts, chosen)[:max(MOST, len(chosen))]
        ]
        if options:
            found.append(Facet(title, tuple(options[:SHOWN]), tuple(options[SHOWN:])))
    return found


def chips(query: SearchQuery, page: SearchPage, names: Names, asked: QueryDict) -> list[Chip]:
    titles = {"role": _("角色"), "theme": _("主题"), "city": _("谈到"), "year": _("年份"), "kind": _("文种")}
    found = [
        Chip(titles[group], names[group].get(value, value), _toggled(asked, group, value))
        for group, values in query.filters.items() for value in values
    ]
    if query.report is not None:
        title = page.groups[0].title if page.groups else str(query.report)
        found.append(Chip(_("只看一篇"), title, address(asked, report=None, page=None)))
    if query.copies is not None:
        found.append(Chip(_("同一段文字"), _("第 %(number)d 号") % {"number": query.copies}, address(asked, copies=None, page=None)))
    if query.like is not None:
        found.append(Chip(_("相近的段落"), _("第 %(number)d 号") % {"number": query.like}, address(asked, like=None, page=None)))
    if query.since:
        since = timezone.localtime(datetime.fromtimestamp(query.since, UTC))
        found.append(Chip(_("收入时间"), _("%s 之后") % f"{since:%Y-%m-%d %H:%M}", address(asked, since=None, page=None)))
    return found


def labels(query: SearchQuery, page: SearchPage, themes: Iterable[Theme]) -> Names:
    """Filter -> value -> what a reader calls it."""
    hinted = {hint.value for hint in page.understood.hints if hint.group == "city"}
    codes = {*page.facets.get("city", {}), *query.cities, *page.understood.narrowing.values("city"), *hinted}
    return {
        "role": {value: str(label) for value, label in Role.choices},
        "kind": {value: str(label) for value, label in Kind.choices},
        "theme": {theme.slug: theme_name(theme) for theme in themes},
        "city": {code: found.name for code in codes if (found := divisions.division(code))},
        "year": {},
    }


def _ordered(group: str, counts: dict[str, int], chosen: tuple[str, ...]) -> list[str]:
    if group == "role":
        return [value for value in Role.values if value in counts]
    if group == "year":
        return sorted(counts, reverse=True)
    shown = [value for value in counts if group != "city" or value in chosen or is_city(value)]
    return sorted(shown, key=lambda value: (value not in chosen, -counts[value], value))


@cache
def is_city(code: str) -> bool:
    """Not a district of a city that is listed itself, nor a province around it."""
    city = divisions.city_of(code)
    return city is None or (city.code == code and (not code.endswith("0000") or city.name.endswith("市")))


def _toggled(asked: QueryDict, name: str, value: str) -> str:
    """The address with one value more, or without it where it is chosen; back to the first page."""
    pairs = [(key, one) for key, values in asked.lists() if key != "page" for one in dict.fromkeys(values)]
    changed = [pair for pair in pairs if pair != (name, value)]
    return "?" + urlencode(changed if len(changed) < len(pairs) else [*pairs, (name, value)])


def offers(page: SearchPage, names: Names, asked: QueryDict) -> Iterator[Chip]:
    """What the words may mean, as filters to switch on."""
    titles = {"theme": _("主题"), "city": _("只看谈到"), "year": _("年份")}
    for hint in page.understood.hints:
        yield Chip(titles[hint.group], names[hint.group].get(hint.value, hint.value), _toggled(asked, hint.group, hint.value))
