"""Upload → report → search → compare, as a clerk does it, in a real browser."""
import pytest
from django.contrib.auth import get_user_model

from govreports.intake import intake
from govreports.reports.models import Report, State
from tests.gold import GOLD

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)  # keeps the themes
PAGES = ["/", "/reports/", "/search/?q=湿地", "/compare/", "/cities/", "/themes/", "/themes/eco-city/", "/cities/320300/"]


@pytest.fixture
def library(transactional_db, empty_index):
    """Two published reports."""
    for name in ("dev-01.raw.txt", "train-38.raw.txt"):
        intake.take_in((GOLD / name).read_bytes(), name, state=State.PUBLISHED)


@pytest.fixture
def clerk(db):
    return get_user_model().objects.create_superuser("clerk", password="a-long-enough-word")


def test_upload_report_search_compare(page, library, clerk):
    page.goto("/upload/")
    page.get_by_label("用户名").fill("clerk")
    page.get_by_label("密码").fill("a-long-enough-word")
    page.get_by_role("main").get_by_role("button", name="登录").click()

    page.get_by_label("选文件").set_input_files([GOLD / "dev-03.raw.txt", GOLD / "dev-06.raw.docx"])
    page.get_by_role("button", name="上传", exact=True).click()
    rows = page.locator("table.batch").first.locator("tbody tr")
    assert rows.count() == 2
    rows.filter(has_text="dev-03").get_by_role("link").first.click()

    assert page.get_by_label("去了哪").input_value().startswith("贵州省黎平县")
    page.get_by_role("button", name="收入库").click()
    report = Report.objects.get(title__startswith="通道侗族自治县")
    assert report.state == State.PUBLISHED

    page.goto(report.get_absolute_url())
    assert "侗寨" in page.locator("article").inner_text()
    assert "(tǐ)" not in page.content()
    page.get_by_role("link", name="原字形").click()
    assert "文化旅遊" in page.locator("article").inner_text()
    page.goto(report.get_absolute_url())
    page.get_by_role("link", name="学悟行三栏").click()
    for role in ("学", "悟", "行"):
        assert page.locator("article").get_by_text(role).first.is_visible()

    page.get_by_role("banner").get_by_role("searchbox").fill("濕地")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "湿地"
    page.get_by_role("main").get_by_role("searchbox").fill("塌陷地")
    page.keyboard.press("Enter")
    groups = page.locator(".hit-group")
    groups.nth(1).wait_for()
    assert groups.count() >= 2
    for number in (0, 1):
        groups.nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name="比较").first.click()
    assert page.url.count("r=") == 2
    assert page.locator("table.compare thead th").count() >= 3


@pytest.mark.parametrize("page", [1440, 390, 320], indirect=True)
def test_no_page_scrolls_sideways_and_each_has_one_h1(page, library):
    report = Report.objects.first()
    for path in [*PAGES, *(f"/reports/{report.pk}/?view={view}" for view in ("text", "breakdown", "source"))]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("document.documentElement.lang") == "zh-Hans", path


def test_the_way_by_keyboard(page, library):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.get_by_role("main").get_by_role("searchbox").focus()
    page.keyboard.type("塌陷地")
    page.keyboard.press("Enter")
    assert "塌陷地" in page.locator("mark").first.inner_text()


def test_pages_work_without_script(chromium, live_server, library):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        assert page.goto(path).status == 200, path
        assert page.get_by_role("heading", level=1).count() == 1, path
    context.close()
