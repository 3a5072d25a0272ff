"""Lists of campaigns: what is public, what is mine, what an officer runs, and their numbers."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import Http404

from yugong.engines.campaigns.models import (
    HOLDS,
    LIVE,
    Campaign,
    Enrolment,
    Stage,
    Standing,
)
from yugong.ground.access import scope
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission


def public(at: datetime) -> QuerySet[Campaign]:
    """What anybody may see: public, and not over for long; the newest first."""
    rows = Campaign.objects.filter(stage=Stage.PUBLIC, sittings__ends_at__gte=at).distinct()
    return rows.select_related("unit")


def over(at: datetime, *, limit: int = 10) -> list[Campaign]:
    """What was public and is over, the newest first: their draws and opinions can still be read."""
    rows = Campaign.objects.filter(stage=Stage.PUBLIC).exclude(sittings__ends_at__gte=at)
    return list(rows.select_related("unit").order_by("-id")[:limit])


def one_public(pk: UUID) -> Campaign:
    """A campaign that anybody may open; Http404 for all else. Cancelled ones still say why."""
    rows = Campaign.objects.select_related("unit").exclude(published_at=None)
    found: Campaign | None = rows.filter(pk=pk, stage__in=(Stage.PUBLIC, Stage.CANCELLED)).first()
    if found is None:
        raise Http404
    return found


def mine(person_id: UUID, *, limit: int = 20) -> list[Enrolment]:
    """What a person has enrolled for, the newest first."""
    rows = Enrolment.objects.filter(person_id=person_id, standing__in=LIVE)
    return list(rows.select_related("campaign", "campaign__unit").order_by("-id")[:limit])


def of(campaign: Campaign, person_id: UUID | None) -> Enrolment | None:
    """A person's own row in a campaign; the first of them where he enrolled several children."""
    return next(iter(own_rows(campaign, person_id)), None)


def own_rows(campaign: Campaign, person_id: UUID | None) -> list[Enrolment]:
    """All of a person's rows in a campaign, those that he left at the end."""
    if person_id is None:
        return []
    rows = Enrolment.objects.filter(campaign=campaign, person_id=person_id).order_by("nth")
    return sorted(rows, key=lambda one: one.standing == Standing.LEFT)


def held(campaign: Campaign) -> dict[int, int]:
    """How many places each union holds."""
    rows = Enrolment.objects.filter(campaign=campaign, standing__in=HOLDS).exclude(unit=None)
    return dict(rows.values_list("unit").annotate(count=Count("pk")))


def ahead(row: Enrolment) -> int:
    """How many wait before him."""
    rows = Enrolment.objects.filter(campaign=row.campaign_id, standing=Standing.WAITING)
    return int(rows.filter(Q(turn__lt=row.turn) | Q(turn=row.turn, id__lt=row.pk)).count())


def run_by(actor: Actor) -> QuerySet[Campaign]:
    """What the officer may run or review: his subtree's."""
    rows = Campaign.objects.select_related("unit").annotate(
        begins=Min("sittings__starts_at"), ends=Max("sittings__ends_at")
    )
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, rows)


def on_desk(actor: Actor, pk: UUID) -> Campaign:
    """One of them; Http404 for all else."""
    found: Campaign = scope.one(
        actor, Permission.CAMPAIGN_MANAGE, Campaign.objects.select_related("unit"), pk=pk
    )
    return found


def people(campaign: Campaign) -> QuerySet[Enrolment]:
    """Who enrolled, with the number of sessions he came to."""
    rows = Enrolment.objects.filter(campaign=campaign).select_related("person", "unit")
    return rows.annotate(came=Count("attendances"))
