"""How stored things are said to a reader: dates, days of a visit, themes, roles.

Everything goes through translations, so the same record reads well in Chinese and in English.
"""
import re

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from govreports.reports.models import Role, Theme

ROLE_QUESTIONS = {
    Role.LEARNED: gettext_lazy("他们怎么做"),
    Role.REALIZED: gettext_lazy("我们怎么看"),
    Role.ACTION: gettext_lazy("回来怎么干"),
    Role.CONTEXT: gettext_lazy("缘由与行程"),
}

PROVINCE = re.compile(r"^[^省市县区州]{2,4}省(?=.)|^[^省市县区州]{2,6}自治区(?=.)")


def theme_name(theme: Theme) -> str:
    """In the language of the page; Chinese where no English name was given."""
    return theme.name_en if get_language() == "en" and theme.name_en else theme.name


def say_date(iso: str) -> str:
    """An ISO date that may stop at year or month; empty stays empty.

    >>> say_date("2024-05-20"), say_date("2024-05"), say_date("2024")
    ('2024年5月20日', '2024年5月', '2024年')
    """
    parts = [int(part) for part in iso.split("-")] if iso else []
    forms = ("", _("%(year)d年"), _("%(year)d年%(month)d月"), _("%(year)d年%(month)d月%(day)d日"))
    return forms[len(parts)] % dict(zip(("year", "month", "day"), parts, strict=False))


def say_span(start: str, end: str) -> str:
    """First to last day of a visit, saying year and month once; either side may be empty.

    >>> say_span("2024-04-22", "2024-04-26"), say_span("2023-12-30", "2024-01-02")
    ('2024年4月22日至26日', '2023年12月30日至2024年1月2日')
    >>> say_span("2024-04", ""), say_span("2024-04", "2024-04"), say_span("2024-04", "2024-06")
    ('2024年4月', '2024年4月', '2024年4月至6月')
    """
    if not (start and end) or start == end:
        return say_date(start or end)
    if get_language() == "en" or start[:4] != end[:4] or len(start) != len(end):
        return _("%(start)s至%(end)s") % {"start": say_date(start), "end": say_date(end)}
    shown = say_date(end).partition("月")[2] if start[:7] == end[:7] else say_date(end).partition("年")[2]
    return _("%(start)s至%(end)s") % {"start": say_date(start), "end": shown}


def say_place(name: str) -> str:
    """A place as one says it in a list: without its province, which its own page names.

    >>> say_place("江苏省徐州市"), say_place("广西壮族自治区桂林市"), say_place("浙江省")
    ('徐州市', '桂林市', '浙江省')
    """
    return PROVINCE.sub("", name)


def fix_name(name: str) -> str:
    """A cleaning step in the language of the page; the steps themselves are named in Chinese."""
    return _(name)
