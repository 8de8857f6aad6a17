from django.urls import path

from govreports.search import views
from govreports.search.export.views import export
from govreports.search.grid.views import grid, grid_file

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/export.<slug:extension>", export, name="search_export"),
    path("search/grid/", grid, name="search_grid"),
    path("search/grid/export.<slug:extension>", grid_file, name="search_grid_export"),
]
