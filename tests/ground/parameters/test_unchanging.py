"""What a loader reads once: the same answers, for itself alone, and nothing set meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from yugong.ground.parameters import actions, queries
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Broken

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 3, 2)
KEY, OTHER = "sla.12351.take", "sla.12351.note"
pytestmark = pytest.mark.django_db


def setting(key: str = KEY, value: int = 3) -> None:
    given = {"valid_from": date(2026, 1, 1), "source": "测试"}
    actions.set_parameter(key=key, value=value, **given, by=SYSTEM, at=AT)


def test_answers_are_the_same_inside_and_outside():
    setting()
    actions.seed_holidays(by=SYSTEM, at=AT)
    before = [queries.value(key, on=DAY) for key in (KEY, OTHER)], queries.calendar()
    with queries.unchanging():
        assert ([queries.value(key, on=DAY) for key in (KEY, OTHER)], queries.calendar()) == before
    assert before[0][0] == 3


def test_what_was_never_set_is_not_looked_for(django_assert_num_queries):
    with queries.unchanging(), django_assert_num_queries(0):
        queries.value(KEY, on=DAY)
        queries.calendar()


def test_nothing_is_set_or_imported_meanwhile():
    with queries.unchanging():
        with pytest.raises(Broken):
            setting()
        with pytest.raises(Broken):
            actions.import_holidays(year=2030, days=[], source="测试", by=SYSTEM, at=AT)
    setting()
    assert queries.value(KEY, on=DAY) == 3


def test_other_threads_do_not_go_by_it():
    with queries.unchanging(), ThreadPoolExecutor(1) as other:
        assert other.submit(queries.changing).result() is None
