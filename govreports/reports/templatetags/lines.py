"""How a line reads: a title may end it between words only, so that 学习 or 徐州 is never parted."""
import re
from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from govreports.analysis import words
from govreports.reports.wording import said_by_analysis

register = template.Library()
register.filter(said_by_analysis)

CLINGS = re.compile(r"[的地得了着等市县区省州镇们上中下里]$|\W$")  # one character that does not begin a line
HOLDS = re.compile(r"[\d第一二两三四五六七八九十赴在暨与和对]$|^XX$")  # after these the line does not end: 2024年度, 三市, 赴徐州


@register.filter
def whole_words(text: str) -> SafeString:
    """The text with a place to break between its words; it belongs in an element of class ``words``.

    >>> whole_words("三市考察学习情况的报告")
    '三市<wbr>考察<wbr>学习<wbr>情况的<wbr>报告'
    """
    pieces: list[str] = []
    for word in words.cut(text):
        if pieces and ((len(word) == 1 and CLINGS.match(word)) or HOLDS.search(pieces[-1]) or not pieces[-1][-1].isalnum()):
            pieces[-1] += word
        else:
            pieces.append(word)
    return mark_safe("<wbr>".join(escape(piece) for piece in pieces))


@register.filter
def role_name(role: str) -> SafeString:
    """``includes/_role_name.html``, rendered once for each role and language: a page of results asks forty times."""
    return _role_name(role, get_language() or "")


@cache
def _role_name(role: str, _language: str) -> SafeString:
    return mark_safe(render_to_string("includes/_role_name.html", {"role": role}))  # a template of ours, escaped there
