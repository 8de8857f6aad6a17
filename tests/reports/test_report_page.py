"""One report in its three views, for readers and for staff."""
import re
from contextlib import closing
from dataclasses import replace
from urllib.parse import unquote

import pytest

from govreports.analysis.facts import find_facts
from govreports.analysis.records import Evidence, Heading, PlaceName, Places
from govreports.reports.models import State
from tests.gold import GOLD, load_gold
from tests.reports.shelf import shelve, shelve_analysis, shelve_small, small_analysis

pytestmark = pytest.mark.django_db
QUERIES = {"text": 6, "breakdown": 6, "source": 6}


def html(client, report, **query) -> str:
    response = client.get(report.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def staff(admin_user, client):
    client.force_login(admin_user)
    return client


def test_whole_text_is_there_in_reading_order(client):
    report, gold = shelve(), load_gold("dev-01")
    text = html(client, report)
    wanted = [block["text"] for block in gold["blocks"] if block["type"] == "heading"]
    wanted += [span["text"] for block in gold["blocks"] if block["type"] == "para" for span in block["spans"]]
    assert all(piece in text for piece in wanted)
    body = client.get(report.get_absolute_url()).context["body"]
    shown = [piece for block in body.blocks for piece in ([block.text] if block.tag else [item.text for item in block.passages])]
    assert "".join(shown) == report.text.replace("\n", "")


def test_every_passage_has_an_address_a_role_and_its_character(client):
    report = shelve()
    text = html(client, report)
    for passage in report.passages.all():
        assert f'<div class="passage lanes role-{passage.role}" id="p{passage.number}">' in text
    assert re.search(r'<a class="role" href="#p2">学<span class="vh">到</span><span class="vh">，第 2 段</span></a>', text)


def test_headings_go_down_one_level_at_a_time(client):
    levels = [1, 3, 3, 2, 1]
    names = [f"标题{number}" for number in range(5)]
    analysis = small_analysis()
    headings = tuple(Heading(start, start + 1, name, level) for start, (name, level) in enumerate(zip(names, levels, strict=True)))
    report = shelve_analysis(replace(analysis, headings=headings))
    tags = [block.tag for block in client.get(report.get_absolute_url()).context["body"].blocks if block.tag]
    assert tags == ["h2", "h3", "h3", "h3", "h2"]


def test_outline_links_to_every_heading(client):
    report = shelve()
    text = html(client, report)
    for section in report.sections.all():
        assert f'href="#s{section.number}"' in text
        assert f'id="s{section.number}"' in text


def test_simplified_is_shown_first_and_the_original_is_one_click_away(client):
    analysis = small_analysis(text="他们的经验。")
    original = analysis.clean.text.replace("他们的经验", "他們的經驗")
    report = shelve_analysis(replace(analysis, clean=replace(analysis.clean, original=original)))
    text = html(client, report)
    assert "他们的经验" in text
    assert "他們的經驗" not in text
    assert "?view=text&amp;script=original" in text
    assert "他們的經驗" in html(client, report, script="original")


def test_simplified_source_offers_no_other_script(client):
    assert "script=original" not in html(client, shelve_small())


def test_breakdown_sorts_passages_into_three_columns_and_context(client):
    report = shelve()
    breakdown = client.get(report.get_absolute_url(), {"view": "breakdown"}).context["breakdown"]
    assert [column.role for column in breakdown.columns] == ["learned", "realized", "action"]
    for column in (*breakdown.columns, breakdown.context):
        expected = list(report.passages.filter(role=column.role).order_by("number").values_list("text", flat=True))
        assert [item.passage.text for item in column.items] == expected


def test_breakdown_names_a_section_once_for_passages_that_follow(client):
    report = shelve_small(passages=8)
    column = client.get(report.get_absolute_url(), {"view": "breakdown"}).context["breakdown"].columns[0]
    assert [item.path for item in column.items] == ["一、主要做法", ""]


def test_breakdown_lists_facts_by_kind_each_leading_to_its_passage(client):
    analysis = small_analysis(text="苏州市建成绿道120公里，由市城管局牵头，年底前完成。", passages=4)
    report = shelve_analysis(replace(analysis, facts=find_facts(analysis.passages, analysis.places)))
    groups = client.get(report.get_absolute_url(), {"view": "breakdown"}).context["facts"]
    assert [(group.kind, len(group.items)) for group in groups] == [("figure", 4), ("duty", 1)]
    assert (groups[0].items[0].text, groups[0].items[0].about, groups[0].items[0].whose) == ("120公里", "绿道", "苏州市")
    assert groups[1].items[0].about == "市城管局，年底前"
    text = html(client, report, view="breakdown")
    assert f'<a href="{report.get_absolute_url()}#p3">' in text
    assert '<details class="aside-block fact-lists" id="facts">' in text


def test_breakdown_without_facts_has_no_list_of_them(client):
    assert 'id="facts"' not in html(client, shelve_small(), view="breakdown")


def test_column_without_passages_says_so(client):
    assert "这份报告没有谈到。" in html(client, shelve_small(passages=2), view="breakdown")


@pytest.mark.parametrize("name", ["dev-01", "dev-05", "dev-06", "dev-07"])
def test_source_view_lays_the_upload_beside_the_text(client, name):
    report = shelve(name)
    source = client.get(report.get_absolute_url(), {"view": "source"}).context["source"]
    assert source.trouble == ""
    kept = "".join(part.text for row in source.rows for part in row.clean)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", report.text)
    changed = sum(len(part.text) for row in source.rows for part in row.clean if part.is_changed)
    assert changed < len(report.text) / 10


def test_source_view_survives_a_file_that_is_gone(client):
    report = shelve_small()
    report.source.content.storage.delete(report.source.content.name)
    text = html(client, report, view="source")
    assert "原件文件不在了" in text
    assert "他们建成了一网统管平台。" in text


def test_source_downloads_byte_for_byte_under_its_own_name(client):
    report = shelve("dev-06")
    report.source.name = "平顶山市考察报告.docx"
    report.source.save()
    response = client.get(f"/reports/{report.pk}/source/")
    assert b"".join(response.streaming_content) == next(GOLD.glob("dev-06.raw.*")).read_bytes()
    assert unquote(response["Content-Disposition"]) == "attachment; filename*=utf-8''平顶山市考察报告.docx"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"


def test_lost_source_gives_a_page_and_not_an_error(client):
    report = shelve_small()
    report.source.content.storage.delete(report.source.content.name)
    response = client.get(f"/reports/{report.pk}/source/")
    assert response.status_code == 404
    assert "原件文件不在了" in response.content.decode()


@pytest.mark.parametrize("path", ["", "source/"])
def test_draft_is_for_staff_only(client, admin_user, path):
    report = shelve_small(state=State.DRAFT)
    address = f"/reports/{report.pk}/{path}"
    assert client.get(address).status_code == 404
    client.force_login(admin_user)
    with closing(client.get(address)) as response:
        assert response.status_code == 200


def test_draft_says_that_it_is_one(staff):
    report = shelve_small(state=State.DRAFT)
    assert "还没有收入，只有工作人员看得到" in html(staff, report)


def test_superseded_report_leads_to_the_newer_one(client):
    newer = shelve_small(1, title="修订稿")
    older = shelve_small(2, state=State.SUPERSEDED)
    older.newer = newer
    older.save()
    text = html(client, older)
    assert "这是旧的一版" in text
    assert f'href="{newer.get_absolute_url()}">修订稿' in text


def test_damage_is_told_with_its_reasons(client):
    analysis = small_analysis()
    report = shelve_analysis(replace(analysis, clean=replace(analysis.clean, damage=("数字缺位",))))
    text = html(client, report)
    assert "原件缺损" in text
    assert "数字缺位" in text


def test_unsure_roles_are_marked_for_staff_only(client, admin_user):
    analysis = small_analysis()
    unsure = replace(analysis.passages[0], score=0.3)
    report = shelve_analysis(replace(analysis, passages=(unsure, *analysis.passages[1:])))
    assert "拿不准" not in html(client, report)
    client.force_login(admin_user)
    assert html(client, report).count("拿不准") == 1


def test_role_comes_with_its_reasons_weightiest_first(client):
    analysis = small_analysis()
    reasons = (Evidence("heading", "主要做法", 0.5), Evidence("cue", "他们", 1.5))
    report = shelve_analysis(replace(analysis, passages=(replace(analysis.passages[0], evidence=reasons),)))
    body = client.get(report.get_absolute_url()).context["body"]
    assert body.blocks[1].passages[0].evidence == ("文中有“他们”", "在标题“主要做法”之下")


@pytest.mark.parametrize("path", ["/reports/4821/", "/reports/99999999999999999999/", "/reports/4821/source/"])
def test_report_that_is_not_there_gives_a_page(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "没有这份报告" in response.content.decode()


@pytest.mark.parametrize(("name", "value"), [("view", "all"), ("script", "seal")])
def test_unknown_view_or_script_gives_the_allowed_ones(client, name, value):
    response = client.get(shelve_small().get_absolute_url(), {name: value})
    assert response.status_code == 400
    assert "breakdown" in response.content.decode() or "original" in response.content.decode()


@pytest.mark.parametrize("view", ["text", "breakdown", "source"])
@pytest.mark.parametrize("passages", [3, 30])
def test_cost_does_not_grow_with_the_report(client, view, passages, django_assert_num_queries):
    report = shelve_small(passages=passages, themes=("rural", "cadre", "industry"))
    html(client, report, view=view)  # the raw text is read once and kept
    with django_assert_num_queries(QUERIES[view]):
        html(client, report, view=view)


def test_places_in_the_title_stay_whole(client):
    title = "关于赴安吉、杭州市学习考察的报告"
    hosts = (PlaceName("湖州市安吉县"), PlaceName("杭州市", "330100"))
    report = shelve_analysis(replace(small_analysis(title), places=Places(hosts=hosts)))
    parts = client.get(report.get_absolute_url()).context["report"].title_parts
    assert [part.text for part in parts if part.is_name] == ["安吉、", "杭州市"]
    assert "".join(part.text for part in parts) == title
