"""Errors as pages: each says what happened and what to do next, in the look of the site."""
import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from govreports.reports.errors import BadParameter
from govreports.reports.views import errors


@pytest.mark.django_db
def test_unknown_address_gives_the_page_of_the_site(client):
    response = client.get("/nowhere/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "没有这一页" in html
    assert 'class="site-head"' in html
    assert "aria-current" not in html


@pytest.mark.django_db
def test_bad_parameter_names_the_fault_and_the_way_out(client):
    html = client.get("/reports/", {"theme": "<b>生态</b>"}).content.decode()
    assert "&lt;b&gt;生态&lt;/b&gt;" in html
    assert "<code>theme=eco-city</code> 生态城市" in html
    assert '<a href="/reports/">' in html


def test_bad_parameter_takes_values_with_and_without_labels():
    assert BadParameter("sort", "x", ["newest", ("oldest", "旧的在前")]).allowed == [("newest", ""), ("oldest", "旧的在前")]


@pytest.mark.django_db
@pytest.mark.parametrize(("handler", "exception", "status", "said"), [
    (errors.bad_request, Exception(), 400, "网址里有一处看不懂"), (errors.forbidden, PermissionDenied(), 403, "不对您开放"),
    (errors.not_found, Http404(), 404, "没有这一页"),
])
def test_each_error_has_its_page(handler, exception, status, said):
    response = handler(RequestFactory().get("/x/"), exception)
    assert response.status_code == status
    assert said in response.content.decode()


def test_server_error_page_needs_neither_database_nor_session():
    response = errors.server_error(RequestFactory().get("/x/"))  # no database mark: a query would fail here
    assert response.status_code == 500
    assert "网站出了毛病" in response.content.decode()


@pytest.mark.django_db
def test_expired_form_is_explained():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "a"})
    assert response.status_code == 403
    assert "页面停得太久了" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/reports/", "/login/", "/nowhere/", "/reports/?theme=x"])
def test_pages_ask_nothing_of_other_servers(client, address):
    html = client.get(address).content.decode()
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "https://" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/reports/", "/cities/", "/compare/", "/search/"])
@pytest.mark.parametrize("page", ["9" * 5000, "²", "٣", "1e9"])
def test_page_number_that_is_none_is_answered_with_400(client, path, page):
    assert client.get(path, {"page": page}).status_code == 400
