"""Limits are exact under concurrency, begin anew after their window, and say how long to wait."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.ground.signin.models import Allowance
from yugong.kernel.errors import Refused

from ..access.town import NOW

TEN = Limit("test", 10, timedelta(minutes=15), "次数过多")


@pytest.mark.django_db(transaction=True)
def test_four_threads_together_get_exactly_what_is_allowed():
    def attempts(_: int) -> int:
        try:
            return sum(not limits.spend(TEN, "k", at=NOW).over for _ in range(25))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        passed = list(pool.map(attempts, range(4)))
    assert sum(passed) == 10
    assert Allowance.objects.get().used == 100


@pytest.mark.django_db
def test_a_window_that_is_over_begins_anew():
    for _ in range(11):
        last = limits.spend(TEN, "k", at=NOW)
    assert last.over
    assert limits.spend(TEN, "k", at=NOW + TEN.span - timedelta(seconds=1)).over
    assert limits.spend(TEN, "k", at=NOW + TEN.span).used == 1


@pytest.mark.django_db
def test_keys_do_not_touch_each_other_and_are_not_readable():
    for key in (("13800000001", "10.0.0.1"), ("13800000002", "10.0.0.1"), ("13800000001", "10.0.0.2")):
        assert limits.spend(TEN, *key, at=NOW).used == 1
    assert not any(b"138000" in bytes(row.key_index) for row in Allowance.objects.all())


@pytest.mark.django_db
def test_one_waits_as_long_as_it_says():
    once = Limit("once", 1, timedelta(minutes=15), "次数过多")
    limits.insist(once, "k", field="phone", at=NOW)
    with pytest.raises(Refused) as refused:
        limits.insist(once, "k", field="phone", at=NOW + timedelta(minutes=1))
    assert refused.value.reason == "次数过多，请 14 分钟后再试。"
    assert (refused.value.field, refused.value.code) == ("phone", "limited")


@pytest.mark.django_db
def test_what_is_forgotten_and_what_is_purged():
    limits.spend(TEN, "a", at=NOW)
    limits.spend(TEN, "b", at=NOW - TEN.span * 2)
    limits.forget(TEN, "a")
    assert limits.purge(at=NOW) == 1
    assert Allowance.objects.count() == 0


@pytest.mark.parametrize(
    ("left", "words"),
    [(timedelta(microseconds=1), "1 秒"), (timedelta(seconds=60), "60 秒"), (timedelta(seconds=91), "2 分钟"),
     (timedelta(minutes=90), "90 分钟"), (timedelta(minutes=91), "2 小时"), (timedelta(hours=24), "24 小时")],
)  # fmt: skip
def test_waiting_times_in_words(left, words):
    assert limits.wait(left) == words
