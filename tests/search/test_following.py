"""The index follows the database: added, changed, withdrawn, deleted; and never shows what is not published."""
import pytest
from django.db import transaction

from govreports.reports import services
from govreports.reports.models import Passage, Report, State, Theme
from govreports.search import engine
from govreports.search.engine import SearchQuery, search
from tests.search.shelf import put

pytestmark = pytest.mark.django_db


def ids(line: str = "物业") -> list[int]:
    return sorted(group.id for group in search(SearchQuery(q=line)).groups)


def test_published_report_is_found_and_a_draft_is_not():
    report = put("物业费收缴率提高。")
    put("物业费收缴率提高。", state=State.DRAFT)
    assert ids() == [report.pk] and engine.count(SearchQuery(q="物业")) == 1


def test_publishing_and_withdrawing_are_followed():
    report = put("物业费收缴率提高。", state=State.DRAFT)
    services.report_publish(report)
    engine.index_report(report)
    assert ids() == [report.pk]
    services.report_withdraw(report)
    engine.index_report(report)
    assert engine.count(SearchQuery(q="物业")) == 0


def test_changed_text_replaces_the_old():
    report = put("物业费收缴率提高。", "路灯换新。")
    report.passages.filter(number=1).update(text="垃圾分类推开。", role="action")
    report.passages.filter(number=2).delete()
    engine.index_report(report)
    assert (ids("物业"), ids("路灯"), ids("垃圾分类")) == ([], [], [report.pk])
    assert search(SearchQuery(q="垃圾分类")).facets["role"] == {"action": 1}
    assert search(SearchQuery()).total_passages == 1


def test_indexing_twice_changes_nothing():
    report = put("物业费收缴率提高。")
    engine.index_report(report)
    assert engine.count(SearchQuery(q="物业")) == 1


def test_removing_is_seen_at_once_and_repeating_it_is_no_error():
    report, other = put("物业费收缴率提高。"), put("物业费也在降。")
    ids()  # a reader is open
    Report.objects.filter(pk=report.pk).update(state=State.DRAFT)
    engine.index_report(report)
    engine.index_report(report)
    assert ids() == [other.pk]


def test_deleted_report_leaves_the_index_once_the_deletion_is_certain(django_capture_on_commit_callbacks):
    report = put("物业费收缴率提高。")
    with django_capture_on_commit_callbacks(execute=True):
        report.delete()
        assert engine.count(SearchQuery(q="物业")) == 1
    assert engine.count(SearchQuery(q="物业")) == 0


def test_deletion_taken_back_leaves_the_index_alone(django_capture_on_commit_callbacks):
    report = put("物业费收缴率提高。")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        Report.objects.get(pk=report.pk).delete()
        raise ZeroDivisionError
    assert ids() == [report.pk]


def test_what_the_database_no_longer_publishes_is_not_shown():
    report = put("物业费收缴率提高。")
    Report.objects.filter(pk=report.pk).update(state=State.SUPERSEDED)  # the index has not heard of it
    assert ids() == []
    Report.objects.filter(pk=report.pk).update(state=State.PUBLISHED)
    Passage.objects.all().delete()
    assert ids() == []


def test_themes_and_titles_come_from_the_database():
    report = put("物业费收缴率提高。", themes=("community",))
    Report.objects.filter(pk=report.pk).update(title="新的标题")
    Theme.objects.filter(slug="community").update(name="社区治理")
    (group,) = search(SearchQuery(q="物业")).groups
    assert group.title == "新的标题" and group.hits[0].themes[0].text == "社区治理"


def test_number_of_queries_does_not_depend_on_what_is_found(django_assert_num_queries):
    put("物业费收缴率提高。", themes=("community",), hosts=("杭州市",))
    with django_assert_num_queries(3):
        search(SearchQuery(q="物业"))
    for _ in range(6):
        put(*["物业费收缴率提高。"] * 5, themes=("community", "livelihood"), hosts=("杭州市", "苏州市"))
    with django_assert_num_queries(3):
        search(SearchQuery(q="物业"))


def test_indexing_needs_few_queries(django_assert_max_num_queries):
    report = put(*["物业费收缴率提高。"] * 30, themes=("community",), hosts=("杭州市", "苏州市"))
    with django_assert_max_num_queries(4):
        engine.index_report(report)
