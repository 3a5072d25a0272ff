"""Reading works: what is shown with its author's standing consent, one's own, what waits to be looked at."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from yugong.ground.access import scope
from yugong.ground.people.models import Consent
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Work, WorkStanding

PURPOSE = "works.show"  # the consent under which works are shown: taken back, all of them are gone at once


def shown() -> QuerySet[Work]:
    """What anybody may look at: passed, and its author still agrees."""
    agrees = Consent.objects.filter(person=OuterRef("person"), purpose=PURPOSE, withdrawn_at=None)
    return Work.objects.filter(Exists(agrees), standing=WorkStanding.SHOWN).select_related("unit")


def mine(person_id: UUID, *, limit: int = 30) -> list[Work]:
    """What somebody sent in, the newest first, without what he took back."""
    rows = Work.objects.filter(person_id=person_id).exclude(standing=WorkStanding.TAKEN_BACK)
    return list(rows.order_by("-id")[:limit])


def seen_by(person_id: UUID | None, pk: UUID) -> Work | None:
    """A work that is shown, or one's own that is not taken back."""
    found = shown().filter(pk=pk).first()
    if found is None and person_id is not None:
        own = Work.objects.filter(pk=pk, person_id=person_id).select_related("unit")
        found = own.exclude(standing=WorkStanding.TAKEN_BACK).first()
    return found


def sent(actor: Actor) -> QuerySet[Work]:
    """What was sent in from an officer's subtree and is not taken back."""
    rows = Work.objects.select_related("unit").exclude(standing=WorkStanding.TAKEN_BACK)
    return scope.within(actor, Permission.NEWS_REVIEW, rows)


def on_desk(actor: Actor, pk: UUID) -> Work:
    """One of them; Http404 for all else."""
    rows = Work.objects.select_related("unit").exclude(standing=WorkStanding.TAKEN_BACK)
    found: Work = scope.one(actor, Permission.NEWS_REVIEW, rows, pk=pk)
    return found
