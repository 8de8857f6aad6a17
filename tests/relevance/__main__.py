"""``python -m tests.relevance [--write] [--misses]``: how well passages are found, beside other engines."""
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "govreports.settings.test"
django.setup()

from tests.relevance.measure import main  # noqa: E402

main()
