"""Words a search brings along are marked in the report, with the way from one passage to the next."""
import re

import pytest

from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def page(client, *texts: str, find: list[str]) -> str:
    report = put(*texts)
    return client.get(f"/reports/{report.pk}/", {"find": find}).content.decode()


def test_words_are_marked_and_lead_from_one_to_the_next(client):
    shown = page(client, "物业费降了。", "路灯亮了。", "物業服务好了。", "又说物业。", find=["物业"])
    assert re.findall(r"<mark>(.+?)</mark>", shown)[1:] == ["物业", "物业", "物业"]
    assert re.findall(r'<p class="hit-nav">(.*?)</p>', shown, re.DOTALL)[1].count("<a ") == 2
    assert 'href="#p3">下一处' in shown and 'href="#p1">上一处' in shown and "本篇有 3 段含有" in shown


def test_words_that_are_not_there_say_so(client):
    shown = page(client, "路灯亮了。", find=["物业", "", " "])
    assert "本篇有 0 段含有" in shown and "第一处" not in shown


def test_words_may_be_typed_in_either_script_and_hold_any_sign(client):
    shown = page(client, "物业<b>降了。", find=["物業", "<b>降"])
    assert "<b>降" not in shown
    assert "本篇有 1 段含有" in shown


def test_search_results_lead_there(client):
    put("杭州市物业费降了。")
    shown = client.get("/search/", {"q": "杭州市 物业"}).content.decode()
    assert "?find=%E6%9D%AD%E5%B7%9E%E5%B8%82&amp;find=" in shown and "#p1" in shown
