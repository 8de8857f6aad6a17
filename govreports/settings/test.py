"""Tests: an index in memory, uploads in a folder of their own, cheap passwords."""
import tempfile

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "govreports.search.backend.WhooshEngine", "STORAGE": "ram"}}
MEDIA_ROOT = tempfile.mkdtemp(prefix="govreports-test-")
STATIC_ROOT = tempfile.mkdtemp(prefix="govreports-test-static-")  # WhiteNoise warns of a folder that is missing
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
