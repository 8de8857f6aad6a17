"""Storing: gold reports written through the services into a real database and a real folder."""
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError

from govreports.analysis.facts import find_facts
from govreports.analysis.records import CleanText, Masthead, PlaceName, Places, Role, ThemeMark
from govreports.reports import services
from govreports.reports.models import Fact, Passage, PassageTheme, Place, Report, Section, SourceFile, State, Theme, Visit
from tests.gold import GOLD, analysis_from_gold, load_gold
from tests.reports.shelf import shelve_analysis, small_analysis

pytestmark = pytest.mark.django_db


def files_on_disk() -> set:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def store(name: str = "dev-01", *, state: State = State.DRAFT, **changes) -> Report:
    data = (GOLD / f"{name}.raw.txt").read_bytes()
    source = services.source_store(f"{name}.txt", data, format="txt", encoding="utf-8")
    return services.report_store(replace(analysis_from_gold(load_gold(name)), **changes), source=source, state=state)


def test_source_is_kept_byte_for_byte():
    data = (GOLD / "dev-06.raw.docx").read_bytes()
    source = services.source_store("平顶山市考察报告.docx", data, format="docx", encoding="")
    with SourceFile.objects.get(pk=source.pk).content.open() as file:
        assert file.read() == data
    assert (source.name, source.size, len(source.sha256)) == ("平顶山市考察报告.docx", len(data), 64)


def test_same_bytes_are_stored_once_whatever_they_are_called():
    first = services.source_store("a.txt", "考察".encode(), format="txt", encoding="utf-8")
    second = services.source_store("b.txt", "考察".encode(), format="txt", encoding="utf-8")
    assert first == second
    assert len(files_on_disk()) == 1


def test_file_goes_when_its_transaction_rolls_back():
    with pytest.raises(RuntimeError), services.kept_together():
        services.source_store("a.txt", "考察".encode(), format="txt", encoding="utf-8")
        raise RuntimeError("something later failed")
    assert files_on_disk() == set()
    assert not SourceFile.objects.exists()


def test_hostile_and_endless_names_do_not_reach_the_disk(tmp_path):
    source = services.source_store("../" * 20 + "考" * 400 + ".txt", b"x", format="txt", encoding="utf-8")
    assert source.content.storage.path(source.content.name).startswith(str(tmp_path))
    assert len(source.name) == 255


def test_report_holds_everything_the_analysis_found():
    gold, report = load_gold("dev-01"), store()
    report.refresh_from_db()
    assert (report.title, report.kind, report.date) == (gold["title"], gold["kind"], gold["date"] or "")
    spans = [span for block in gold["blocks"] if block["type"] == "para" for span in block["spans"]]
    rows = list(report.passages.order_by("number").prefetch_related("theme_marks__theme"))
    assert [(row.number, row.role, row.text) for row in rows] == [(n, span["role"], span["text"]) for n, span in enumerate(spans, 1)]
    assert [{mark.theme.slug for mark in row.theme_marks.all()} for row in rows] == [set(span["themes"]) for span in spans]
    assert [row.heading for row in report.sections.all()] == [block["text"] for block in gold["blocks"] if block["type"] == "heading"]
    assert [visit.name for visit in report.visits.filter(side="host")] == gold["hosts"]
    assert all(report.text[row.start:row.end] == row.text for row in rows)


def test_sections_know_the_headings_above_them():
    report = store()
    for section in report.sections.all():
        above = section.path.split(" › ") if section.path else []
        assert len(above) <= section.level - 1
    assert report.sections.filter(level=1, path="").exists()


def test_original_script_is_kept_only_where_it_differs():
    text = "考察团到了杭州。"
    analysis = analysis_from_gold(load_gold("dev-01"))
    passage = replace(analysis.passages[0], start=0, end=len(text), text=text, section=None, themes=())
    analysis = replace(analysis, clean=CleanText(analysis.clean.lines[:1], "考察團到了杭州。"), headings=(), passages=(passage,))
    source = services.source_store("繁.txt", b"1", format="txt", encoding="utf-8")
    report = services.report_store(analysis, source=source)
    assert report.passages.get().original == "考察團到了杭州。"
    assert report.passages.get().as_written == "考察團到了杭州。"
    assert not store().passages.exclude(original="").exists()


def test_unknown_theme_stores_nothing():
    analysis = analysis_from_gold(load_gold("dev-01"))
    wrong = replace(analysis.passages[0], themes=(ThemeMark("no-such-theme", 1.0),))
    source = services.source_store("a.txt", b"1", format="txt", encoding="utf-8")
    with pytest.raises(services.UnknownTheme, match="no-such-theme"):
        services.report_store(replace(analysis, passages=(wrong, *analysis.passages[1:])), source=source)
    assert not Report.objects.exists()


def test_failure_in_the_middle_stores_nothing():
    analysis = analysis_from_gold(load_gold("dev-01"))
    empty = replace(analysis.passages[-1], end=analysis.passages[-1].start)
    with pytest.raises(IntegrityError), services.kept_together():
        source = services.source_store("a.txt", b"1", format="txt", encoding="utf-8")
        services.report_store(replace(analysis, passages=(*analysis.passages[:-1], empty)), source=source)
    assert not any(model.objects.exists() for model in (SourceFile, Report, Section, Passage, PassageTheme, Visit))
    assert files_on_disk() == set()


def test_same_part_of_a_source_is_refused():
    store()
    with pytest.raises(IntegrityError):
        store()


def test_dates_that_contradict_each_other_keep_the_start():
    report = store(masthead=Masthead("标题", load_gold("dev-01")["kind"], None, "2023-08-04", "2023-08-01"))
    assert (report.visit_start, report.visit_end, report.year) == ("2023-08-04", "", 2023)


