"""The review form: facts of a report as staff type them, and the role and themes of its passages."""
import re
from collections.abc import Mapping
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from govreports.reports.models import PARTIAL_DATE, Kind, Report, Visit
from govreports.reports.numbers import read_number
from govreports.reports.services import Corrections

from .place_names import place_names

_DATE_AS_SAID = re.compile(r"(\d{4})[年./-](?:(\d{1,2})[月./-]?)?(?:(\d{1,2})日?)?$")


class PartialDateField(forms.CharField):
    """An ISO date that may stop at year or month; 2024年5月20日 and 2024.5.20 are understood as well."""

    default_validators = [PARTIAL_DATE]

    def __init__(self, **options) -> None:
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs={"placeholder": "2024-05-20"}), **options)

    def to_python(self, value: object) -> str:
        said = re.sub(r"\d", lambda digit: str(int(digit[0])), re.sub(r"\s", "", super().to_python(value)))  # ２０２４年 as well
        if found := _DATE_AS_SAID.match(said):
            return "-".join(part if len(part) == 4 else part.zfill(2) for part in found.groups() if part)
        return said

    def validate(self, value: str) -> None:
        super().validate(value)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            try:
                date.fromisoformat(value)
            except ValueError:
                raise forms.ValidationError(_("日历上没有这一天，请看看月和日。")) from None


class FactsForm(forms.Form):
    """Who went where and when. Every fault stands at its field with a right example."""

    title = forms.CharField(label=_("标题"), max_length=300, error_messages={
        "required": _("标题不能空，例如：某某市赴苏州市学习考察报告。"), "max_length": _("标题最多 300 个字，请只留标题本身。"),
    })
    origin = forms.CharField(label=_("谁去的"), required=False, max_length=1000)
    hosts = forms.CharField(
        label=_("去了哪"), required=False, max_length=4000, widget=forms.TextInput(attrs={"placeholder": _("苏州市、昆山市")}),
    )
    date = PartialDateField(label=_("成文日期"))
    visit_start = PartialDateField(label=_("考察开始"))
    visit_end = PartialDateField(label=_("考察结束"))
    kind = forms.ChoiceField(label=_("文种"), choices=Kind.choices)

    def __init__(self, report: Report, data: QueryDict | None = None) -> None:
        self.report, self.known = report, {"origin": {}, "hosts": {}}
        for visit in report.visits.select_related("place").order_by("position"):
            side = "origin" if visit.side == Visit.Side.ORIGIN else "hosts"
            self.known[side][visit.name] = visit.place and visit.place.code
        initial = {name: getattr(report, name) for name in ("title", "date", "visit_start", "visit_end", "kind")}
        initial |= {side: "、".join(names) for side, names in self.known.items()}
        super().__init__(data, initial=initial)
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"fault-{name}"}

    def clean_origin(self) -> tuple:
        return self._places("origin")

    def clean_hosts(self) -> tuple:
        return self._places("hosts")

    def _places(self, side: str) -> tuple:
        found = place_names(self.cleaned_data[side], {name: code for name, code in self.known[side].items() if code})
        if too_long := [place.name for place in found if len(place.name) > 120]:
            fault = _("“%(name)s……”太长，像是几个地名连在一起。地名之间用顿号隔开，例如：苏州市、昆山市。")
            raise forms.ValidationError(fault % {"name": too_long[0][:12]})
        return found


def corrections(facts: Mapping, posted: QueryDict) -> Corrections:
    """``posted`` names the passages shown in ``passage``; each has ``role-N`` and any number of ``theme-N``."""
    numbers = [number for sent in posted.getlist("passage") if (number := read_number(sent))]
    return Corrections(
        **facts, roles={number: posted[f"role-{number}"] for number in numbers if f"role-{number}" in posted},
        themes={number: tuple(posted.getlist(f"theme-{number}")) for number in numbers},
    )
