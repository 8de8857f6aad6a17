"""A real headless Chromium against the running site. Skipped with a reason where there is none."""
import os
import shutil

import pytest

from tests.conftest import skip_or_fail

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items):
    """One worker runs all browser tests, one after another: one Chromium is enough for the machine."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        skip_or_fail("Chromium is not installed")
    # Playwright keeps an event loop in this thread; Django's ORM would take that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server, request):
    """A page that fails the test on a script error, a failed request or a request to anywhere else."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": getattr(request, "param", 1440), "height": 900})
    context.set_default_timeout(15_000)
    tab, faults = context.new_page(), []
    tab.on("pageerror", lambda error: faults.append(f"script: {error}"))
    tab.on("request", lambda r: faults.append(f"outside: {r.url}") if not r.url.startswith((live_server.url, "data:")) else None)
    tab.on("response", lambda r: faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    yield tab
    context.close()
    assert faults == []


@pytest.fixture
def empty_index():
    from haystack import connections

    connections["default"].get_backend().clear()
