"""What happened to members since: new employers, moves to other unions, membership kept, leaving."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random

from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.models import Person
from yugong.worlds import stories
from yugong.worlds.making import LABEL, Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import MEMBER_KEY, Crowd
from yugong.worlds.nanchuan.tree import Tree

GATHERED = 27  # riders of one platform station in a home union: two more than a union of their own needs
MOVES, KEPT, LEFT = 10, 6, 4
FIRST = 30  # roster lines before this one hold posts or apply by themselves


def happen(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Let half a year pass over the rosters."""
    _gather(making, tree, crowd)
    dice = making.dice("changes")
    big = [
        unit for planned, unit in tree.unions if planned.kind == "enterprise" and planned.members > FIRST + 10
    ]
    chosen = _chosen(dice, big, crowd)
    for _ in range(MOVES):
        unit, person = next(chosen)
        to = dice.choice([other for other in big if other.pk != unit.pk])
        day = _day(making, dice)
        people.transfer(person=person, to=to, on=day, by=making.by, at=making.moment(day, 10))
    home = tree.named(logins.COURIERS)
    kept = [(home, crowd.members[home.pk][-1]), *islice(chosen, KEPT)]
    for _, person in kept:
        day = _day(making, dice)
        people.retain(person=person, on=day, by=making.by, at=making.moment(day, 11))
    crowd.kept = kept
    for _ in range(LEFT):
        day = _day(making, dice)
        people.end(person=next(chosen)[1], how="leave", on=day, by=making.by, at=making.moment(day, 15))
    _look(making, tree, crowd)
    making.step("会籍变动", MOVES + KEPT + LEFT)


def _chosen(dice: Random, units: list[Unit], crowd: Crowd) -> Iterator[tuple[Unit, Person]]:
    """Members in no particular order, nobody twice."""
    pool = [(unit, person) for unit in units for person in crowd.members[unit.pk][FIRST:]]
    dice.shuffle(pool)
    return iter(pool)


def _day(making: Making, dice: Random) -> date:
    """A day between the entering of the rosters and last week."""
    first = making.settled.date()
    return first + timedelta(days=dice.randrange((making.today - first).days - 7))


def _gather(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Enough riders of one platform, which has no union, that the desk is asked to found one."""
    home = tree.named(logins.RIDERS)
    for person in crowd.members[home.pk][FIRST : FIRST + GATHERED]:
        people.employ(
            person=person,
            employer=tree.unorganised[0],
            trade="外卖骑手",
            form="platform",
            source=LABEL,
            **making.entered,
        )


def _look(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Two officers open the demo member's number, so that he sees who has seen him."""
    home = tree.named(logins.MEMBER.unit)
    seats = (crowd.officer(home, "grassroots_chair"), crowd.officer(tree.district, "district_officer"))
    for officer, purpose, ago in zip(seats, stories.LOOKS, (16, 4), strict=True):
        people.reveal(
            person=crowd.members[home.pk][MEMBER_KEY],
            fields=("number", "phone"),
            purpose=purpose,
            by=officer.actor(making.today),
            at=making.moment(making.today - timedelta(days=ago), 10, 24),
        )
