"""Upload → report → search → compare, as a clerk does it, in a real browser."""
import pytest

from tests.gold import GOLD

pytestmark = pytest.mark.xdist_group("browser")  # one Chromium is enough for the machine
REPORT = "/reports/1/"
PAGES = [
    "/", "/reports/", REPORT, f"{REPORT}?view=breakdown", f"{REPORT}?view=source", "/search/?q=湿地", "/compare/", "/compare/?r=1&r=2",
    "/compare/?city=320300&city=340100", "/cities/", "/cities/320300/", "/themes/", "/themes/eco-city/",
]


def test_upload_report_search_compare(page, tmp_path):
    page.goto("/upload/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill("a-long-enough-word")
    page.get_by_role("main").get_by_role("button", name="登录").click()

    blank = tmp_path / "空白.txt"
    blank.write_text(" ", "utf-8")
    page.get_by_label("选文件").set_input_files([GOLD / "train-14.raw.txt", blank])
    page.get_by_role("button", name="上传", exact=True).click()
    rows = page.locator("table.batch").first.locator("tbody tr")
    assert rows.count() == 2
    assert "读不了" in rows.filter(has_text="空白.txt").inner_text()
    rows.filter(has_text="train-14").get_by_role("link").first.click()

    assert page.get_by_label("去了哪").input_value().startswith("合肥市")
    page.get_by_role("button", name="收入库").click()
    page.get_by_role("status").get_by_role("link").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("向创新要动能")
    assert "量子大街" in page.locator("article").inner_text()
    page.get_by_role("link", name="学悟行三栏").click()
    for column in ("他们怎么做", "我们怎么看", "回来怎么干"):
        assert page.get_by_text(column).first.is_visible()

    page.get_by_role("banner").get_by_role("combobox").fill("城市大腦")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "城市大脑"
    page.get_by_role("main").get_by_role("combobox").fill("网格")
    page.keyboard.press("Enter")
    page.get_by_text("网格").first.wait_for()
    groups = page.locator(".hit-group")
    for number in (0, 1):
        groups.nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="比较").first.click()
    assert page.url.count("r=") == 2
    assert page.locator("table.compare thead th").count() >= 3


def test_traditional_source_reads_in_simplified_with_its_own_script_one_click_away(page):
    page.goto("/reports/?q=通道侗族")
    page.get_by_role("main").get_by_role("link", name="通道侗族自治县").first.click()
    text = page.locator("article").inner_text()
    assert "文化旅游广电体育局" in text and "(tǐ)" not in text
    page.get_by_role("link", name="原字形").click()
    assert "文化旅遊廣電體育局" in page.locator("article").inner_text()


@pytest.mark.parametrize("page", [1440, 1024, 390, 320], indirect=True)
def test_no_page_scrolls_sideways_and_each_has_one_h1(page):
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("document.documentElement.lang") == "zh-Hans", path


def test_the_way_by_keyboard(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("main").get_by_role("combobox").focus()
    page.keyboard.type("塌陷地")
    page.keyboard.press("Enter")
    assert "塌陷地" in page.locator("mark").first.inner_text()


def test_pages_work_without_script(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        assert page.goto(path).status == 200, path
        assert page.get_by_role("heading", level=1).count() == 1, path
    context.close()
