"""The first page."""
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from govreports.reports.selectors.home import home as home_page

EXAMPLES = ("徐州 湿地", "一网统管", "老旧小区 2023年")


def home(request: HttpRequest) -> HttpResponse:
    examples = [{"text": text, "url": f"{reverse('search')}?{urlencode({'q': text})}"} for text in EXAMPLES]
    return render(request, "reports/home.html", {"home": home_page(), "examples": examples})
