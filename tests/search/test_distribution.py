"""Some distributions share an import name and overwrite each other silently. See docs/whoosh-distribution.md."""
from importlib.metadata import packages_distributions

import pytest


@pytest.mark.parametrize(("module", "distribution"), [("whoosh", "Whoosh-Reloaded"), ("opencc", "opencc-python-reimplemented")])
def test_only_the_chosen_distribution_is_installed(module: str, distribution: str):
    assert set(packages_distributions()[module]) == {distribution}
