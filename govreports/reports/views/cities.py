"""All places, and one of them."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from govreports.reports.selectors.cities import city_list
from govreports.reports.selectors.city import city_page


def cities(request: HttpRequest) -> HttpResponse:
    return render(request, "places/cities.html", {"list": city_list(request.GET)})


def city(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "places/city.html", {"city": city_page(code, request.GET)})
