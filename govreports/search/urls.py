from django.urls import path

from govreports.search import views
from govreports.search.export.views import export

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/export.<slug:extension>", export, name="search_export"),
]
