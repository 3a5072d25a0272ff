"""Membership over time: join, transfer, retain, restore, end — each supersedes, none overwrites."""

from datetime import date, datetime

from django.db import connection

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
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
    """The level columns of a row that belongs to a unit."""
    return dict(zip(("l1", "l2", "l3", "l4", "l5"), tree.levels(unit.path), strict=True))


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


def _standing(person: Person) -> Membership:
    stretch = open_stretch(person)
    if stretch is None:
        raise Refused("现在不是工会会员")
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
    old = _standing(person)
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
    old = _standing(person)
    if old.standing == standing:
        raise Refused(f"现在就是{standing.label}")
    _close(old, on=on, how=how, at=at)
    return _begin(
        person, old.unit, on=on, how=how, at=at, number=old.number, joined_on=old.joined_on, route=old.route,
        trade=old.trade, standing=standing, matter=old.matter,
    )  # fmt: skip


@action(Permission.MEMBERSHIP_CHANGE, on="person")
def end(*, person: Person, how: str, on: date, basis: str = "", by: Actor, at: datetime) -> Person:
    """End membership: leave, withdraw (needs its education record), expel (needs the decision) or death."""
    if how not in ENDINGS:
        raise Refused(f"没有这种结束方式：{how}", field="how")
    if how in ("withdraw", "expel") and not basis.strip():
        raise Refused(f"{ENDINGS[how]}要写明依据（教育记录或处分决定）", field="basis")
    _close(_standing(person), on=on, how=how, at=at)
    facts(how=how, basis=basis, on=on)
    return person
