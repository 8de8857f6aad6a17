"""The parts of a report: sections, passages with their themes, places named. Texts are read-only, meanings can be corrected."""
from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from govreports.intake import library
from govreports.reports.models import Fact, Passage, PassageTheme, Report, Section, Visit
from govreports.reports.services import passage_places_correct, report_retell

REPORT_TEXTS = ("report__text", "report__original", "report__fixes")  # a report's long texts, not needed beside its parts


class PartAdmin(admin.ModelAdmin):
    """Parts come from the analysis: none is added by hand, and a change reaches the index with its report."""

    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("report").defer(*REPORT_TEXTS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        library.index_after_commit([form.instance.report])

    def delete_model(self, request: HttpRequest, part: Section | Passage | Visit) -> None:
        part.delete()
        library.index_after_commit([part.report])

    def delete_queryset(self, request: HttpRequest, parts: QuerySet) -> None:
        reports = list(Report.objects.filter(pk__in=parts.values("report")))
        parts.delete()
        library.index_after_commit(reports)


class PassageThemeInline(admin.TabularInline):
    model = PassageTheme
    extra = 0
    max_num = 3
    autocomplete_fields = ["theme"]
    fields = ["theme", "score"]


class PassageForm(forms.ModelForm):
    """Only the hosts of the report can be chosen."""

    spoken_of = forms.ModelMultipleChoiceField(
        Visit.objects.none(), label=_("谈到的地方"), required=False, widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["spoken_of"].queryset = Visit.objects.filter(report=self.instance.report_id, side=Visit.Side.HOST)
        self.fields["spoken_of"].initial = [mark.visit_id for mark in self.instance.place_marks.all()]


@admin.register(Passage)
class PassageAdmin(PartAdmin):
    list_display = ["beginning", "report", "number", "role", "role_score", "theme_names", "place_names", "corrected"]
    list_filter = ["role", "corrected", "themes", "report__kind"]
    search_fields = ["text", "report__title"]
    form = PassageForm
    inlines = [PassageThemeInline]
    fields = [
        "report", "section", "number", "text", "original", "role", "role_score", "evidence", "corrected", "spoken_of", "places_corrected",
    ]
    readonly_fields = ["report", "section", "number", "text", "original", "role_score", "evidence"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).select_related("section").prefetch_related("theme_marks__theme", "place_marks__visit")

    @admin.display(description=_("文字"))
    def beginning(self, passage: Passage) -> str:
        return Truncator(passage.text).chars(40)

    @admin.display(description=_("主题"))
    def theme_names(self, passage: Passage) -> str:
        return "、".join(mark.theme.name for mark in passage.theme_marks.all())

    @admin.display(description=_("谈到的地方"))
    def place_names(self, passage: Passage) -> str:
        return "、".join(mark.visit.name for mark in passage.place_marks.all())

    def save_model(self, request: HttpRequest, passage: Passage, form: forms.ModelForm, change: bool) -> None:
        if "role" in form.changed_data:
            passage.corrected, passage.role_score, passage.evidence = True, 1, []
        super().save_model(request, passage, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "spoken_of" in form.changed_data:
            passage_places_correct(form.instance, form.cleaned_data["spoken_of"].select_related("place"))
        elif {"role", "places_corrected"} & set(form.changed_data):
            report_retell(form.instance.report)


@admin.register(Fact)
class FactAdmin(admin.ModelAdmin):
    """To be looked up only: facts are found anew whenever their passage or the places of the report are corrected."""

    list_display = ["beginning", "kind", "whose", "place", "report"]
    list_filter = ["kind", "whose", "passage__role"]
    search_fields = ["text", "place", "passage__report__title"]
    list_per_page = 50
    show_full_result_count = False
    fields = ["passage", "kind", "text", "whose", "place", "data", "start", "end"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        texts = [f"passage__{name}" for name in REPORT_TEXTS]
        return super().get_queryset(request).select_related("passage__report").defer(*texts)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, fact: Fact | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, fact: Fact | None = None) -> bool:
        """Only along with its report or passage, which asks here too."""
        return not (request.resolver_match and request.resolver_match.url_name.startswith("reports_fact_"))

    @admin.display(description=_("文字"))
    def beginning(self, fact: Fact) -> str:
        return Truncator(fact.text).chars(40)

    @admin.display(description=_("报告"))
    def report(self, fact: Fact) -> str:
        return fact.passage.report.title


@admin.register(Section)
class SectionAdmin(PartAdmin):
    list_display = ["heading", "report", "number", "level"]
    list_filter = ["level"]
    search_fields = ["heading", "report__title"]
    readonly_fields = ["report", "number", "original", "path", "start", "end"]


@admin.register(Visit)
class VisitAdmin(PartAdmin):
    list_display = ["name", "side", "place", "report"]
    list_filter = ["side", ("place", admin.EmptyFieldListFilter)]
    search_fields = ["name", "place__full_name", "report__title"]
    autocomplete_fields = ["place"]
    readonly_fields = ["report"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Visit]:
        return super().get_queryset(request).select_related("place")

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        report_retell(form.instance.report)
        super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, part: Visit) -> None:
        super().delete_model(request, part)
        report_retell(part.report)

    def delete_queryset(self, request: HttpRequest, parts: QuerySet[Visit]) -> None:
        with transaction.atomic():  # the index follows once the passages do
            reports = list(Report.objects.filter(pk__in=parts.values("report")))
            super().delete_queryset(request, parts)
            for report in reports:
                report_retell(report)
