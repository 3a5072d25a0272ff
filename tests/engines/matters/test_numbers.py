"""Numbers of matters: one after the other, unique, and nobody waits for another's transaction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from yugong.engines.matters.actions.records import SLOTS, next_number, numbered
from yugong.kernel.flow import kinds

KIND = kinds["organise.join"]
AT = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.mark.django_db
def test_alone_they_follow_each_other() -> None:
    assert [next_number(KIND, AT) for _ in range(3)] == [f"入会-261121-000{n}" for n in (1, 2, 3)]


@pytest.mark.django_db(transaction=True)
def test_one_who_sends_waits_for_nobody() -> None:
    def meanwhile() -> str:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                return next_number(KIND, AT)
        finally:
            connection.close()

    next_number(KIND, AT)
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        mine = next_number(KIND, AT)
        theirs = pool.submit(meanwhile).result(timeout=30)
    assert (mine, theirs) == ("入会-261121-0002", "入会-261121-1001")


@given(st.sets(st.tuples(st.integers(1, 20_000), st.integers(0, SLOTS - 1))))
def test_no_two_are_alike(taken: set[tuple[int, int]]) -> None:
    assert len({numbered(*one) for one in taken}) == len(taken)
