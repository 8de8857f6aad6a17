"""Reports and their sources: find them, correct their facts, publish, withdraw, delete."""
from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from govreports.intake import library
from govreports.reports.models import Report, SourceFile, State, Visit
from govreports.reports.services import report_retell, source_delete
from govreports.reports.wording import said_by_analysis, say_place

LONG_TEXTS = ("text", "original", "fixes")  # left out of lists


class VisitInline(admin.TabularInline):
    model = Visit
    extra = 0
    autocomplete_fields = ["place"]
    fields = ["side", "position", "name", "place"]


class ReportForm(forms.ModelForm):
    def clean(self) -> dict:
        values = super().clean()
        if values.get("visit_start") and values.get("visit_end") and values["visit_end"] < values["visit_start"]:
            self.add_error("visit_end", _("考察结束不能早于开始，例如 2024-05-20 到 2024-05-23。"))
        return values


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    form = ReportForm
    list_display = ["title", "kind", "date", "state", "hosts", "passage_count", "created_at", "pages"]
    list_filter = ["state", "kind", "year", "source__format"]
    search_fields = ["title", "visits__name", "source__name"]
    search_help_text = _("按标题、地名或文件名找")
    date_hierarchy = "created_at"
    list_per_page = 50
    show_full_result_count = False
    inlines = [VisitInline]
    autocomplete_fields = ["newer"]
    actions = ["publish", "withdraw", "reindex"]
    readonly_fields = [
        "state", "source", "part", "pages", "year", "characters", "damages", "steps", "text", "original", "text_hash",
        "created_at", "updated_at",
    ]
    fieldsets = [
        (None, {"fields": ["title", "kind", "date", ("visit_start", "visit_end"), "state", "newer", "pages"]}),
        (_("原件与整理"), {"fields": ["source", "part", "damages", "steps", "characters", "created_at", "updated_at"]}),
        (_("文字"), {"classes": ["collapse"], "fields": ["text", "original", "text_hash"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        found = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_changelist"):
            found = found.defer(*LONG_TEXTS).annotate(passages_in_it=Count("passages", distinct=True)).prefetch_related("visits")
        return found.select_related("source")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # reports come in as files

    @admin.display(description=_("去了哪"))
    def hosts(self, report: Report) -> str:
        return "、".join(say_place(visit.name) for visit in report.visits.all() if visit.side == Visit.Side.HOST)

    @admin.display(description=_("原件缺损"))
    def damages(self, report: Report) -> str:
        return str(_("；")).join(said_by_analysis(reason) for reason in report.damage)

    @admin.display(description=_("整理步骤"))
    def steps(self, report: Report) -> str:
        return str(_("；")).join(f"{said_by_analysis(fix['name'])} {fix['count']}" for fix in report.fixes)

    @admin.display(description=_("段落"), ordering="passages_in_it")
    def passage_count(self, report: Report) -> int:
        return report.passages_in_it

    @admin.display(description=_("打开"))
    def pages(self, report: Report) -> str:
        links = (reverse("review", args=[report.pk]), _("核对"), report.get_absolute_url(), _("报告页"))
        return format_html('<a href="{}">{}</a> · <a href="{}">{}</a>', *links)

    @admin.action(description=_("收入库（公开）"), permissions=["change"])
    def publish(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        chosen = list(reports.filter(state=State.DRAFT))
        for report in chosen:
            library.publish(report)
        self.message_user(request, _("收入了 %(count)d 份报告。") % {"count": len(chosen)})

    @admin.action(description=_("撤回（先不公开）"), permissions=["change"])
    def withdraw(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        chosen = list(reports.exclude(state=State.DRAFT))
        for report in chosen:
            library.withdraw(report)
        self.message_user(request, _("撤回了 %(count)d 份报告。") % {"count": len(chosen)})

    @admin.action(description=_("重新编进索引"), permissions=["change"])
    def reindex(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        chosen = list(reports)
        library.index_after_commit(chosen)
        self.message_user(request, _("重新编了 %(count)d 份报告的索引。") % {"count": len(chosen)})

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets) or "title" in form.changed_data:
            report_retell(form.instance)
        library.index_after_commit([form.instance])

    def delete_model(self, request: HttpRequest, report: Report) -> None:
        library.discard(report)

    def delete_queryset(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in reports:
            library.discard(report)


@admin.register(SourceFile)
class SourceFileAdmin(admin.ModelAdmin):
    list_display = ["name", "format", "size", "report_count", "uploaded_by", "uploaded_at"]
    list_filter = ["format", "encoding"]
    search_fields = ["name", "sha256", "reports__title"]
    date_hierarchy = "uploaded_at"
    list_select_related = ["uploaded_by"]
    # The content stays as it came in: a link to /admin would run whatever page was uploaded, so it is not shown either.
    fields = ["name", "format", "encoding", "size", "sha256", "uploaded_by", "uploaded_at"]
    readonly_fields = ["format", "encoding", "size", "sha256", "uploaded_by", "uploaded_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceFile]:
        return super().get_queryset(request).annotate(reports_of_it=Count("reports", distinct=True))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("报告"), ordering="reports_of_it")
    def report_count(self, source: SourceFile) -> int:
        return source.reports_of_it

    def delete_model(self, request: HttpRequest, source: SourceFile) -> None:
        source_delete(source)

    def delete_queryset(self, request: HttpRequest, sources: QuerySet[SourceFile]) -> None:
        for source in sources:
            source_delete(source)
