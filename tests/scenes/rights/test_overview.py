"""The numbers of 维权概览 equal a recount from the happenings, whatever the appeals went through."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from matters.test_pages import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import ClockRow, Happening, Hearing, Matter
from yugong.engines.matters.queries import moves_for, rates, tallying
from yugong.kernel.actor import CLOCK
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOSED, kinds

from .conftest import DAY, KEY, START, more_workers

ANSWERS = {
    "difficulty": "ordinary", "reason": "理由", "way_on": "找仲裁", "result": "已补发", "solved": "yes",
    "spoke": "说好了", "tried": "三次", "said": "还差", "reasons": "超过标准",
}  # fmt: skip
REPLIES = ("answer", "decline", "unreasonable")


def recount(unit_id: int, level: str) -> dict[str, int]:
    """The same numbers once more, from every happening of every matter in the union's subtree."""
    kind, found = kinds[KEY], dict.fromkeys((*rates.OF_MATTERS, *rates.OF_HEARINGS), 0)
    for matter in Matter.objects.filter(kind=KEY, **{level: unit_id}):
        rows = list(Happening.objects.filter(matter=matter).order_by("seq"))
        moves = [row.move for row in rows if row.did == "move"]
        replies = [
            row for row in rows if row.did == "move" and row.move in ("answer", "decline", "unreasonable")
        ]
        found["asked"] += 1
        found["open"] += matter.stage != CLOSED
        found["panel"] += not matter.counted
        if matter.counted and ("accept" in moves or replies):
            found["sent"] += 1
            found["unanswered"] += not replies
            if replies:
                clock = ClockRow.objects.filter(
                    matter=matter, stage=replies[0].from_stage, about="", stopped_at=replies[0].at
                ).latest("started_at")
                found["in_time" if replies[0].at <= clock.due_at else "late"] += 1
        for row in rows:
            if row.did == "move" and row.move in (*kind.loop.heard, *kind.loop.unhappy):
                aside = row.move in kind.loop.aside
                found["aside"] += aside
                if aside or not matter.counted:
                    continue
                found["heard"] += 1
                found["unhappy"] += row.move in kind.loop.unhappy
                found["silent"] += row.move == "silence"
                said = row.move not in (*kind.loop.unhappy, "silence")
                found["content"] += said
                found["solved"] += said and row.data.get("solved") == "yes"
    return found


def wander(place: Any, matter: Matter, dice: random.Random, at: datetime) -> datetime:
    """One random act on the matter by whoever may, or a pause, a transfer, a sweep."""
    town, officers = place.town, list(place.town.officers.values())
    at += timedelta(hours=dice.randrange(1, 70))
    matter.refresh_from_db()
    matters.sweep(by=CLOCK, at=at)
    matter.refresh_from_db()
    actors = [town.me(matter.asker), *officers]
    ways = [(who, step) for who in actors for step in moves_for(who, matter)]
    side = dice.random()
    try:
        if side < 0.1 and matter.stage != CLOSED and matter.held_by != ASKER:
            who = dice.choice(officers)
            (matters.resume if matter.paused_at else matters.pause)(
                matter=matter, by=who, at=at, **({} if matter.paused_at else {"reason": "等回函"})
            )
        elif side < 0.2 and matter.stage != CLOSED:
            to = dice.choice([town.street, town.east, town.west, town.city])
            matters.transfer(matter=matter, to=to, reason="属地", by=dice.choice(officers), at=at)
        elif ways:
            who, step = dice.choice(ways)
            given = {f.name: ANSWERS.get(f.name, "") for f in step.asks}
            given |= {"to": town.street.pk} if any(f.name == "to" for f in step.asks) else {}
            matters.move(matter=matter, name=step.name, answers=given, by=who, at=at)
    except Refused:
        pass
    return at


@pytest.mark.parametrize("seed", range(3))
def test_numbers_equal_a_recount_and_nothing_closes_unheard(place, seed: int) -> None:
    dice, at = random.Random(seed), START
    rows = [place.open(who) for who in more_workers(place, 4)]
    for _ in range(12):
        at = max(wander(place, row, dice, at) for row in rows)
        for row in rows:
            row.refresh_from_db()
            running = ClockRow.objects.filter(matter=row, stopped_at=None, about="")
            if row.stage == CLOSED:
                assert (running.count(), row.handled_at is None, row.heard_at is None) == (0, False, False)
                assert Hearing.objects.filter(matter=row).exists()
            else:
                assert sorted(bool(clock.stage) for clock in running) == [False, True]
                assert running.exclude(stage="").get().due_at == row.due_at
    city, east = (
        rates.Reach(KEY, unit.pk, unit.path, START - DAY, at + DAY)
        for unit in (place.town.city, place.town.east)
    )
    whole, part = (tallying.tally(reach, now=at) for reach in (city, east))
    assert whole.total == recount(place.town.city.pk, "l1")
    below = whole.groups.get(place.town.east.pk, {})
    assert {which: below.get(which, 0) for which in part.total} == part.total
    for reach, known in ((city, whole), (east, part)):
        for which, count in known.total.items():
            assert (which, rates.listed(reach, which).count()) == (which, count)
        for which, count in known.standing.items():
            assert (which, rates.lying(reach, which, now=at).count()) == (which, count)


@pytest.mark.usefixtures("plain_static")
def test_the_page_says_x_of_y_and_each_number_opens_its_list(place) -> None:
    workers = more_workers(place, 3)
    rows = [place.answered(place.open(who)) for who in workers]
    place.go(rows[0], "content", place.town.me(workers[0]), START, solved="yes")
    place.go(rows[1], "unhappy", place.town.me(workers[1]), START, said="还差")
    desk = at_desk(place.town, "east")
    page = desk.get("/desk/rights/?from=2026-07-01&to=2026-07-31").content.decode()
    assert "维权概览" in page
    assert "33.3%" not in page  # one of two heard so far
    assert "50.0%" in page
    for which, count in (("content", 1), ("unhappy", 1), ("in_time", 3), ("open_now", 2)):
        listed = desk.get(f"/desk/rights/{which}/?from=2026-07-01&to=2026-07-31").content.decode()
        assert (which, listed.count("/desk/matters/12351-")) == (which, count)
    assert at_desk(place.town, "west").get(f"/desk/rights/?unit={place.town.east.pk}").status_code == 404
    assert desk.get("/desk/rights/nothing/").status_code == 404
