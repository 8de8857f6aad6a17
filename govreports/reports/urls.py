"""Browsing: home, reports, cities, themes; signing in and out."""
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from .views.cities import cities, city
from .views.home import home
from .views.report import report, source_file
from .views.report_list import reports
from .views.themes import theme, themes

urlpatterns = [
    path("", home, name="home"),
    path("reports/", reports, name="reports"),
    path("reports/<int:pk>/", report, name="report"),
    path("reports/<int:pk>/source/", source_file, name="source_file"),
    path("cities/", cities, name="cities"),
    path("cities/<str:code>/", city, name="city"),
    path("themes/", themes, name="themes"),
    path("themes/<slug:slug>/", theme, name="theme"),
    path("login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
]
