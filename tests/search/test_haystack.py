"""haystack's own commands and queries work with our index."""
import pytest
from django.core.management import call_command
from haystack.query import SearchQuerySet

from govreports.reports.models import Passage, Report, State
from govreports.search import engine
from govreports.search.engine import SearchQuery
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def total() -> int:
    return engine.count(SearchQuery())


def test_rebuild_index_takes_published_reports_only():
    put("物业费收缴率提高。", indexed=False)
    put("物业纠纷减少。", state=State.DRAFT, indexed=False)
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert total() == 1


def test_update_index_adds_and_removes():
    put("物业费收缴率提高。", indexed=False)
    gone = put("物业纠纷减少。", "路灯换新。")
    Report.objects.filter(pk=gone.pk).update(state=State.DRAFT)
    call_command("update_index", verbosity=0)
    assert total() == 3
    call_command("update_index", remove=True, verbosity=0, batchsize=2)
    assert total() == 1
    call_command("update_index", age=1, verbosity=0)
    assert total() == 1


def test_clear_index_empties_it():
    put("物业费收缴率提高。")
    call_command("clear_index", interactive=False, verbosity=0)
    assert total() == 0


def test_search_query_set_finds_phrases_filters_and_counts():
    report = put("物业费收缴率提高。", "物业纠纷减少。", "路灯换新。", roles="lar", hosts=("杭州市",))
    everything = SearchQuerySet()
    assert everything.count() == everything.models(Passage).count() == 3
    assert {result.object.report_id for result in everything.filter(content="物业")} == {report.pk}
    assert everything.filter(content="物業費").count() == 1  # either script
    assert everything.filter(content="业物").count() == 0
    assert everything.auto_query('"费收缴"').count() == everything.auto_query('"費收繳"').count() == 1  # in a row, across words
    assert everything.auto_query('"收缴费"').count() == 0  # in this order only
    assert everything.narrow('city:"330100"').count() == everything.narrow('role:"learned"').count() == 1
    assert everything.filter(role="learned").filter(content="物业").count() == 1
    assert everything.narrow("role:learned").narrow("city:330100").count() == 1
    assert everything.facet("role").facet_counts()["fields"]["role"][0][1] == 1


def test_narrowing_that_leaves_nothing_gives_nothing():
    put("物业费收缴率提高。", "路灯换新。", roles="la")
    assert SearchQuerySet().narrow("role:learned").narrow("role:action").count() == 0
    assert SearchQuerySet().filter(content="物业").narrow("year:1999").count() == 0


@pytest.mark.parametrize("value", ["?*~^:()", "\"", "AND", "a:b", "物业 NOT", ""])
def test_odd_values_are_no_error(value: str):
    put("物业费收缴率提高。")
    SearchQuerySet().auto_query(value).count()
