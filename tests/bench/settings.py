"""The settings of the tests, and this package as an application, so that haystack knows its model."""
from govreports.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench"]  # noqa: F405
