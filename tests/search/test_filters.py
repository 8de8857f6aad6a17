"""Narrowing: any value of one filter, all filters together, counts beside each choice."""
import pytest

from govreports.analysis.records import Kind
from govreports.search import engine
from govreports.search.engine import SearchQuery, search
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    put("他们建成物业平台。", "武侯让我们深受触动，物业要管好。", roles="lr", themes=("smart-governance",), hosts=("武侯区",), date="2023-05")
    put("借鉴杭州和义乌，推广信托制物业。", roles="a", themes=("community", "livelihood"), hosts=("杭州市", "义乌市"), date="2024-05")
    put("物业工作再部署。", roles="a", kind=Kind.SPEECH, date="2024-06")


def total(line: str = "物业", **filters) -> int:
    return search(SearchQuery(q=line, **filters)).total_passages


@pytest.mark.parametrize(("filters", "expected"), [
    ({}, 4),
    ({"roles": ("learned",)}, 1),
    ({"roles": ("learned", "action")}, 3),
    ({"themes": ("community",)}, 1),
    ({"themes": ("community", "smart-governance")}, 3),
    ({"cities": ("510107",)}, 2),
    ({"cities": ("510100",)}, 2),  # the city around the district
    ({"cities": ("510000",)}, 2),  # the province
    ({"cities": ("330782",)}, 1),
    ({"years": ("2024",)}, 2),
    ({"years": ("2023", "2024")}, 4),
    ({"kinds": ("speech",)}, 1),
    ({"roles": ("action",), "kinds": ("study_tour",)}, 1),
    ({"years": ("1999",)}, 0),
    ({"cities": ("110000",)}, 0),
    ({"roles": ("learned",), "years": ("2024",)}, 0),
    ({"cities": ("510100",), "kinds": ("speech",)}, 0),
    ({"cities": ("510100",), "themes": ("community",)}, 0),
    ({"report": 10_000}, 0),
])
def test_filters_narrow_and_an_empty_intersection_is_empty(library, filters: dict, expected: int):
    for line in ("物业", ""):
        page = search(SearchQuery(q=line, **filters))
        assert page.total_passages == expected
        if line or filters:
            assert sum(len(group.hits) for group in page.groups) == expected
        assert engine.count(SearchQuery(q=line, **filters)) == expected


def test_counts_tell_what_a_choice_would_give(library):
    page = search(SearchQuery(q="物业", roles=("action",)))
    for group, name in (("role", "roles"), ("theme", "themes"), ("city", "cities"), ("year", "years"), ("kind", "kinds")):
        for value, count in page.facets[group].items():
            assert total(**({"roles": ("action",)} | {name: (value,)})) == count, (group, value)
    assert page.facets["role"] == {"learned": 1, "realized": 1, "action": 2}  # its own choice left out
    assert page.facets["kind"] == {"study_tour": 1, "speech": 1}


def test_values_without_passages_are_not_counted(library):
    assert "rural" not in search(SearchQuery(q="物业")).facets["theme"]
    assert search(SearchQuery(q="信托制")).facets["role"] == {"action": 1}


def test_some_words_will_do_within_the_filters_too(library):
    page = search(SearchQuery(q="平台 信托制", roles=("realized",)))
    assert page.total_passages == 0
    assert search(SearchQuery(q="平台 信托制 海绵", roles=("action",))).total_passages == 1


def test_quoted_words_give_way_rather_than_leave_nothing(library):
    assert search(SearchQuery(q="“物业平台” 信托制", roles=("action",))).total_passages == 1
