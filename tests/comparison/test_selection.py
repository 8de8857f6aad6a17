"""What an address asks to compare, and the addresses made from it."""
import pytest
from django.http import QueryDict

from govreports.comparison.selection import read_selection
from govreports.reports.errors import BadParameter
from govreports.reports.models import Theme

THEMES = {"rural": Theme(slug="rural", name="乡村振兴"), "eco-city": Theme(slug="eco-city", name="生态城市")}


def read(query: str):
    return read_selection(QueryDict(query), THEMES)


def test_two_reports_are_a_comparison():
    found = read("r=3&r=7&theme=rural")
    assert (found.kind, found.keys, found.theme, found.is_picking) == ("report", ("3", "7"), "rural", False)


@pytest.mark.parametrize(("query", "kind"), [
    ("", "report"), ("r=3", "report"), ("city=330100", "city"), ("pick=city", "city"), ("r=3&pick=city", "report"),
])
def test_fewer_than_two_means_choosing(query, kind):
    found = read(query)
    assert (found.is_picking, found.kind) == (True, kind)


def test_pick_goes_on_choosing_with_what_is_chosen():
    found = read("r=3&r=7&pick=report&q= 苏州 ")
    assert (found.is_picking, found.keys, found.q) == (True, ("3", "7"), "苏州")


def test_the_same_report_twice_is_one():
    assert read("r=3&r=3&r=&r=7").keys == ("3", "7")


@pytest.mark.parametrize(("query", "name"), [
    ("r=1&r=2&r=3&r=4&r=5", "r"), ("city=110000&city=120000&city=310000&city=330000&city=320000", "city"), ("r=1&city=330100", "city"),
    ("r=abc", "r"), ("r=-1", "r"), ("r=１", "r"), ("r=99999999999999999999", "r"), ("city=999999", "city"), ("city=杭州", "city"),
    ("r=1&r=2&theme=x", "theme"), ("pick=x", "pick"),
])
def test_what_cannot_be_compared_is_named_with_what_can(query, name):
    with pytest.raises(BadParameter) as caught:
        read(query)
    assert caught.value.name == name
    assert caught.value.allowed


def test_address_keeps_the_rest():
    found = read("r=3&r=7&theme=rural&both=1")
    assert found.address() == "/compare/?r=3&r=7&theme=rural&both=1"
    assert found.address(theme="eco-city") == "/compare/?r=3&r=7&theme=eco-city&both=1"


def test_taking_one_of_two_away_leads_back_to_choosing():
    assert read("r=3&r=7").without("3") == "/compare/?r=7&pick=report"
    assert read("city=110000&city=310000&city=330000").without("110000") == "/compare/?city=310000&city=330000"
