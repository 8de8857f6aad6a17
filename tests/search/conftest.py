"""Every test here begins with an empty index in memory."""
import pytest
from haystack import connections


@pytest.fixture(autouse=True)
def empty_index():
    connections["default"].get_backend().clear()
