"""Random walks through every registered kind: nothing closes unheard, no clock and no step is lost."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from yugong.engines.matters.actions.moving import apply
from yugong.engines.matters.actions.opening import written
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.models import ClockRow, Happening
from yugong.ground.audit.writing import writing
from yugong.kernel.actor import CLOCK as CLOCK_ACTOR
from yugong.kernel.actor import Actor
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
