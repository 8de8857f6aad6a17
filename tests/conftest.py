"""What all tests share."""
import os

import pytest


@pytest.fixture(autouse=True)
def empty_index():
    """Every test begins with an empty index in memory."""
    from haystack import connections

    connections["default"].get_backend().clear()


def skip_or_fail(reason: str) -> None:
    """Skip where a part is not installed; fail where the checks promised to install it."""
    if os.environ.get("GOVREPORTS_TESTS_NEED_ALL") == "1":
        pytest.fail(f"{reason}, but GOVREPORTS_TESTS_NEED_ALL=1 asks for it", pytrace=False)
    pytest.skip(reason)
