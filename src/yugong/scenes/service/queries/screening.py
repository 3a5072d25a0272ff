"""What is read of screenings: by the person, by the hospital, and by a union, which reads counts only."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.http import Http404

from yugong.ground.access import scope
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Examinee, ExamineeState, Screening, ScreeningSlot, ScreeningStage


@dataclass(frozen=True, slots=True)
class Counts:
    """All that a union reads of who took part; numbers so small that they point to somebody are not shown."""

    invited: str
    booked: str
    came: str
    silent: str
    seats: int


def few(count: int, least: int) -> str:
    """A count as it may be shown."""
    return f"少于 {least}" if 0 < count < least else str(count)


def counts(row: Screening, on: date) -> Counts:
    """Invited, booked, came, and who kept silent."""
    least = int(value("health.few", on=on, path=row.unit.path))
    rows = Examinee.objects.filter(screening=row)
    found = dict(rows.values_list("state").annotate(count=Count("pk")))
    invited = rows.exclude(invited_at=None).count()
    booked = sum(
        found.get(one, 0) for one in (ExamineeState.BOOKED, ExamineeState.CAME, ExamineeState.MISSED)
    )
    silent = found.get(ExamineeState.INVITED, 0)
    seats = sum(row.slots.values_list("seats", flat=True))
    came = found.get(ExamineeState.CAME, 0)
    return Counts(few(invited, least), few(booked, least), few(came, least), few(silent, least), seats)


def run_by(actor: Actor) -> QuerySet[Screening]:
    """What the officer may run or publish: his subtree's."""
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, Screening.objects.select_related("unit"))


def on_desk(actor: Actor, pk: UUID) -> Screening:
    """One of them; Http404 for all else."""
    found: Screening = scope.one(
        actor, Permission.CAMPAIGN_MANAGE, Screening.objects.select_related("unit"), pk=pk
    )
    return found


def public() -> QuerySet[Screening]:
    """What may be booked now, the newest first."""
    return Screening.objects.filter(stage=ScreeningStage.PUBLIC).select_related("unit").order_by("-id")


def one_public(pk: UUID) -> Screening:
    """One that was published; Http404 for all else."""
    rows = Screening.objects.select_related("unit").exclude(stage=ScreeningStage.DRAFT)
    found: Screening | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def slots(row: Screening, after: datetime | None = None) -> list[ScreeningSlot]:
    """The hours in their order, those that lie ahead; full ones too."""
    found = row.slots.select_related("agency").order_by("starts_at", "id")
    return list(found.filter(starts_at__gt=after) if after else found)


def own(row: Screening, person_id: UUID | None) -> Examinee | None:
    """A person's own row."""
    rows = Examinee.objects.select_related("slot", "agency")
    return rows.filter(screening=row, person_id=person_id).first() if person_id else None


def mine(person_id: UUID) -> list[Examinee]:
    """What a person was offered or has booked."""
    rows = Examinee.objects.filter(person_id=person_id, screening__stage=ScreeningStage.PUBLIC)
    return list(rows.select_related("screening", "slot", "agency").order_by("-id")[:20])


def at_hospital(actor: Actor) -> QuerySet[Examinee]:
    """Who is booked with the hospital of the seat, while it may see them."""
    rows = Examinee.objects.select_related("screening", "slot", "person")
    found: QuerySet[Examinee] = scope.within(actor, Permission.SCREENING_ATTEND, rows)
    return found.annotate(begins=F("slot__starts_at"))
