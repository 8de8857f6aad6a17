"""Searches kept: the recent ones of a browser, and those saved, with what is new."""
import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from govreports.reports.models import State, Theme
from govreports.reports.services import lifecycle
from govreports.search import engine
from govreports.search.backend import WhooshBackend
from govreports.search.engine import SearchQuery
from govreports.search.kept import recent, saved
from govreports.search.models import SavedSearch
from tests.search.shelf import put

pytestmark = pytest.mark.django_db

TRUST = "武侯区推行信托制物业，每笔支出扫码可查。"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def save(client: Client, query: str = "q=物业", name: str = "", status: int = 302) -> SavedSearch | None:
    response = client.post("/search/saved/", {"query": query, "name": name})
    assert response.status_code == status
    return SavedSearch.objects.order_by("pk").last()


def links(html: str) -> list[str]:
    shown = html.split('<section class="recent"')[1].split("</section>")[0] if "recent-h" in html else ""
    return re.findall(r"<li><a[^>]*>(.*?)</a>", shown)


# The recent ones


def test_recent_searches_stand_on_the_first_page_and_the_empty_search_page(client):
    put(TRUST, hosts=("武侯区",), themes=("community",))
    for query in ("?q=物业", "?q=路灯", "?theme=community&role=learned&city=510107"):
        page(client, f"/search/{query}")
    for address in ("/", "/search/"):
        assert links(page(client, address)) == [f"学到 · {Theme.objects.get(slug='community')} · 武侯区", "路灯", "物业"]
    assert links(page(client, "/search/?q=物业")) == []


def test_a_search_comes_once_and_its_narrowing_takes_its_place(client):
    put(TRUST)
    for query in ("?q=物业", "?q=路灯", "?q=路灯&role=learned", "?q=物业&sort=newest", "?q=物业&page=1", "?q=物业&report=1", "?q=", "?q=物业&role=teach"):
        client.get(f"/search/{query}")
    assert links(page(client, "/search/")) == ["物业", "路灯 · 学到"]


def test_ten_are_kept_and_fit_into_a_cookie(client):
    for number in range(12):
        client.get("/search/", {"q": f"第{number}次"})
    assert len(found := links(page(client, "/"))) == 10 and found[0] == "第11次"
    for number in range(12):
        client.get("/search/", {"q": "".join(chr(0x4E00 + (number * 997 + place * 31) % 20000) for place in range(190))})
    assert len(client.cookies[recent.COOKIE].value) <= recent.MOST_BYTES
    assert 1 <= len(links(page(client, "/"))) <= 10


def test_recent_searches_are_cleared_by_a_form(client):
    client.get("/search/?q=物业")
    assert client.get("/search/recent/forget/").status_code == 405
    assert client.post("/search/recent/forget/", {"next": "/"}).headers["Location"] == "/"
    assert links(page(client, "/")) == []
    assert client.post("/search/recent/forget/", {"next": "https://elsewhere.example/"}).headers["Location"] == "/search/"


def test_recent_searches_leave_nothing_in_the_database_and_a_forged_cookie_is_none(client, django_assert_num_queries):
    put(TRUST, themes=("community",))
    with django_assert_num_queries(4):
        page(client, "/search/?q=物业")
    assert not Session.objects.exists() and client.cookies.keys() == {recent.COOKIE, "csrftoken"}
    client.cookies[recent.COOKIE] = client.cookies[recent.COOKIE].value[:-3] + "abc"
    assert links(page(client, "/")) == []


def test_colleagues_at_one_machine_do_not_see_what_the_other_looked_for(client):
    client.get("/search/?q=物业")
    client.force_login(User.objects.create_user("li"))
    assert "物业" not in links(page(client, "/"))
    client.get("/search/?q=湿地")
    client.post("/logout/")
    assert client.cookies[recent.COOKIE].value and links(page(client, "/")) == []


def test_pages_work_without_any_cookie():
    put(TRUST)
    for address in ("/", "/search/", "/search/?q=物业", "/search/saved/"):
        response = Client().get(address)
        assert response.status_code == 200 and "recent-h" not in response.content.decode()


# The saved ones


