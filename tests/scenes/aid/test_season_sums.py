"""Many officers at once never pass a cap, a budget or a store; a programme says what the books say."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenes.aid.season_town import NOW, TODAY, Town

from yugong.engines.ledger import queries as books
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import goods, programmes
from yugong.scenes.aid.models import Grant, Parcel, Programme, Target
from yugong.scenes.aid.queries import programmes as queries
from yugong.scenes.aid.queries.goods import in_store


def together(acts: list[Any]) -> list[Any]:
    """Run the acts at the same moment; what each returned, or the code of its refusal."""
    gate = Barrier(len(acts))

    def run(act: Any) -> Any:
        try:
            gate.wait(timeout=60)
            return act()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def deciding(town: Town, programme: Programme) -> Any:
    ids = list(Target.objects.filter(programme=programme).values_list("pk", flat=True))
    return lambda: programmes.decide(programme=programme, targets=ids, grant=True, by=town.by, at=NOW).granted


@pytest.mark.django_db(transaction=True)
def test_eight_unions_at_once_never_pass_the_cap_of_a_year() -> None:
    """Each of eight rounds gives 1,500; the year's cap of 6,000 lets four through, whoever comes first."""
    town = Town()
    acts = []
    for n in range(8):
        programme = town.open(
            period=f"第 {n} 期", name=f"第 {n} 期", each_fen=1_500_00, at=NOW - timedelta(days=n)
        )
        town.put(programme, town.workers[0])
        acts.append(deciding(town, programme))
    assert Counter(together(acts)) == {1: 4, 0: 4}
    assert sum(one.amount_fen for one in queries.got_in(town.workers[0].pk, TODAY.year)) == 6_000_00


@pytest.mark.django_db(transaction=True)
def test_the_same_list_decided_eight_times_at_once_gives_once() -> None:
    town = Town()
    programme = town.open(fen=2_000_00)
    town.put(programme, *town.workers)
    assert sum(together([deciding(town, programme)] * 8)) == 2
    assert Grant.objects.count() == 2
    assert queries.sums(programme.pk).committed_fen == 1_800_00


@pytest.mark.django_db(transaction=True)
def test_one_parcel_handed_over_eight_times_at_once_leaves_the_store_once() -> None:
    town = Town()
    programme = town.open_goods()
    goods.bring(programme=programme, pieces=3, text="采购", by=town.by, at=NOW)
    town.put(programme, *town.workers)
    deciding(town, programme)()
    one = Parcel.objects.filter(programme=programme)[0]
    acts = [lambda: goods.hand(parcel=one, way="scan", by=town.by, at=NOW).way] * 8
    assert Counter(together(acts)) == {"scan": 1, "handed": 7}
    assert in_store(programme) == 2


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fen=st.lists(st.integers(1, 3_500_00), min_size=3, max_size=3), budget=st.integers(1, 6_000_00))
def test_what_a_programme_says_is_what_the_books_say(db: Any, fen: list[int], budget: int) -> None:
    """Whatever is asked: granted = held on its line, nobody above a cap, nothing above the budget."""
    with transaction.atomic():
        town = Town()
        programme = town.open(fen=budget, each_fen=0)
        for person, amount in zip(town.workers, fen, strict=True):
            town.put(programme, person, fen=amount)
        granted = deciding(town, programme)()
        sums, line = queries.sums(programme.pk), books.line_of(programme.line_id)
        assert line is not None
        assert sums.committed_fen == line.held <= budget
        assert granted == Grant.objects.filter(programme=programme).count()
        assert sums.refused + granted == 3
        assert all(row.amount_fen <= 3_000_00 for row in Grant.objects.filter(programme=programme))
        assert [*books.verify()] == []
        transaction.set_rollback(True)
