"""Every page; each app names its own."""
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("govreports.reports.urls")),
    path("", include("govreports.search.urls")),
    path("", include("govreports.comparison.urls")),
    path("", include("govreports.intake.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
handler400 = "govreports.reports.views.errors.bad_request"
handler403 = "govreports.reports.views.errors.forbidden"
handler404 = "govreports.reports.views.errors.not_found"
handler500 = "govreports.reports.views.errors.server_error"
