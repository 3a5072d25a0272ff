"""After an upgrade with other definitions the worker counts anew by itself, once, and shows how far it is."""

import pytest
from tests.engines.matters.town import START, build

from yugong.engines.indicators import jobs
from yugong.engines.indicators.actions import backfilling, recounting
from yugong.engines.indicators.models import Definition, Fact
from yugong.engines.indicators.queries import definitions
from yugong.ground.jobs.queries import watch

MEMBERS = "organise.members"


@pytest.fixture
def town(db):
    found = build()
    backfilling.backfill()
    return found


def test_nothing_is_counted_again_where_no_definition_changed(town):
    assert definitions.stale() == []
    jobs.fold()
    assert definitions.running() is None


def test_a_changed_definition_is_counted_by_the_worker_once(town):
    Definition.objects.filter(measure=MEMBERS).update(digest="by other words")
    Definition.objects.create(measure="organise.gone", digest="no longer declared")
    Fact.objects.filter(measure=MEMBERS).update(amount=5)
    assert definitions.stale() == ["organise.gone", MEMBERS]
    jobs.fold()
    jobs.fold()
    waits = definitions.running()
    assert waits is not None
    assert recounting.recount_later(at=START).id == waits.id
    jobs.backfill(progress=str(waits.id))
    over = watch(waits.id)
    assert over is not None
    assert (over.state, over.percent, over.note) == ("done", 100, "改正 2 条统计记录")
    assert (definitions.stale(), definitions.running()) == ([], None)
    assert set(Fact.objects.filter(measure=MEMBERS).values_list("amount", flat=True)) == {1}
