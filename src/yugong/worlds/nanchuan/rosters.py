"""Roster files as chairs upload them: most lines known, some new, some wrong; one waits for its commit."""

import csv
from datetime import timedelta
from io import StringIO
from random import Random

from yugong.ground.org.models import Unit
from yugong.ground.people import queries
from yugong.scenes.organise.actions import roster
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.people import Someone

TITLES = ("序号", "姓名", "身份证号码", "联系电话", "工种", "入会时间")
KNOWN, NEW = 14, 5
DAYS_AGO = (5, 12, 26, 47)
Line = tuple[str, str, str, str, str]


def upload(making: Making, tree: Tree, crowd: Crowd) -> None:
    """Let four unions bring their rosters up to date, and the couriers' chair look at his."""
    dice = making.dice("rosters")
    big = [unit for planned, unit in tree.unions if planned.kind == "enterprise" and planned.members > 60]
    for unit, ago in zip(dice.sample(big, k=len(DAYS_AGO)), DAYS_AGO, strict=True):
        _upload(making, crowd, dice, unit, ago=ago)
    home = tree.named(logins.COURIERS)
    _upload(making, crowd, dice, home, ago=0, commit=False)


def _upload(making: Making, crowd: Crowd, dice: Random, unit: Unit, *, ago: int, commit: bool = True) -> None:
    at = making.at - timedelta(days=ago, minutes=dice.randint(15, 200))
    chair = crowd.officer(unit, "grassroots_chair").actor(making.today)
    data = _file(making, crowd, dice, unit)
    seen = roster.preview(unit=unit, data=data, file=f"{unit.short}会员花名册.csv", by=chair, at=at)
    if commit:
        roster.commit(roster=seen.roster, by=chair, at=at + timedelta(minutes=6))
    making.step("名册")


def _file(making: Making, crowd: Crowd, dice: Random, unit: Unit) -> bytes:
    """A table as the old office program saves it, in GB 18030."""
    joined = f"{making.settled:%Y/%m/%d}"
    lines: list[Line] = []
    for person in crowd.members[unit.pk][:KNOWN]:
        held = queries.identity_of(person)
        lines.append((held.name, held.number, held.phone, "", joined))
    lines += [_line(making.people.someone(), f"{making.today:%Y/%m/%d}") for _ in range(NEW)]
    lines += _wrong(making, dice, lines[0])
    dice.shuffle(lines)
    text = StringIO()
    table = csv.writer(text)
    table.writerow(TITLES)
    table.writerows((number, *line) for number, line in enumerate(lines, start=1))
    return text.getvalue().encode("gb18030")


def _line(one: Someone, joined: str) -> Line:
    return one.name, one.number, one.phone, "", joined


def _wrong(making: Making, dice: Random, known: Line) -> list[Line]:
    """What goes wrong in every office: a mistyped, missing or rounded number, a short phone, a line twice."""
    day = f"{making.today:%Y/%m/%d}"
    typo, none, rounded, short = (making.people.someone() for _ in range(4))
    mistyped = typo.number[:-1] + ("1" if typo.number[-1] != "1" else "2")
    return [
        (typo.name, mistyped, typo.phone, "", day),
        (none.name, "", none.phone, "", day),
        (rounded.name, f"{rounded.number[0]}.{rounded.number[1:6]}E+17", rounded.phone, "", day),
        (short.name, short.number, short.phone[:-1], "", day),
        known,
    ]
