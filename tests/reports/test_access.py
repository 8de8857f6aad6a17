"""Open to readers by default; one setting closes the site. Which language a page speaks."""

import pytest
from django.urls import reverse

from tests.reports.shelf import shelve_small

pytestmark = pytest.mark.django_db


def test_readers_need_no_account(client):
    report = shelve_small()
    for address in ("/", "/reports/", report.get_absolute_url(), f"/reports/{report.pk}/source/"):
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:  # response.close() would end the connection that the test's transaction lives in
            for closes in response._resource_closers:
                closes()


@pytest.fixture
def closed(settings):
    settings.SIGN_IN_REQUIRED = True


@pytest.mark.usefixtures("closed")
def test_closed_site_sends_strangers_to_sign_in_and_back(client, admin_user):
    report = shelve_small()
    for address in ("/", "/reports/", report.get_absolute_url(), f"/reports/{report.pk}/source/", "/search/", "/compare/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('login')}?next={address}"
    response = client.post(f"{reverse('login')}?next=/reports/", {"username": "admin", "password": "password", "next": "/reports/"})
    assert response["Location"] == "/reports/"
    assert client.get("/reports/").status_code == 200


@pytest.mark.usefixtures("closed")
def test_closed_site_still_answers_sign_in_health_and_language(client):
    assert client.get(reverse("login")).status_code == 200
    assert client.get(reverse("healthz")).status_code != 302
    assert client.post(reverse("set_language"), {"language": "en"}).status_code == 302


def test_wrong_password_is_told_in_plain_words(client):
    response = client.post(reverse("login"), {"username": "nobody", "password": "wrong"})
    assert "用户名或密码不对" in response.content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_to_another_site(client, admin_user, target):
    response = client.post(reverse("login"), {"username": "admin", "password": "password", "next": target})
    assert response["Location"] == "/"


def test_browser_language_is_not_consulted(client):
    response = client.get("/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="zh-Hans">' in response.content.decode()
    assert response["Content-Language"] == "zh-hans"


def test_reader_can_switch_to_english_and_back(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/reports/"})
    html = client.get("/reports/").content.decode()
    assert '<html lang="en">' in html
    assert "All reports" in html
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/reports/"})
    assert "全部报告" in client.get("/reports/").content.decode()


def test_unknown_language_gives_chinese(client):
    client.cookies["django_language"] = "xx"
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()


def test_uploading_is_offered_to_those_who_may(client, django_user_model):
    assert f'href="{reverse("upload")}"' in client.get("/reports/").content.decode()
    client.force_login(django_user_model.objects.create_user("reader"))
    assert ">上传</a>" not in client.get("/reports/").content.decode()
