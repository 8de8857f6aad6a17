"""What a line may become, and what a word nobody knows may have meant."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from govreports.search import engine
from govreports.search.engine import SearchQuery
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library() -> None:
    engine._tables.clear()
    put("厦门的物业管理很细，一网通办也快。", "厦门的物业管理值得学。", "一网通办少跑腿，信托制物业透明。", hosts=("厦门市",), title="甲县赴厦门考察报告")
    put("重庆的老旧小区改造先做管网。", "老旧小区改造要问居民。", hosts=("重庆市",), title="乙县赴重庆考察报告")


def texts(client, line: str) -> list[str]:
    return [row["line"] for row in client.get("/search/suggest/", {"q": line}).json()["suggestions"]]


@pytest.mark.parametrize(("line", "expected"), [
    ("厦", "厦门市"), ("xm", "厦门市"), ("xiam", "厦门市"), ("cq", "重庆市"), ("chongq", "重庆市"), ("廈門", "厦门市"),
    ("物业", "物业管理"), ("wygl", "物业管理"), ("老旧", "老旧小区改造"), ("ywtb", "一网通办"), ("甲县", "甲县赴厦门考察报告"),
    ("经验 xm", "经验 厦门市"),
])
def test_lines_are_completed(client, line: str, expected: str):
    assert expected in texts(client, line)


@pytest.mark.parametrize("line", ["", " ", "，。", "龘", "%", "zzzz", "'"])
def test_nothing_is_offered_for_nothing(client, line: str):
    assert texts(client, line) == []


def test_each_suggestion_says_what_it_is(client):
    first = client.get("/search/suggest/", {"q": "xm"}).json()["suggestions"][0]
    assert first == {"line": "厦门市", "text": "厦门市", "kind": "城市", "count": 3}


def test_no_more_than_ten(client):
    assert len(texts(client, "x")) <= 10


def test_drafts_are_not_offered(client):
    put("物业。", title="草稿不给看", state="draft", indexed=False)
    engine._tables.clear()
    assert texts(client, "草稿") == []


@pytest.mark.parametrize(("line", "expected"), [("物叶管理", "物业"), ("一往通办", "一网通办"), ("夏门", "厦门")])
def test_unknown_words_are_corrected(client, line: str, expected: str):
    found = engine.corrections(engine.search(SearchQuery(q=line)).understood)
    assert expected in [other for others in found.values() for other in others]
    assert f">{expected}" in client.get("/search/", {"q": line}).content.decode()


def test_known_and_hopeless_words_are_left_alone(client):
    for line in ("物业管理", "龘靐", "“信托制”", "新物业"):
        assert not engine.corrections(engine.search(SearchQuery(q=line)).understood)


def test_the_table_is_made_once(client):
    texts(client, "x")
    with CaptureQueriesContext(connection) as queries:
        texts(client, "xm")
    assert len(queries) == 0
