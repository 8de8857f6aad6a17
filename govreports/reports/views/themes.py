"""All themes, and one of them."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from govreports.reports.selectors.theme import theme_page
from govreports.reports.selectors.themes import theme_list


def themes(request: HttpRequest) -> HttpResponse:
    return render(request, "themes/themes.html", {"list": theme_list()})


def theme(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "themes/theme.html", {"theme": theme_page(slug, request.GET)})
