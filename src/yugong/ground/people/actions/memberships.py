"""Membership over time: join, transfer, retain, restore, end — each supersedes, none overwrites."""

from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person, Standing
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

ENDINGS = {"leave": "退会", "withdraw": "视为自动退会", "expel": "开除会籍", "death": "去世"}
COPIED = (
    *("person_id", "unit_id", "l1", "l2", "l3", "l4", "l5", "number", "standing"),
    *("joined_on", "valid_from", "began_by", "route", "trade", "matter"),
)


def next_numbers(count: int) -> list[str]:
    """Fresh member numbers: one sequence for the whole city."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_member_number') FROM generate_series(1, %s)", [count])
        return [f"{number:010d}" for (number,) in cursor.fetchall()]


def levels(unit: Unit) -> dict[str, int | None]:
    """The level columns of a row that belongs to a unit, which stays where it is until the row is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT path FROM org_unit WHERE id = %s FOR KEY SHARE", [unit.pk])
        (path,) = cursor.fetchone()
    return dict(zip(("l1", "l2", "l3", "l4", "l5"), tree.levels(path), strict=True))


def open_stretch(person: Person) -> Membership | None:
    """The stretch a person stands in now, locked."""
    rows = Membership.objects.select_for_update().filter(person=person, valid_to=None, superseded_at=None)
    return rows.first()


def _close(stretch: Membership, *, on: date, how: str, at: datetime) -> None:
    """Believe from now on that the stretch ended on a day; a stretch of no length is only superseded."""
    Membership.objects.filter(pk=stretch.pk).update(superseded_at=at)
    if on > stretch.valid_from:
        kept = {name: getattr(stretch, name) for name in COPIED}
        Membership(**kept, valid_to=on, ended_by=how, recorded_at=at).save(force_insert=True)


def _begin(person: Person, unit: Unit, *, on: date, how: str, at: datetime, **kept: object) -> Membership:
    row = Membership(
        person=person, unit=unit, valid_from=on, began_by=how, recorded_at=at, **levels(unit), **kept
    )
    row.save(force_insert=True)
    facts(person=person.pk, unit=unit.pk, on=on)
    return row


def _standing(person: Person, *, on: date) -> Membership:
    """The present stretch, which a change on a day may end."""
    person.insist_live()
    stretch = open_stretch(person)
    if stretch is None:
        raise Refused("现在不是工会会员")
    if on < stretch.valid_from:
        day = stretch.valid_from
        raise Refused(f"日期不能早于现在这段会籍开始的 {day.year} 年 {day.month} 月 {day.day} 日", field="on")
    return stretch


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def join(
    *,
    person: Person,
    unit: Unit,
    on: date,
    route: str,
    trade: str = "",
    matter: str = "",
    joined_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """Begin a membership on a day (from approval, W1 art. 5). A member of the same unit is given back."""
    may(by, Permission.MEMBERSHIP_CHANGE, unit).insist()
    person.insist_live()
    stretch = open_stretch(person)
    if stretch and stretch.unit_id == unit.pk:
        return stretch
    if stretch:
        raise Refused("已经是会员，请办转会", code="already_member")
    if unit.valid_to is not None:
        raise Refused(f"{unit.name}已经撤销，请选别的工会", field="unit")
    number = next_numbers(1)[0]
    return _begin(
        person, unit, on=on, how="join", at=at, number=number, joined_on=joined_on or on, route=route,
        trade=trade, matter=matter,
    )  # fmt: skip


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def transfer(*, person: Person, to: Unit, on: date, matter: str = "", by: Actor, at: datetime) -> Membership:
    """Move to another union on a day without a gap: one joining, dynamic transfer (W1 art. 3)."""
    may(by, Permission.MEMBERSHIP_CHANGE, to).insist()
    old = _standing(person, on=on)
    if old.unit_id == to.pk:
        raise Refused(f"已经在{to.name}", field="to")
    _close(old, on=on, how="transfer", at=at)
    return _begin(
        person, to, on=on, how="transfer", at=at, number=old.number, joined_on=old.joined_on, route=old.route,
        trade=old.trade, standing=old.standing, matter=matter,
    )  # fmt: skip


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def retain(*, person: Person, on: date, by: Actor, at: datetime) -> Membership:
    """Keep membership without dues, vote or candidacy: retired or unemployed (rule M24)."""
    return _turn(person, Standing.RETAINED, on=on, how="retain", at=at)


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def restore(*, person: Person, on: date, by: Actor, at: datetime) -> Membership:
    """Return from retained to full membership."""
    return _turn(person, Standing.ACTIVE, on=on, how="restore", at=at)


def _turn(person: Person, standing: Standing, *, on: date, how: str, at: datetime) -> Membership:
    old = _standing(person, on=on)
    if old.standing == standing:
        raise Refused(f"现在就是{standing.label}")
    _close(old, on=on, how=how, at=at)
    return _begin(
        person, old.unit, on=on, how=how, at=at, number=old.number, joined_on=old.joined_on, route=old.route,
        trade=old.trade, standing=standing, matter=old.matter,
    )  # fmt: skip


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def end(*, person: Person, how: str, on: date, basis: str = "", by: Actor, at: datetime) -> Person:
    """End membership: leave, withdraw (with its education record), expel (the decision), death (who told)."""
    if how not in ENDINGS:
        raise Refused(f"没有这种结束方式：{how}", field="how")
    if how != "leave" and not basis.strip():
        raise Refused(f"{ENDINGS[how]}要写明依据（教育记录、处分决定或由谁告知）", field="basis")
    _close(_standing(person, on=on), on=on, how=how, at=at)
    facts(how=how, on=on)
    words(basis=basis)
    return person


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def correct(
    *,
    person: Person,
    stretch: Membership,
    valid_from: date,
    valid_to: date | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> Membership:
    """Believe from now on that a stretch lasted from one day to another; the belief before stays on record.

    Refuses days that overlap another stretch of the person: nobody is a member twice at a time.
    """
    old = Membership.objects.select_for_update().get(pk=stretch.pk)
    if old.superseded_at is not None or old.person_id != person.pk:
        raise Refused("这段会籍刚刚改过，请刷新后再看", code="stale")
    if not reason.strip():
        raise Refused("请写明更正的依据", field="reason")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused("结束日期要晚于开始日期", field="valid_to")
    others = Membership.objects.filter(person=person, superseded_at=None).exclude(pk=old.pk)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
    if (others.filter(valid_from__lt=valid_to) if valid_to else others).exists():
        raise Refused("和另一段会籍的日期重叠，请先更正那一段", field="valid_from")
    Membership.objects.filter(pk=old.pk).update(superseded_at=at)
    kept = {name: getattr(old, name) for name in COPIED} | {"valid_from": valid_from}
    how = (old.ended_by or "correct") if valid_to else ""
    row = Membership(**kept, valid_to=valid_to, ended_by=how, recorded_at=at)
    row.save(force_insert=True)
    facts(was=old.pk)
    words(reason=reason)
    return row