def test_a_result_is_saved_under_a_name_and_found_again(client):
    put(TRUST, hosts=("武侯区",))
    html = page(client, "/search/?q=物业&city=510107&page=1")
    assert 'name="query" value="q=%E7%89%A9%E4%B8%9A&amp;city=510107"' in html and 'name="name" value="物业 · 武侯区"' in html
    save(client, "q=物业&city=510107", "我的物业")
    assert "存下了“我的物业”。" in page(client, "/search/?q=物业")
    html = page(client, "/search/saved/")
    assert "我的物业</a>" in html and "物业 · 武侯区" in html and 'href="/search/?q=%E7%89%A9%E4%B8%9A&amp;city=510107"' in html
    assert "没有新的" in html and "存下的检索</a>" in page(client, "/")


def test_saving_asks_for_the_token_of_the_form():
    client = Client(enforce_csrf_checks=True)
    assert client.post("/search/saved/", {"query": "q=物业"}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/search/?q=物业").content.decode()).group(1)
    assert client.post("/search/saved/", {"query": "q=物业", "csrfmiddlewaretoken": token}).status_code == 302


def test_without_a_name_the_search_names_itself_and_saved_twice_is_renamed(client):
    assert save(client, "q=物业&role=action").name == "物业 · 行动"
    save(client, "role=action&q=物业&page=1", "改过")
    assert [one.name for one in SavedSearch.objects.all()] == ["改过"]


def test_new_reports_are_counted_and_shown_and_looking_takes_note(client):
    put(TRUST)
    one = save(client)
    first, other = put(TRUST, title="丙县报告"), put("路灯换新。")
    assert "上次看过之后新增 1 篇" in page(client, "/search/saved/")
    html = page(client, f"/search/saved/{one.pk}/")
    assert "上次看过之后新增 1 篇" in html and f'href="/reports/{first.pk}/"' in html and f'href="/reports/{other.pk}/"' not in html
    assert f'href="/search/?q=%E7%89%A9%E4%B8%9A&amp;report={first.pk}"' in html
    assert "没有新的" in page(client, "/search/saved/")
    assert "最近一次新增 1 篇" in page(client, f"/search/saved/{one.pk}/")  # looked at again
    put(TRUST, title="丁县报告")
    html = page(client, f"/search/saved/{one.pk}/")
    assert "上次看过之后新增 1 篇" in html and "丁县" in html and "丙县" not in html


def test_a_draft_is_new_when_it_comes_out_and_a_correction_is_not(client):
    old, draft = put(TRUST), put(TRUST, state=State.DRAFT, indexed=False)
    save(client)
    old.save()  # updated_at moves
    assert "没有新的" in page(client, "/search/saved/")
    lifecycle.report_publish(draft)
    engine.index_report(draft)
    assert "新增 1 篇" in page(client, "/search/saved/")


def test_a_report_that_the_index_lacked_at_the_last_look_is_new_later(client):
    late = put(TRUST, indexed=False)
    one = save(client)
    page(client, f"/search/saved/{one.pk}/")
    engine.index_report(late)
    assert "新增 1 篇" in page(client, "/search/saved/")


def test_a_report_that_came_back_is_not_new(client):
    report = put(TRUST)
    save(client)
    lifecycle.report_withdraw(report)
    lifecycle.report_publish(report)
    assert "没有新的" in page(client, "/search/saved/")


def test_found_among_holds_to_what_the_whole_search_lists():
    full, half = put("物业信托制由业主共治。"), put("物业的事。")
    query = SearchQuery(q="物业 信托 业主 共治")
    assert engine.found_among(query, [full.pk, half.pk]) == engine.found_among(query, [full.pk]) == (full.pk,)
    assert engine.found_among(query, [half.pk]) == engine.found_among(query, []) == ()
    assert engine.found_among(SearchQuery(q="，。"), [full.pk]) == ()


def test_a_reprint_is_new_too():
    text = "武侯区推行信托制物业，每一笔收入和支出都能扫码查看，居民可以随时提出疑问。"
    first, reprint = put(text), put(text)
    assert {*engine.found_among(SearchQuery(q="信托制"), [first.pk, reprint.pk])} == {first.pk, reprint.pk}


def test_saved_searches_are_renamed_and_deleted(client):
    one = save(client)
    client.post(f"/search/saved/{one.pk}/", {"action": "rename", "name": " 物业怎么管 "})
    assert "物业怎么管</a>" in page(client, "/search/saved/")
    client.post(f"/search/saved/{one.pk}/", {"action": "rename", "name": " "})
    assert "名称没有写，没有改。" in page(client, "/search/saved/")
    client.post(f"/search/saved/{one.pk}/", {"action": "delete"})
    html = page(client, "/search/saved/")
    assert "删去了“物业怎么管”。" in html and "还没有存过" in html
    assert "没有这个存下的检索" in page(client, f"/search/saved/{one.pk}/", 404)


def test_what_is_saved_belongs_to_a_browser_or_to_a_user(client):
    one = save(client)
    assert "没有这个存下的检索" in page(Client(), f"/search/saved/{one.pk}/", 404)
    assert Client().post(f"/search/saved/{one.pk}/", {"action": "delete"}).status_code == 404
    user = User.objects.create_user("li", is_staff=True)
    client.force_login(user)
    assert "还没有存过" in page(client, "/search/saved/")
    save(client, "q=湿地")
    elsewhere = Client()
    elsewhere.force_login(user)
    assert "湿地</a>" in page(elsewhere, "/search/saved/")
    page(client, "/search/")  # shows what was saved
    client.post("/logout/")
    assert "湿地" not in page(client, "/search/saved/") and "物业</a>" in page(client, "/search/saved/")
    assert {(mine.owner_id, bool(mine.browser)) for mine in SavedSearch.objects.all()} == {(None, True), (user.pk, False)}


def test_no_more_are_kept_than_the_page_can_ask_for(client, monkeypatch):
    monkeypatch.setattr(saved, "MOST", 2)
    for word in ("物业", "湿地", "路灯"):
        save(client, f"q={word}")
    assert SavedSearch.objects.count() == 2 and "先删去几个再存" in page(client, "/search/saved/")


@pytest.mark.parametrize(("query", "said"), [("", "query=q=物业"), ("role=teach", "role=learned"), ("q=物业&theme=xyz", "theme=community")])
def test_what_nobody_can_ask_is_not_saved(client, query: str, said: str):
    response = client.post("/search/saved/", {"query": query})
    assert response.status_code == 400 and said in response.content.decode()


def test_wrong_actions_are_told_apart(client):
    one = save(client)
    response = client.post(f"/search/saved/{one.pk}/", {"action": "burn"})
    assert response.status_code == 400 and "action=rename" in response.content.decode()
    assert client.get("/search/saved/x/").status_code == 404


def test_a_search_whose_theme_is_gone_says_so(client):
    one = save(client)
    SavedSearch.objects.filter(pk=one.pk).update(query="theme=gone")
    assert "里面的主题或城市已经没有了" in page(client, "/search/saved/")
    assert "theme=community" in page(client, f"/search/saved/{one.pk}/", 400)


def test_list_costs_two_queries_more_than_its_searches_and_a_question_for_each_that_may_have_news(client, monkeypatch, django_assert_num_queries):
    for word in ("物业", "湿地", "路灯"):
        save(client, f"q={word}")
    asked, find = [], WhooshBackend.find
    monkeypatch.setattr(WhooshBackend, "find", lambda backend, wanted: asked.append(wanted) or find(backend, wanted))
    with django_assert_num_queries(3):
        page(client, "/search/saved/")
    assert not asked
    for _ in range(3):
        put(TRUST)
    with django_assert_num_queries(3):
        page(client, "/search/saved/")
    assert len(asked) == 3


def test_index_out_of_reach_leaves_the_list_and_notes_nothing(client, monkeypatch):
    one = save(client)
    put(TRUST)
    with monkeypatch.context() as broken:
        broken.setattr(WhooshBackend, "find", lambda *_args: 1 / 0)
        assert "不知道新增了几篇" in page(client, "/search/saved/")
        assert "检索暂时用不了" in page(client, f"/search/saved/{one.pk}/", 503)
        save(client, "q=湿地", status=503)
    assert "上次看过之后新增 1 篇" in page(client, "/search/saved/")


def test_names_are_escaped(client):
    save(client, "q=物业", "<script>alert(1)</script>")
    for address in ("/search/", "/search/saved/"):
        assert "<script>alert" not in page(client, address)


def test_pages_speak_english_to_those_who_chose_it(client):
    client.cookies["django_language"] = "en"
    save(client, "q=物业&role=action")
    put(TRUST, roles="a")
    assert "1 new report since you last looked" in page(client, "/search/saved/")
    assert "Save this search" in page(client, "/search/?q=物业") and "Recent searches" in page(client, "/")
