"""A connection that the server closed between two requests is replaced, though it answered just now."""

import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db(transaction=True)


def here(cursor):
    cursor.execute("SELECT pg_backend_pid()")
    return cursor.fetchone()[0]


def test_a_closed_connection_is_noticed_at_once():
    with connection.cursor() as cursor:
        first = here(cursor)
    assert connection.is_usable()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
        assert cursor.fetchone() == (True,)
    other.close()
    assert not connection.is_usable()
    connection.close()
    with connection.cursor() as cursor:
        assert here(cursor) != first
    assert connection.is_usable()
