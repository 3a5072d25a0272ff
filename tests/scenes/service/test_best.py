"""The hundred best: put in by its union's officer, scored, posted at the mark, named by the clock."""

from datetime import timedelta

import pytest
from tests.scenes.service.clinic import NOW, Clinic

from yugong.engines.matters import actions as matters
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK
from yugong.kernel.errors import Refused
from yugong.scenes.service.models import BestPlace
from yugong.scenes.service.queries import best

SCORES = {"safety": 20, "health": 16, "price": 16, "open_to": 14, "said": 14}


def test_a_canteen_is_scored_posted_and_named(clinic: Clinic):
    given = {
        "unit": clinic.tree.union.pk, "sort": "canteen", "name": "茶厂食堂", "address": "江边路 1 号",
        "served": 90, "about": "便宜",
    }  # fmt: skip
    kind = {"kind": "service.hundred_best", "answers": given, "at": NOW}
    with pytest.raises(Refused, match="主席或者干事"):
        matters.open(asker=clinic.rider, by=actor.person(clinic.rider.pk), **kind)
    chair = clinic.accounts["chair"].person
    assert chair
    matter = matters.open(asker=chair, by=actor.person(chair.pk), **kind)
    assert matter.unit_id == clinic.tree.east.pk
    with pytest.raises(Refused, match="79 分"):
        matters.move(matter=matter, name="post", answers=SCORES | {"said": 13}, by=clinic.by("head"), at=NOW)
    matters.move(matter=matter, name="post", answers=SCORES, by=clinic.by("head"), at=NOW)
    row = BestPlace.objects.get()
    assert (row.score, row.state) == (80, "posted")
    assert [one.name for one in best.posted(row.posted_to)] == ["茶厂食堂"]
    matters.sweep(by=CLOCK, at=NOW + timedelta(days=20))
    assert [one.name for one in best.named()] == ["茶厂食堂"]
    assert best.posted(row.posted_on) == []
