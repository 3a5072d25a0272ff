"""Offers as they are read: one's own, those of a subtree, and the reasons for whoever may read them."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from yugong.ground.access import scope
from yugong.ground.people.row_cells import unseal
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import AidOffer, OfferState


def mine(person_id: UUID) -> list[AidOffer]:
    """A person's offers, those that wait for him first, then the newest ten."""
    rows = AidOffer.objects.filter(person_id=person_id)
    waiting = list(rows.filter(state=OfferState.OPEN).order_by("-id"))
    return [*waiting, *rows.exclude(state=OfferState.OPEN).order_by("-id")[:10]]


def waiting(person_id: UUID) -> int:
    """How many offers wait for a person's yes or no."""
    return AidOffer.objects.filter(person_id=person_id, state=OfferState.OPEN).count()


def seen_by(actor: Actor) -> QuerySet[AidOffer]:
    """The offers an officer may list: his subtree's, without his own."""
    rows: QuerySet[AidOffer] = AidOffer.objects.exclude(person=actor.person_id)
    return scope.within(actor, Permission.OFFER_VIEW, rows).select_related("unit", "person")


def counts(rows: QuerySet[AidOffer]) -> dict[str, int]:
    """How many there are in each state."""
    return dict(rows.order_by().values_list("state").annotate(n=Count("id")))


def verdict_of(offer: AidOffer) -> Verdict:
    """What the rule said, with its reasons."""
    return Verdict.from_dict(unseal(offer, "verdict_sealed"))


def reads_why(actor: Actor, offer: AidOffer | None = None) -> bool:
    """Whether an officer may read for which figures somebody qualifies; an employer's union may not."""
    return bool(may(actor, Permission.OFFER_WHY, offer))


def of_matter(number: str) -> Any:
    """The offer from which a matter came."""
    return AidOffer.objects.filter(matter=number).select_related("person", "unit").first()
