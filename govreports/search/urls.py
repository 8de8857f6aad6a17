from django.urls import path

from govreports.search import views

urlpatterns = [path("search/", views.search, name="search")]
