"""Places that reports name."""
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from govreports.reports.models import Place


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["full_name", "code", "level", "is_former", "visit_count"]
    list_filter = ["level", "is_former"]
    search_fields = ["full_name", "code"]
    autocomplete_fields = ["parent"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        return super().get_queryset(request).annotate(named=Count("visits"))

    @admin.display(description=_("提到的次数"), ordering="named")
    def visit_count(self, place: Place) -> int:
        return place.named
