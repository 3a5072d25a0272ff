"""Two at once: one matter from two taps, one move from two officers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Happening, Matter
from yugong.kernel.errors import Refused

from .sample import GIVEN, KEY
from .town import START, build


def both(*acts):
    """Run the acts at the same moment; what each returned, or the refusal."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait(timeout=10)
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_make_one_matter() -> None:
    town = build()

    def tap():
        return matters.open(kind=KEY, asker=town.worker, answers=GIVEN, key="tap", by=town.me(), at=START)

    first, second = both(tap, tap)
    assert first.pk == second.pk
    assert Matter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_make_one_move() -> None:
    town = build()
    matter = matters.open(kind=KEY, asker=town.worker, answers=GIVEN, by=town.me(), at=START)

    def press(who):
        by = town.officers[who]
        return lambda: matters.move(matter=matter, name="accept", by=by, at=START)

    done = both(press("clerk"), press("chair"))
    assert sorted(type(one).__name__ for one in done) == ["Matter", "Refused"]
    refused = next(one for one in done if isinstance(one, Refused))
    assert "可能刚有人办过" in refused.reason
    assert Happening.objects.filter(move="accept").count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_people_at_once_get_different_numbers() -> None:
    town = build()

    def tap(who):
        return lambda: matters.open(kind=KEY, asker=who, answers=GIVEN, key="t", by=town.me(who), at=START)

    numbers = {one.number for one in both(tap(town.worker), tap(town.other))}
    assert len(numbers) == 2
