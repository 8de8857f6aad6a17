"""Searches to come back to."""
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from govreports.search.models import SavedSearch
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address, follow=True).content.decode())


def keep(client: Client, query: str = "q=物业", name: str = "") -> None:
    assert client.post("/search/saved/", {"query": query, "name": name}).status_code == 302


def test_last_searches_are_offered_on_the_empty_page(client):
    put("物业费降了。")
    for line in ("物业", "路灯", "物业", ""):
        client.get("/search/", {"q": line})
    assert re.findall(r'<li><a href="/search/\?q=[^"]+">(\w+)</a>', text(client, "/search/"))[-2:] == ["物业", "路灯"]
    client.post("/search/saved/", {"forget": "1"})
    assert "最近检索" not in text(client, "/search/")


def test_no_more_than_ten_and_nothing_of_the_page_number(client):
    for number in range(15):
        client.get("/search/", {"q": f"词{number}"})
    client.get("/search/", {"q": "词0", "page": "2"})
    assert re.findall(r">(词\d+)</a>", text(client, "/search/saved/")) == [f"词{number}" for number in range(14, 4, -1)]


def test_a_cookie_nobody_signed_is_nothing(client):
    client.cookies["recent-searches"] = '["q=<script>"]:forged'
    assert client.get("/search/").status_code == 200


def test_a_saved_search_tells_what_is_new_since(client):
    put("物业费降了。")
    keep(client, "q=物业&page=3", "我的物业")
    assert "我的物业" in text(client, "/search/saved/") and "没有新增" in text(client, "/search/saved/")
    SavedSearch.objects.update(seen_at="2020-01-01T00:00:00Z")
    html = text(client, "/search/saved/")
    assert "上次看过之后新增 1 篇" in html and "page" not in SavedSearch.objects.get().query
    new = text(client, re.search(r'href="(/search/saved/\d+/\?new=1)"', html).group(1))
    assert "1 篇报告，1 段" in new and "2020-01-01" in new
    assert "没有新增" in text(client, "/search/saved/")


def test_saved_searches_of_others_are_out_of_reach(client):
    keep(client)
    one = SavedSearch.objects.get()
    other = Client()
    assert other.get(f"/search/saved/{one.pk}/").status_code == 404
    assert other.post(f"/search/saved/{one.pk}/change/", {"delete": "1"}).status_code == 404
    keep(other, "q=路灯")
    assert "物业" not in re.sub("<input.*?>", "", text(other, "/search/saved/").split("<main")[1])


def test_who_is_signed_in_finds_them_in_every_browser(client):
    user = get_user_model().objects.create_user("wang", password="x")
    client.force_login(user)
    keep(client)
    other = Client()
    other.force_login(user)
    assert ">物业</a>" in text(other, "/search/saved/")


def test_renaming_and_deleting(client):
    keep(client)
    one = SavedSearch.objects.get()
    client.post(f"/search/saved/{one.pk}/change/", {"name": "新名"})
    assert SavedSearch.objects.get().name == "新名"
    client.post(f"/search/saved/{one.pk}/change/", {"delete": "1", "name": "新名"})
    assert not SavedSearch.objects.exists()


def test_too_many_are_refused_with_a_reason(client):
    keep(client)
    browser = SavedSearch.objects.get().browser
    SavedSearch.objects.bulk_create(SavedSearch(browser=browser, name="x", query=f"q={n}", seen_at="2020-01-01T00:00Z") for n in range(29))
    response = client.post("/search/saved/", {"query": "q=新的", "name": ""})
    assert response.status_code == 409 and "最多存 30 个" in response.content.decode()


def test_a_condition_that_is_gone_does_not_break_the_list(client):
    keep(client, "q=物业&theme=gone")
    assert "已经没有的条件" in text(client, "/search/saved/")
