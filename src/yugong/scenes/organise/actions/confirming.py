"""Saying that what is held of members is right still: by the member, by his union, by this year's roster."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.notices.addresses import Desk
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import Confirmation, Confirmed
from yugong.scenes.organise.queries import recheck
from yugong.scenes.organise.texts import RECHECK_SELF, RECHECK_UNION

PAGE, UNIONS, MEMBERS = 200, 2_000, 5_000


def note(
    rows: Iterable[Membership], *, how: Confirmed, changed: bool = False, by: Actor, at: datetime
) -> int:
    """Write down, inside an action, that these members were found right today; once a day each."""
    found, today = list(rows), local_day(at)
    done = Confirmation.objects.filter(person__in=[row.person_id for row in found], confirmed_on=today)
    known = set(done.values_list("person_id", flat=True))
    made = [
        Confirmation(
            person_id=row.person_id, unit_id=row.unit_id, confirmed_on=today, how=how, changed=changed,
            made_by=by.key, confirmed_at=at,
        )
        for row in found
        if row.person_id not in known
    ]  # fmt: skip
    return len(Confirmation.objects.bulk_create(made))


def note_change(person: Person, *, by: Actor, at: datetime) -> None:
    """Whoever corrects a member's facts has looked at them."""
    stretch = membership_of(person.pk)
    if stretch is not None and by.is_person:
        how = Confirmed.SELF if by.person_id == person.pk else Confirmed.OFFICER
        note([stretch], how=how, changed=True, by=by, at=at)


@action(Permission.MEMBERSHIP_CHANGE, on="unit")
def confirm_members(*, unit: Unit, memberships: list[UUID], by: Actor, at: datetime) -> int:
    """Nothing changed with these members of a union; returns how many were written down."""
    if len(memberships) > PAGE:
        raise Refused(f"一次最多确认 {PAGE} 人，请一页一页来")
    rows = Membership.objects.filter(pk__in=memberships, valid_to=None, superseded_at=None)
    rows = rows.filter(unit__path__gte=unit.path, unit__path__lt=tree.upper_bound(unit.path))
    count = note(rows.exclude(person=by.person_id), how=Confirmed.OFFICER, by=by, at=at)
    facts(count=count)
    return count


@action(Permission.PERSON_SELF, on="person")
def confirm_self(*, person: Person, by: Actor, at: datetime) -> Person:
    """A member says of himself that nothing changed."""
    stretch = membership_of(person.pk)
    if stretch is None:
        raise Refused("现在不是工会会员，不用核对")
    note([stretch], how=Confirmed.SELF, by=by, at=at)
    return person


@action(Permission.SYSTEM_RUN)
def ask_again(*, by: Actor, at: datetime) -> int:
    """Remind unions of members not looked at for the interval, each quarter, and ask members themselves."""
    today = local_day(at)
    quarter = f"{today.year}Q{(today.month + 2) // 3}"
    told = 0
    for unit_id, count in recheck.unions_to_remind(on=today, round=quarter, most=UNIONS):
        told += _remind(Unit.objects.get(pk=unit_id), count, quarter, on=today, at=at)
    for person in recheck.members_to_ask(on=today, round=str(today.year), most=MEMBERS):
        told += (
            tell(
                to=person,
                template=RECHECK_SELF.name,
                values={},
                path="/",
                once=f"recheck|{today.year}",
                at=at,
            )
            is not None
        )
    facts(told=told)
    return told


def _remind(unit: Unit, count: int, quarter: str, *, on: date, at: datetime) -> int:
    months = str(value("register.recheck_months", on=on, path=unit.path))
    values = {"union": unit.name, "count": f"{count:,}", "months": months}
    once, path = f"recheck|{unit.pk}|{quarter}", f"/desk/recheck/?unit={unit.pk}"
    desk = Desk(unit.pk, "grassroots_chair")
    told = tell(to=desk, template=RECHECK_UNION.name, values=values, path=path, once=once, at=at)
    return int(told is not None)
