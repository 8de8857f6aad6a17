"""What the list of reports can be narrowed by, and the form that asks for it.

A value nobody understands raises ``BadParameter`` with those that would be understood.
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from govreports.reports.errors import BadParameter
from govreports.reports.models import Kind

SORTS = {
    "newest": gettext_lazy("成文日期，新的在前"),
    "oldest": gettext_lazy("成文日期，旧的在前"),
    "added": gettext_lazy("收入时间，新的在前"),
}
LONGEST_QUERY = 100  # characters of a title

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Empty means: not narrowed."""

    q: str = ""  # part of a title, either script
    city: str = ""  # GB/T 2260 code
    theme: str = ""  # slug
    kind: str = ""
    year: str = ""
    sort: str = "newest"


class FilterForm(forms.Form):
    """Drawn with the choices that have reports; checking is done by ``read_filter``."""

    q = forms.CharField(label=gettext_lazy("标题里有"), required=False, max_length=LONGEST_QUERY, widget=forms.SearchInput)
    theme = forms.ChoiceField(label=gettext_lazy("主题"), required=False)
    city = forms.ChoiceField(label=gettext_lazy("去过的城市"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("年份"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("文种"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("排序"), required=False, choices=list(SORTS.items()))

    def __init__(self, wanted: ReportFilter, *, themes: Choices, cities: Choices, years: Choices) -> None:
        super().__init__(label_suffix="", initial={name: getattr(wanted, name) for name in ReportFilter.__slots__}, auto_id="f-%s")
        everything = [("", _("全部"))]
        for name, choices in (("theme", themes), ("city", cities), ("year", years), ("kind", Kind.choices)):
            self.fields[name].choices = [*everything, *choices]


def read_filter(query: QueryDict, *, themes: Choices, cities: Choices) -> ReportFilter:
    """The filter an address asks for; of a parameter given twice the last counts. Raises ``BadParameter``."""
    values = {name: query.get(name, "").strip() for name in ReportFilter.__slots__}
    values["q"] = values["q"][:LONGEST_QUERY].replace("\x00", "")
    values["sort"] = values["sort"] or "newest"
    for name, allowed in (("theme", themes), ("city", cities), ("kind", Kind.choices), ("sort", SORTS.items())):
        if values[name] and values[name] not in dict(allowed):
            raise BadParameter(name, values[name], [(value, str(label)) for value, label in allowed])
    if values["year"] and not re.fullmatch(r"(19|20)[0-9]{2}", values["year"]):
        raise BadParameter("year", values["year"], [("2024", _("四位数的年份"))])
    return ReportFilter(**values)
