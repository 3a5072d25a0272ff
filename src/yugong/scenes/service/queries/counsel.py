"""What is read of counselling: free hours, one's own appointment, the counsellor's own list, and counts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from yugong.ground.access import scope
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters.queries import value
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Counsel, CounselHour, Counsellor, CounselState
from yugong.scenes.service.queries.screening import few


@dataclass(frozen=True, slots=True)
class Help:
    """Numbers to call at once."""

    hotline: str
    emergency: str


def numbers_to_call(on: date) -> Help:
    """The numbers in force."""
    return Help(str(value("counsel.hotline", on=on)), str(value("counsel.emergency", on=on)))


def hours_for(person_id: UUID, at: datetime) -> list[CounselHour]:
    """Free hours of the counsellors above the person's union (none of an employer's), or of the city's."""
    stretch = membership_of(person_id)
    units = tree.ids(stretch.unit.path) if stretch else ()
    found = CounselHour.objects.filter(taken=False, starts_at__gt=at, counsellor__ended_on=None)
    found = found.filter(counsellor__unit__in=units or Unit.objects.filter(kind=UnitKind.CITY))
    found = found.exclude(counsellor__person=person_id).select_related("counsellor", "counsellor__unit")
    return list(found.order_by("starts_at", "id")[:60])


def coming(person_id: UUID, at: datetime) -> Counsel | None:
    """A person's own appointment that lies ahead."""
    rows = Counsel.objects.filter(asker_id=person_id, state=CounselState.BOOKED, hour__ends_at__gt=at)
    found: Counsel | None = (
        rows.select_related("hour", "hour__counsellor").order_by("hour__starts_at").first()
    )
    return found


def held_by(actor: Actor) -> QuerySet[Counsel]:
    """The counsellor's own appointments."""
    return scope.within(actor, Permission.COUNSEL_HOLD, Counsel.objects.select_related("hour"))


def own_hours(actor: Actor, at: datetime) -> list[CounselHour]:
    """The counsellor's own free hours."""
    rows = CounselHour.objects.filter(taken=False, starts_at__gt=at)
    return list(scope.within(actor, Permission.COUNSEL_HOLD, rows).order_by("starts_at")[:60])


def counsellors(actor: Actor) -> QuerySet[Counsellor]:
    """Those who counsel in the officer's subtree."""
    rows = Counsellor.objects.filter(ended_on=None).select_related("unit")
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, rows)


def talks(path: str, since: datetime, on: date) -> str:
    """How many talks the counsellors below have held; so few that they point to somebody are not shown."""
    rows = Counsel.objects.filter(state=CounselState.HELD, hour__starts_at__gte=since)
    rows = rows.filter(
        hour__counsellor__unit__path__gte=path, hour__counsellor__unit__path__lt=tree.upper_bound(path)
    )
    return few(rows.count(), int(value("health.few", on=on, path=path)))
