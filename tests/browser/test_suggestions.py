"""Suggestions in a search box, by keyboard and mouse."""
import pytest

pytestmark = pytest.mark.xdist_group("browser")


def box(page):
    page.goto("/search/")
    return page.get_by_role("main").get_by_role("combobox")


def test_arrow_and_enter_choose_a_city_by_its_initials(page):
    field = box(page)
    field.press_sequentially("xz", delay=30)
    option = page.get_by_role("option", name="徐州市")
    option.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    while option.get_attribute("aria-selected") != "true":
        field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Enter")
    page.wait_for_url("**q=%E5%BE%90%E5%B7%9E%E5%B8%82*")


def test_enter_without_a_choice_searches_what_is_typed(page):
    field = box(page)
    field.press_sequentially("湿地", delay=30)
    page.wait_for_timeout(400)
    field.press("Enter")
    page.wait_for_url("**q=%E6%B9%BF%E5%9C%B0*")


def test_escape_closes_and_leaves_the_line(page):
    field = box(page)
    field.press_sequentially("xz", delay=30)
    page.get_by_role("listbox").wait_for()
    field.press("Escape")
    assert not page.get_by_role("listbox").is_visible() and field.input_value() == "xz"


def test_a_click_searches(page):
    field = box(page)
    field.press_sequentially("经验 xz", delay=30)
    page.get_by_role("option", name="徐州市").click()
    page.wait_for_url("**q=*")
    assert box_value(page) == "经验 徐州市"


def box_value(page) -> str:
    return page.get_by_role("main").get_by_role("combobox").input_value()


@pytest.mark.parametrize("page", [390, 1440], indirect=True)
def test_new_pages_do_not_scroll_sideways(page):
    page.goto("/search/?q=物业")
    page.get_by_text("存下这次检索").click()
    page.get_by_role("button", name="存下").click()
    for address in ("/search/saved/", "/search/grid/?q=物业、夜间经济", "/search/?q=一网统管 -电梯 范围：同段", "/reports/1/?find=湿地"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_report_leads_from_one_hit_to_the_next(page):
    page.goto("/search/?q=湿地")
    page.locator(".hit .path a").first.click()
    page.get_by_role("link", name="下一处").first.click()
    assert "#p" in page.url and page.locator("mark").count() > 1
    page.get_by_role("link", name="去掉标记").click()
    assert page.locator("article mark").count() == 0
