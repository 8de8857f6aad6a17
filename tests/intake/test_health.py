"""What monitors are told."""
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_healthz_answers_without_signing_in_also_on_a_closed_site(client, settings):
    settings.SIGN_IN_REQUIRED = True
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "index": "ok"})


def test_healthz_says_when_the_database_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_report RENAME TO gone")
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, "unavailable")


def test_healthz_is_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz")
