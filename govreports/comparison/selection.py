"""What an address asks to compare: two to four reports, or two to four cities, on one theme or all.

``?r=1&r=2`` or ``?city=330100&city=320500``, with ``theme``, ``both`` and ``page``. ``pick=report`` or ``pick=city`` asks for
the page where one chooses, ``q`` narrows what is offered there.
"""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import division
from govreports.reports.errors import BadParameter
from govreports.reports.models import Theme
from govreports.reports.numbers import read_number
from govreports.reports.wording import theme_name

FEWEST, MOST = 2, 4
NO_THEME = "none"  # theme=none: passages that have no theme
REPORTS, CITIES = "report", "city"
LONGEST_QUERY = 60  # characters


@dataclass(frozen=True, slots=True)
class Selection:
    kind: str  # report or city
    keys: tuple[str, ...] = ()  # numbers of reports or codes of places, each once, as asked
    theme: str = ""  # slug, or none
    is_both: bool = False  # only themes that all of them speak of
    is_picking: bool = False
    q: str = ""

    @property
    def is_complete(self) -> bool:
        return len(self.keys) >= FEWEST

    @property
    def is_full(self) -> bool:
        return len(self.keys) >= MOST

    @property
    def parameter(self) -> str:
        return "r" if self.kind == REPORTS else "city"

    def address(self, *, keys: tuple[str, ...] | None = None, **changes: str) -> str:
        """The page with other reports or cities, or with another ``theme``, ``pick``; what is empty is left out."""
        asked = {"theme": self.theme, "both": "1" if self.is_both else ""} | changes
        chosen = self.keys if keys is None else keys
        pairs = [(self.parameter, key) for key in chosen] + [(name, value) for name, value in asked.items() if value]
        return reverse("compare") + (f"?{urlencode(pairs)}" if pairs else "")

    def without(self, key: str) -> str:
        """The address without one of those chosen."""
        kept = tuple(one for one in self.keys if one != key)
        pick = self.kind if self.is_picking or len(kept) < FEWEST else ""
        return self.address(keys=kept, pick=pick)


def read_selection(query: QueryDict, themes: dict[str, Theme]) -> Selection:
    """Raises ``BadParameter`` for what cannot be compared, an unknown code or an unknown theme."""
    reports, cities = (_each_once(query.getlist(name)) for name in ("r", "city"))
    if reports and cities:
        raise BadParameter("city", cities[0], [("330100&city=320500", _("城市只同城市比，去掉 r")), ("", _("报告只同报告比，去掉 city"))])
    kind, keys = (CITIES, cities) if cities or (query.get("pick") == CITIES and not reports) else (REPORTS, reports)
    name = "r" if kind == REPORTS else "city"
    if len(keys) > MOST:
        sample = [f"&{name}=".join(keys[:count]) for count in (FEWEST, MOST)]
        raise BadParameter(name, f"&{name}=".join(keys), [(sample[0], _("最少两个")), (sample[1], _("最多四个"))])
    for key in keys:
        _check(kind, key)
    return Selection(
        kind=kind, keys=keys, theme=_theme(query.get("theme", "").strip(), themes), is_both=query.get("both") == "1",
        is_picking=_pick(query.get("pick", "")) or len(keys) < FEWEST, q=query.get("q", "").strip()[:LONGEST_QUERY].replace("\x00", ""),
    )


def _each_once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _check(kind: str, key: str) -> None:
    if kind == REPORTS and read_number(key) is None:
        raise BadParameter("r", key, [("12", _("报告的编号，就是它网址里的数字"))])
    if kind == CITIES and division(key) is None:
        raise BadParameter("city", key, [("330100", _("杭州市，用六位行政区划代码")), ("320500", _("苏州市"))])


def _theme(slug: str, themes: dict[str, Theme]) -> str:
    if slug and slug != NO_THEME and slug not in themes:
        allowed = [(known, theme_name(theme)) for known, theme in themes.items()]
        raise BadParameter("theme", slug, [*allowed, (NO_THEME, _("没有标主题的段落"))])
    return slug


def _pick(value: str) -> bool:
    if value and value not in (REPORTS, CITIES):
        raise BadParameter("pick", value, [(REPORTS, _("选报告")), (CITIES, _("选城市"))])
    return bool(value)
