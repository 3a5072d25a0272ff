"""Moments come from the database as Python's own, in UTC, whatever their fraction."""

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection


@pytest.mark.django_db
def test_moments_are_read_to_the_microsecond() -> None:
    told = (
        "2026-11-22 06:09:50.123456+00",
        "2026-07-14 00:00:00+08",
        "0001-01-01 00:00:00+00",
        "2026-01-01 00:00:00.5+00",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz, %s::timestamptz, %s::timestamptz, %s::timestamptz", told)
        found = cursor.fetchone()
    assert found == tuple(datetime.fromisoformat(one) for one in told)
    assert {one.tzinfo for one in found} == {UTC}


@pytest.mark.django_db
def test_what_is_no_moment_of_python_is_refused_as_before() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '10000-01-01 00:00:00+00'::timestamptz")
        with pytest.raises(DataError):
            cursor.fetchone()
