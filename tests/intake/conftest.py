"""A folder of its own for the uploads of each test, and people who upload."""
import pytest
from django.contrib.auth.models import Permission, User

from tests.gold import GOLD


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "sources"
    return settings.MEDIA_ROOT


@pytest.fixture
def raw():
    """Bytes of a raw demo report: ``raw("dev-06.raw.docx")``."""
    return lambda name: (GOLD / name).read_bytes()


@pytest.fixture
def staff(db):
    user = User.objects.create_user("zhang", password="pw", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_report", "change_report", "delete_report"]))
    return user


@pytest.fixture
def staff_client(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What waits for the commit runs at the end of the block, as it does outside of tests."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
