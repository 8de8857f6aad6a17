"""A real headless Chromium against a really served site. Skipped with a reason where there is no Chromium."""
import shutil
import signal

import pytest

from tests.conftest import skip_or_fail
from tests.installation import Installation, await_line, free_port, stop

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        skip_or_fail("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """Address of a site of its own with the demo library and the administrator ``clerk``."""
    installation, port = Installation(tmp_path_factory.mktemp("site")), free_port()
    process = installation.start("serve", "--port", port)
    try:
        await_line(process, f"http://127.0.0.1:{port}/")
        installation.environment["DJANGO_SUPERUSER_PASSWORD"] = "a-long-enough-word"
        said, status = installation.run("createsuperuser", "--noinput", "--username", "clerk", "--email", "clerk@example.org")
        assert status == 0, said
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process, signal.SIGTERM)


@pytest.fixture
def page(chromium, site, request):
    """A page that fails the test on a script error, a failed request or a request to anywhere else."""
    context = chromium.new_context(base_url=site, viewport={"width": getattr(request, "param", 1440), "height": 900})
    context.set_default_timeout(15_000)
    tab, faults = context.new_page(), []
    tab.on("pageerror", lambda error: faults.append(f"script: {error}"))
    tab.on("request", lambda r: faults.append(f"outside: {r.url}") if not r.url.startswith((site, "data:")) else None)
    tab.on("response", lambda r: faults.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    yield tab
    context.close()
    assert faults == []
