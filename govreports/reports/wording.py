"""How stored things are said to a reader: dates, days of a visit, themes, roles.

Everything goes through translations, so the same record reads well in Chinese and in English.
"""
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from govreports.analysis.lexicon.divisions import name_parts
from govreports.reports.models import Role, Theme

ROLE_QUESTIONS = {
    Role.LEARNED: gettext_lazy("他们怎么做"),
    Role.REALIZED: gettext_lazy("我们怎么看"),
    Role.ACTION: gettext_lazy("回来怎么干"),
    Role.CONTEXT: gettext_lazy("缘由与行程"),
}


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

    >>> say_place("贵州省黎平县"), say_place("广西壮族自治区桂林市"), say_place("浙江省")
    ('黎平县', '桂林市', '浙江省')
    """
    first, *rest = name_parts(name)
    return "".join(rest) if rest and first.endswith(("省", "自治区")) else name


# What the analysis says in Chinese and a page shows, collected for translation.
CLEANING_STEPS = (
    gettext_noop("去掉看不见的字符"), gettext_noop("去掉网页代码和外文填充"), gettext_noop("去掉网页标记"),
    gettext_noop("去掉夹注的拼音"),
    gettext_noop("去掉防复制乱码"), gettext_noop("删去文前重复的目录"), gettext_noop("去掉页码和页眉页脚"),
    gettext_noop("删去文后的网站内容"),
    gettext_noop("删去网站的话"), gettext_noop("接上断开的页"), gettext_noop("接上硬换行"), gettext_noop("接上断开的句子"),
    gettext_noop("标题与正文分开"), gettext_noop("接上分号后的断行"), gettext_noop("认出表格"), gettext_noop("删去字间空格"),
    gettext_noop("半角标点改全角"), gettext_noop("去掉空行"), gettext_noop("删去句末的栏目词"), gettext_noop("繁体转为简体"),
    gettext_noop("去掉网页代码"),  # said by analyses of before
)
DAMAGE_REASONS = (
    gettext_noop("有的数字缺了几位"), gettext_noop("有的日期缺月或缺日"), gettext_noop("有的字变成了问号"),
    gettext_noop("有的数字是空的"),
    gettext_noop("有的名称或日期被符号遮住"), gettext_noop("原文在网站上没有全文"), gettext_noop("有的常用字整批缺失"),
    gettext_noop("有的数字符号整批缺失"), gettext_noop("标点整批缺失"),
)


def said_by_analysis(text: str) -> str:
    """A cleaning step or a damage in the language of the page."""
    return _(text)
