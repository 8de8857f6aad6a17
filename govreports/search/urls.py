from django.urls import path

from govreports.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("search/export.<str:kind>", views.search_file, name="search_file"),
    path("search/grid/", views.search_grid, name="search_grid"),
    path("search/grid.<str:kind>", views.grid_file, name="grid_file"),
    path("search/saved/", views.saved_searches, name="saved_searches"),
    path("search/saved/<int:pk>/", views.saved_search, name="saved_search"),
    path("search/saved/<int:pk>/change/", views.saved_search_change, name="saved_search_change"),
]
