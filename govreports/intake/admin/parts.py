"""The parts of a report: sections, passages with their themes, places named. Texts are read-only, meanings can be corrected."""
from django import forms
from django.contrib import admin
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from govreports.intake import library
from govreports.reports.models import Passage, PassagePlace, PassageTheme, Report, Section, Visit
from govreports.reports.services import passage_places_update

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


class PassagePlaceForm(forms.ModelForm):
    """The code follows the host that is chosen."""

    def save(self, commit: bool = True) -> PassagePlace:
        if "visit" in self.changed_data:
            visit = self.instance.visit
            self.instance.code, self.instance.evidence = visit.place.code if visit.place else "", []
        return super().save(commit)


class PassagePlaceInline(admin.TabularInline):
    """Only the hosts of the report can be chosen."""

    model = PassagePlace
    form = PassagePlaceForm
    extra = 0
    fields = ["visit", "evidence"]
    readonly_fields = ["evidence"]

    def get_formset(self, request: HttpRequest, obj: Passage | None = None, **options: object) -> type[forms.BaseInlineFormSet]:
        self.report = obj and obj.report_id
        return super().get_formset(request, obj, **options)

    def formfield_for_foreignkey(self, field: models.ForeignKey, request: HttpRequest, **options: object) -> forms.ModelChoiceField:
        if field.name == "visit":
            options["queryset"] = Visit.objects.filter(report=self.report, side=Visit.Side.HOST).select_related("place")
        return super().formfield_for_foreignkey(field, request, **options)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PassagePlace]:
        return super().get_queryset(request).select_related("visit")


@admin.register(Passage)
class PassageAdmin(PartAdmin):
    list_display = ["beginning", "report", "number", "role", "role_score", "theme_names", "place_names", "corrected"]
    list_filter = ["role", "corrected", "themes", "report__kind"]
    search_fields = ["text", "report__title"]
    inlines = [PassageThemeInline, PassagePlaceInline]
    fields = ["report", "section", "number", "text", "original", "role", "role_score", "evidence", "corrected", "places_corrected"]
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
        passage = form.instance
        if any(formset.model is PassagePlace and formset.has_changed() for formset in formsets):
            passage.places_corrected = True
            passage.save(update_fields=["places_corrected"])
        elif {"role", "places_corrected"} & set(form.changed_data):
            passage_places_update(passage.report)


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
        passage_places_update(form.instance.report)
        super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, part: Visit) -> None:
        super().delete_model(request, part)
        passage_places_update(part.report)

    def delete_queryset(self, request: HttpRequest, parts: QuerySet[Visit]) -> None:
        with transaction.atomic():  # the index follows once the passages do
            reports = list(Report.objects.filter(pk__in=parts.values("report")))
            super().delete_queryset(request, parts)
            for report in reports:
                passage_places_update(report)
