"""Breaking the glass: another post's powers for an hour, by two persons, recorded, and told to the unit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from yugong.ground.access import scope
from yugong.ground.access.roles import Role, roles
from yugong.ground.access.separation import may_hold
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.notices.addresses import Desk
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Emergency
from yugong.ground.people.queries import names, roles_held
from yugong.ground.signin.texts import LENT
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P

ANSWERED_WITHIN = LASTS = timedelta(hours=1)
CHAIRS = ("grassroots_chair", "street_officer", "district_officer", "city_officer")
PATH = "/desk/emergency/"


@dataclass(frozen=True, slots=True)
class Lent:
    """One asking as the page shows it."""

    id: int
    asker: str
    unit: str
    role: str
    reason: str
    asked_at: datetime
    answerer: str
    ends_at: datetime | None
    waits: bool
    running: bool
    own: bool


def lendable() -> list[type[Role]]:
    """The roles that handle matters; administrators, auditors and money are never lent."""
    return [role for role in roles if role.duties]


@action(P.EMERGENCY_ASK, on="unit", named="signin.ask_emergency")
def ask(*, unit: Unit, role: str, reason: str, by: Actor, at: datetime) -> Emergency:
    """Ask for the powers of a role in a unit for an hour; nothing is given before a second person agrees."""
    known = next((one for one in lendable() if one.key == role and unit.kind in one.sits_at), None)
    if known is None:
        raise Refused(f"{unit.name}没有这个岗位，请另选一个", field="role")
    if by.seat is None or by.seat.tenure_id < 0 or by.person_id is None:
        raise Refused("请先切换到您任职的岗位")
    may_hold(role, beside=[seat.role for seat in by.seats]).insist()
    if any((seat.role, seat.unit_id) == (role, unit.pk) for seat in by.seats):
        raise Refused("您现在就有这个岗位的权限，不用申请")
    if Emergency.objects.filter(waiting(at), person_id=by.person_id).exists():
        raise Refused("您已有一项申请等待批准，请联系批准人")
    row = Emergency(
        person_id=by.person_id, unit=unit, role=role, reason=reason, asked_from=by.seat.tenure_id, asked_at=at
    )
    row.save()
    facts(emergency=row.pk, role=role)
    return row


@action(P.EMERGENCY_ANSWER, on="emergency", named="signin.grant_emergency")
def grant(*, emergency: Emergency, by: Actor, at: datetime) -> Emergency:
    """Agree as a second person from another post; the powers hold for an hour from now."""
    if emergency.answered_at is not None or at > emergency.asked_at + ANSWERED_WITHIN:
        raise Refused("这项申请已经答复过，或已超过一小时，请重新申请")
    if by.seat is None or by.seat.tenure_id < 0 or by.seat.tenure_id == emergency.asked_from:
        raise Refused("须由另一岗位的另一个人批准")
    today = local_day(at)
    may_hold(emergency.role, beside=sorted(roles_held(emergency.person_id, on=today))).insist()
    if not roles_held(emergency.person_id, on=today):
        raise Refused("申请人现在没有任职，不能批准")
    emergency.answered_by_id, emergency.answered_from = by.person_id, by.seat.tenure_id
    emergency.answered_at, emergency.ends_at = at, at + LASTS
    emergency.save()
    facts(role=emergency.role, unit=emergency.unit_id, asked_by=f"person:{emergency.person_id}")
    told(emergency, at=at)
    return emergency


def told(emergency: Emergency, *, at: datetime) -> None:
    """Tell whoever leads the unit."""
    unit, ends = emergency.unit, emergency.ends_at
    who = {emergency.person_id, emergency.answered_by_id} - {None}
    called = names({one for one in who if one is not None})
    for role in CHAIRS:
        if ends is not None and unit.kind in roles[role].sits_at:
            tell(
                to=Desk(unit.pk, role),
                template=LENT.name,
                values={
                    "asker": called[emergency.person_id],
                    "role": roles[emergency.role].name,
                    "unit": unit.short or unit.name,
                    "until": ends.astimezone(ZONE).strftime("%H:%M"),
                    "answerer": called.get(emergency.answered_by_id, "") if emergency.answered_by_id else "",
                    "reason": emergency.reason,
                },
                about=f"people.emergency:{emergency.pk}",
                path=PATH,
                at=at,
            )


@action(P.EMERGENCY_END, on="emergency", named="signin.end_emergency")
def end(*, emergency: Emergency, by: Actor, at: datetime) -> Emergency:
    """Take the powers back, or the asking; by the one who asked or an officer over the unit."""
    emergency.answered_at = emergency.answered_at or at
    emergency.ends_at = min(emergency.ends_at or at, at)
    emergency.save(update_fields=["answered_at", "ends_at"])
    return emergency


def waiting(at: datetime) -> Q:
    """Asked within the hour, not yet answered."""
    return Q(answered_at=None, asked_at__gte=at - ANSWERED_WITHIN)


def lent(actor: Actor, *, at: datetime, limit: int = 50) -> list[Lent]:
    """What this officer may answer or end, and his own, the newest first."""
    rows = scope.within(actor, P.EMERGENCY_END, Emergency.objects.select_related("unit"))
    found = list(rows.order_by("-id")[:limit])
    people = {row.person_id for row in found} | {row.answered_by_id for row in found if row.answered_by_id}
    called = names(people)
    return [
        Lent(
            id=row.pk,
            asker=called[row.person_id],
            unit=row.unit.name,
            role=roles[row.role].name,
            reason=row.reason,
            asked_at=row.asked_at,
            answerer=called.get(row.answered_by_id, "") if row.answered_by_id else "",
            ends_at=row.ends_at,
            waits=row.answered_at is None and row.asked_at >= at - ANSWERED_WITHIN,
            running=row.ends_at is not None and row.ends_at > at,
            own=row.person_id == actor.person_id,
        )
        for row in found
    ]
