"""Random walks through every registered kind: nothing closes unheard, no clock and no step is lost."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction

from yugong.engines.matters import actions as matters
from yugong.engines.matters.actions.moving import apply
from yugong.engines.matters.actions.opening import written
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.models import ClockRow, Happening
from yugong.engines.matters.queries.timing import clock_of
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import CLOCK as CLOCK_ACTOR
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOCK, CLOSED, OUTSIDE, RULE, Kind, Move, kinds

from .sample import SAMPLE
from .town import START, Town

LONGEST = 60


def actor_for(kind: Kind, step: Move, town: Town) -> Actor:
    mover = kind.mover(step)
    if mover == ASKER:
        return town.me()
    return CLOCK_ACTOR if mover in (CLOCK, RULE, OUTSIDE) else town.officers["chair"]


def every_kind() -> list[str]:
    return sorted({SAMPLE.key, *kinds.keys()})


@pytest.mark.parametrize("key", every_kind())
@pytest.mark.parametrize("seed", range(4))
def test_no_walk_closes_unheard_or_loses_a_clock(town, key: str, seed: int) -> None:
    kind, dice, at = kinds[key], random.Random(seed), START
    with writing("walk"):
        matter: Any = written(kind, town.worker, {}, town.union, by=town.me(), at=at)
        happen(matter, "open", by=town.me(), at=at, path=("", matter.stage))
        matter.save()
        for _ in range(LONGEST):
            at += timedelta(hours=dice.randrange(1, 60))
            ways = list(kind.from_(matter.stage))
            step = dice.choice(ways)
            bare = Move(step.name, step.path, step.label, by=kind.mover(step))
            apply(matter, kind, bare, {}, by=actor_for(kind, step, town), at=at)
            running = ClockRow.objects.filter(matter=matter, stopped_at__isnull=True)
            if matter.stage == CLOSED:
                assert running.count() == 0
                assert matter.handled_at is not None
                assert matter.heard_at is not None
                break
            sides = list(running.exclude(about="").values_list("about", flat=True))
            assert sides == (["note"] if kind.stage(matter.stage).note else [])
            running = running.filter(about="")
            assert [row.stage for row in running if row.stage] == [matter.stage]
            assert running.filter(stage="").count() == (1 if kind.case_within else 0)
            assert running.exclude(stage="").get().due_at == matter.due_at
    rows = list(Happening.objects.filter(matter=matter).order_by("seq"))
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    steps = [row for row in rows if row.to_stage]  # a draw leads nowhere
    assert all(after.from_stage == before.to_stage for before, after in pairwise(steps))


def beside_the_way(matter: Any, town: Town, dice: random.Random, at: Any) -> None:
    """A pause, a resumption or a transfer by whoever holds the matter."""
    desk = {town.union.pk: town.officers["chair"], town.street.pk: town.officers["street"]}[matter.unit_id]
    if matter.paused_at:
        matters.resume(matter=matter, by=desk, at=at)
    elif dice.random() < 0.5:
        matters.pause(matter=matter, reason="等回函", by=desk, at=at)
    else:
        to = town.street if matter.unit_id == town.union.pk else town.union
        matters.transfer(matter=matter, to=to, reason="属地", by=desk, at=at)


@pytest.mark.parametrize("key", every_kind())
def test_pause_return_and_transfer_lose_no_clock(town, key: str) -> None:
    kind, dice, at = kinds[key], random.Random(key), START
    with writing("walk"):
        matter: Any = written(kind, town.worker, {"blind": "no"}, town.union, by=town.me(), at=at)
        happen(matter, "open", by=town.me(), at=at, path=("", matter.stage))
        matter.save()
        for _ in range(30):
            if matter.stage == CLOSED:
                break
            at += timedelta(hours=dice.randrange(1, 30))
            before = list(ClockRow.objects.filter(matter=matter, stopped_at=None).order_by("id"))
            try:
                with transaction.atomic():
                    beside_the_way(matter, town, dice, at)
            except Refused:  # the asker holds it, a drawn officer does, or that desk may not take it
                pass
            matter.refresh_from_db()
            after = list(ClockRow.objects.filter(matter=matter, stopped_at=None).order_by("id"))
            assert [(row.pk, row.count) for row in after] == [(row.pk, row.count) for row in before]
            assert all(new.due_at >= old.due_at for new, old in zip(after, before, strict=True))
            case_rests = matter.paused_at is not None or matter.held_by == ASKER
            assert {clock_of(row).paused for row in after if not row.stage} <= {case_rests}
            step = dice.choice(list(kind.from_(matter.stage)))
            if dice.random() < 0.5:
                bare = Move(step.name, step.path, step.label, by=kind.mover(step))
                apply(matter, kind, bare, {}, by=actor_for(kind, step, town), at=at)
