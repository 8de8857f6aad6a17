"""What every page has: one main heading, labels, the current place, small templates."""
import re
from pathlib import Path

import pytest

from tests.reports.shelf import shelve

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = ("/", "/reports/", "/reports/{pk}/", "/reports/{pk}/?view=breakdown", "/reports/{pk}/?view=source", "/login/", "/nowhere/",
         "/reports/?sort=x")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_main_heading_and_a_label_for_every_control(client, address):
    html = client.get(address.format(pk=shelve().pk)).content.decode()
    assert len(re.findall(r"<h1[ >]", html)) == 1
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    for control in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        if 'type="hidden"' in control or 'type="checkbox"' in control:
            continue
        assert re.search(r'\bid="([^"]+)"', control).group(1) in labelled, control
    for box in re.findall(r"<label[^>]*>(?:(?!</label>).)*type=\"checkbox\".*?</label>", html):
        assert re.sub("<[^>]+>", "", box).strip()
    assert "style=" not in html
    assert not re.search(r"\son\w+=", html)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "place"), [("/reports/", "报告"), ("/reports/{pk}/", "报告")])
def test_current_place_is_marked_in_the_head(client, address, place):
    html = client.get(address.format(pk=shelve().pk)).content.decode()
    assert re.findall(r'aria-current="page">([^<]+)</a></li>', html) == [place]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_template_is_small(path):
    assert len(path.read_text("utf-8").splitlines()) <= (40 if path.name.startswith("_") else 80)
    assert "style=" not in path.read_text("utf-8")


@pytest.mark.django_db
def test_fourteen_themes_are_there_from_the_start_core_three_first():
    from govreports.reports.models import Theme

    themes = list(Theme.objects.values_list("slug", "name"))
    assert len(themes) == 14
    assert themes[:3] == [("eco-city", "生态城市"), ("cultural-tourism", "文旅融合"), ("smart-governance", "智慧治理")]
    assert not Theme.objects.filter(name_en="").exists()
