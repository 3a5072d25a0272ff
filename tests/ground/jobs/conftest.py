"""A table on which the drills leave their marks."""

import pytest
from django.db import connection


@pytest.fixture
def drill(request):
    """Reads the marks in order; the table goes with the test."""
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE drill (id bigserial, word text)")

    def marks():
        with connection.cursor() as cursor:
            cursor.execute("SELECT word FROM drill ORDER BY id")
            return [word for (word,) in cursor.fetchall()]

    yield marks
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS drill")