def test_untitled_report_is_called_by_its_file():
    assert store(masthead=Masthead("", load_gold("dev-01")["kind"])).title == "dev-01"


def test_masked_and_repeated_places_are_kept_once_as_they_stand():
    report = store(places=Places(origin=(PlaceName("*市"),), hosts=(PlaceName("XX区"), PlaceName("XX区"))))
    assert [(visit.side, visit.name, visit.place) for visit in report.visits.order_by("-side")] == [
        ("origin", "*市", None), ("host", "XX区", None),
    ]


def test_number_of_queries_does_not_grow_with_the_report(django_assert_max_num_queries):
    store("dev-02")
    with django_assert_max_num_queries(20):
        store("dev-01")


def test_publishing_a_version_puts_the_older_one_aside_and_withdrawing_brings_it_back():
    old, new = store("dev-01", state=State.PUBLISHED), store("dev-02")
    services.report_link(old, new)
    assert Report.objects.get(pk=old.pk).state == State.PUBLISHED
    assert services.report_publish(new) == [old]
    assert Report.objects.get(pk=old.pk).state == State.SUPERSEDED
    assert services.report_withdraw(new) == [old]
    assert Report.objects.get(pk=old.pk).state == State.PUBLISHED


def test_deleting_takes_the_source_along_and_brings_the_older_version_back(django_capture_on_commit_callbacks):
    old, new = store("dev-01", state=State.PUBLISHED), store("dev-02")
    services.report_link(old, new)
    services.report_publish(new)
    with django_capture_on_commit_callbacks(execute=True):
        services.report_delete(new)
    assert [report.state for report in Report.objects.all()] == [State.PUBLISHED]
    assert SourceFile.objects.count() == len(files_on_disk()) == 1


def test_source_stays_while_another_of_its_reports_does(django_capture_on_commit_callbacks):
    first = store("dev-01")
    second = store("dev-01", part=2, parts=2)
    with django_capture_on_commit_callbacks(execute=True):
        services.report_delete(second)
    assert Report.objects.get() == first
    assert len(files_on_disk()) == 1


def test_merging_themes_keeps_one_mark_on_each_passage():
    report = store()
    keep, gone = Theme.objects.all()[0], Theme.objects.create(slug="parks", name="公园")
    passage = report.passages.first()
    PassageTheme.objects.filter(passage=passage).delete()
    PassageTheme.objects.bulk_create([PassageTheme(passage=passage, theme=keep), PassageTheme(passage=passage, theme=gone)])
    other = report.passages.last()
    PassageTheme.objects.filter(passage=other).delete()
    PassageTheme.objects.create(passage=other, theme=gone)
    assert services.theme_merge([keep, gone], into=keep) == 1
    assert not Theme.objects.filter(slug="parks").exists()
    assert [mark.theme for mark in passage.theme_marks.all()] == [mark.theme for mark in other.theme_marks.all()] == [keep]


def test_places_come_with_the_divisions_above_them():
    store(places=Places(hosts=(PlaceName("成都市青羊区", "510105"),)))
    place = Place.objects.get(code="510105")
    assert [place.parent.code, place.parent.parent.code] == ["510100", "510000"]
    assert place.full_name == "四川省成都市青羊区"


def facts_of(report: Report, kind: str) -> list[tuple[str, str, str]]:
    return list(Fact.objects.filter(passage__report=report, kind=kind).order_by("passage__number", "start").values_list("text", "whose", "place"))


def store_one(role: Role, text: str = "建成绿道120公里，由市城管局牵头，年底前完成。") -> Report:
    analysis = small_analysis(text=text, passages=1)
    analysis = replace(analysis, passages=(replace(analysis.passages[0], role=role),), places=Places((PlaceName("甲市"),), (PlaceName("杭州市", "330100"),)))
    return shelve_analysis(replace(analysis, facts=find_facts(analysis.passages, analysis.places)))


def test_facts_are_stored_with_offsets_within_their_passage():
    [figure] = Fact.objects.filter(passage__report=store_one(Role.LEARNED), kind="figure")
    assert figure.text == "120公里" == figure.passage.text[figure.start:figure.end]
    assert (figure.whose, figure.place, figure.data["value"], figure.data["what"]) == ("host", "杭州市", 120, "绿道")


def test_correcting_a_role_keeps_facts_in_step():
    report = store_one(Role.LEARNED)
    assert facts_of(report, "duty") == []
    services.report_correct(report, services.Corrections(roles={1: "action"}))
    assert facts_of(report, "duty") == [("建成绿道120公里，由市城管局牵头，年底前完成", "home", "甲市")]
    assert facts_of(report, "figure") == [("120公里", "home", "甲市")]
    services.report_correct(report, services.Corrections(roles={1: "learned"}))
    assert facts_of(report, "duty") == []


def test_correcting_the_hosts_keeps_facts_in_step():
    report = store_one(Role.LEARNED)
    services.report_correct(report, services.Corrections(hosts=(PlaceName("苏州市", "320500"),)))
    assert facts_of(report, "figure") == [("120公里", "host", "苏州市")]


def test_correction_that_changes_nothing_leaves_facts_alone():
    report = store_one(Role.LEARNED)
    before = list(Fact.objects.values_list("pk", flat=True))
    services.report_correct(report, services.Corrections(roles={1: "learned"}, hosts=(PlaceName("杭州市", "330100"),)))
    assert list(Fact.objects.values_list("pk", flat=True)) == before


def test_number_of_queries_to_find_facts_anew_does_not_depend_on_the_report(django_assert_num_queries):
    few, many = store_one(Role.LEARNED), shelve_analysis(small_analysis(text="建成绿道120公里。", passages=40), 2)
    for report in (few, many):
        with django_assert_num_queries(6):  # a savepoint and its release among them
            services.facts_refresh(report)
