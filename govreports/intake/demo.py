"""The demo library: the files that ``fixtures/demo.toml`` lists, taken in like any upload and published."""
import tomllib
from collections.abc import Iterator

from django.conf import settings

from govreports.reports.models import State

from .intake import take_in
from .outcomes import Outcome

LIST = settings.BASE_DIR / "fixtures" / "demo.toml"


def load() -> Iterator[Outcome]:
    """One outcome a report. What is there already stays as it is, and no other report is touched."""
    for report in tomllib.loads(LIST.read_text("utf-8"))["report"]:
        data = (LIST.parent / report["file"]).read_bytes()
        yield from take_in(data, report["name"], state=State.PUBLISHED, links_versions=False)
