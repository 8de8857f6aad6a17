"""Files, the grid and saved searches in a real browser, without script where that tells something."""
import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.xdist_group("browser")  # one Chromium is enough for the machine
GRID = "/search/grid/?q=物业、养老、湿地、网格、一网统管、城市大脑、工业遗产、垃圾分类、民宿"


def test_a_search_is_saved_renamed_and_deleted_without_script(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=湿地&role=learned")
    page.get_by_text("存下这次检索").click()
    page.get_by_label("名称").fill("各地湿地")
    page.get_by_role("button", name="存下").click()
    page.get_by_role("status").get_by_role("link", name="存下的检索").click()
    assert "没有新的" in page.get_by_role("listitem").filter(has_text="各地湿地").inner_text()
    page.get_by_text("改名、删去").click()
    page.get_by_label("名称").fill("湿地怎么修")
    page.get_by_role("button", name="改名").click()
    page.get_by_role("link", name="湿地怎么修").click()
    assert page.get_by_role("heading", level=1).inner_text() == "湿地怎么修"
    page.goto("/")
    page.get_by_role("link", name="湿地 · 学到").click()
    assert page.locator("mark").first.inner_text() == "湿地"
    page.goto("/search/saved/")
    page.get_by_text("改名、删去").click()
    page.get_by_role("button", name="删去").click()
    assert page.get_by_text("还没有存过").is_visible()
    page.goto("/search/")
    page.get_by_role("button", name="清除").click()
    assert page.get_by_text("最近检索").count() == 0
    context.close()


def test_files_open_and_their_links_lead_back(page, tmp_path):
    page.goto("/search/?q=湿地")
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    download.value.save_as(tmp_path / "found.xlsx")
    assert download.value.suggested_filename.startswith("湿地 ")
    sheet = load_workbook(tmp_path / "found.xlsx").worksheets[0]
    assert page.locator(".found-head h2").inner_text().endswith(f"{sheet.max_row - 1} 段")
    page.goto(sheet["L2"].hyperlink.target)
    assert page.locator(".passage:target").inner_text().replace("\n", "").count(sheet["J2"].value[:20]) == 1


@pytest.mark.parametrize("page", [1440, 390, 320], indirect=True)
def test_the_grid_scrolls_in_its_own_box_and_its_heads_stay(page):
    page.goto(GRID)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.get_by_role("region", name="词语")
    box.evaluate("box => { box.style.maxHeight = '220px'; box.scrollTo(60, 120); }")
    frame, head = box.bounding_box(), page.locator(".grid thead th").first.bounding_box()
    assert abs(head["x"] - frame["x"]) < 2 and abs(head["y"] - frame["y"]) < 2
    first = page.locator(".grid tbody th").first.bounding_box()
    assert abs(first["x"] - frame["x"]) < 2
    cell = page.locator(".grid tbody td a").first
    figure, address = cell.inner_text(), cell.get_attribute("href")
    page.goto(address)
    assert page.locator(".found-head h2").inner_text().endswith(f"，{figure} 段")


@pytest.mark.parametrize("page", [1440, 390, 320], indirect=True)
def test_no_page_of_lists_scrolls_sideways(page):
    page.goto("/search/?q=湿地")
    for path in ("/search/grid/", "/search/saved/", "/search/", "/", "/search/?q=湿地"):
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path


def test_the_grid_prints_across(page):
    page.goto(GRID)
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841" in pdf
