"""``python -m tests.bench build|ask|table``; see ``timing.py``."""
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from tests.bench.timing import main  # noqa: E402

main()
