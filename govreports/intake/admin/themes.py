"""Themes: add, rename, put in order, merge."""
from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from govreports.intake import library
from govreports.reports.models import Report, State, Theme
from govreports.reports.services import theme_merge


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(Theme.objects.all(), label=_("合并到"), empty_label=None)


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "name_en", "position", "passage_count"]
    list_editable = ["position"]
    search_fields = ["name", "name_en", "slug"]
    actions = ["merge"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return super().get_queryset(request).annotate(marked=Count("passage_marks"))

    @admin.display(description=_("段落"), ordering="marked")
    def passage_count(self, theme: Theme) -> int:
        return theme.marked

    def save_model(self, request: HttpRequest, theme: Theme, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, theme, form, change)
        if change and {"slug", "name", "name_en"} & set(form.changed_data):
            library.index_after_commit(published_with([theme]))

    @admin.action(description=_("合并到…"), permissions=["change", "delete"])
    def merge(self, request: HttpRequest, themes: QuerySet[Theme]) -> HttpResponse | None:
        chosen = list(themes)
        form = MergeForm(request.POST if "into" in request.POST else None)
        if not form.is_valid():
            context = self.admin_site.each_context(request) | {
                "title": _("合并主题"), "themes": chosen, "form": form, "opts": self.opts, "field": admin.helpers.ACTION_CHECKBOX_NAME,
            }
            return render(request, "admin/intake/merge_themes.html", context)
        into = form.cleaned_data["into"]
        reports = published_with(chosen)
        moved = theme_merge(chosen, into=into)
        library.index_after_commit(reports)
        self.message_user(request, _("已合并到“%(theme)s”，%(count)d 段改了主题。") % {"theme": into.name, "count": moved})
        return None


def published_with(themes: list[Theme]) -> list[Report]:
    """Published reports that have a passage on one of these themes."""
    return list(Report.objects.filter(state=State.PUBLISHED, passages__themes__in=themes).distinct())
