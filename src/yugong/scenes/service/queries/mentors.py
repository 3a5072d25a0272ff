"""What is read of mentors: whom a worker may book, and what the union that named one sees."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from yugong.ground.access import scope
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Mentor, MentorHour, MentorVisit, VisitState


def serving(person_id: UUID | None) -> list[Mentor]:
    """Those who serve the person's union, the nearest first."""
    stretch = membership_of(person_id) if person_id else None
    if stretch is None:
        return []
    rows = Mentor.objects.filter(unit__in=tree.ids(stretch.unit.path), ended_on=None).select_related("unit")
    return sorted(rows, key=lambda row: (-len(row.unit.path), row.name))


def one_for(pk: UUID, person_id: UUID | None) -> Mentor:
    """One who serves the person's union; Http404 for all else."""
    found = next((row for row in serving(person_id) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def hours(mentor: Mentor, at: datetime) -> list[MentorHour]:
    """The times that lie ahead."""
    return list(mentor.hours.filter(starts_at__gt=at).order_by("starts_at"))


def booked(person_id: UUID, *, mentor: Mentor | None = None) -> Mapping[UUID, MentorVisit]:
    """A person's own bookings by hour."""
    rows = MentorVisit.objects.filter(person_id=person_id, state=VisitState.BOOKED).order_by(
        "hour__starts_at"
    )
    rows = rows.filter(hour__mentor=mentor) if mentor else rows
    return {row.hour_id: row for row in rows.select_related("hour", "hour__mentor")}


def named_by(actor: Actor) -> QuerySet[Mentor]:
    """Those of the officer's subtree."""
    rows = Mentor.objects.select_related("unit").annotate(
        came=Count("hours__visits", filter=Q(hours__visits__state=VisitState.CAME), distinct=True),
        ahead=Count("hours", filter=Q(hours__taken__gt=0), distinct=True),
    )
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, rows)


def on_desk(actor: Actor, pk: UUID) -> Mentor:
    """One of them; Http404 for all else."""
    found: Mentor = scope.one(actor, Permission.CAMPAIGN_MANAGE, Mentor.objects.select_related("unit"), pk=pk)
    return found


def visits(mentor: Mentor, since: datetime) -> list[MentorVisit]:
    """Who is booked and who came, by hour."""
    rows = MentorVisit.objects.filter(hour__mentor=mentor, hour__ends_at__gte=since)
    rows = rows.exclude(state=VisitState.CANCELLED).select_related("hour")
    return list(rows.order_by("hour__starts_at", "id")[:200])
