from django.urls import path

from govreports.search import views
from govreports.search.export.views import export
from govreports.search.grid.views import grid, grid_file
from govreports.search.kept.views import forget_recent, saved_search, saved_searches

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("search/export.<slug:extension>", export, name="search_export"),
    path("search/grid/", grid, name="search_grid"),
    path("search/grid/export.<slug:extension>", grid_file, name="search_grid_export"),
    path("search/recent/forget/", forget_recent, name="forget_recent"),
    path("search/saved/", saved_searches, name="saved_searches"),
    path("search/saved/<int:pk>/", saved_search, name="saved_search"),
]
