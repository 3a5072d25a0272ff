"""Places of the hundred best: posted now, named, and all for the desk."""

from datetime import date

from django.db.models import QuerySet

from yugong.ground.access import scope
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import BestPlace, BestState


def posted(on: date) -> list[BestPlace]:
    """What is posted on a day."""
    rows = BestPlace.objects.filter(state=BestState.POSTED, posted_to__gte=on).select_related("unit")
    return list(rows.order_by("posted_to", "id")[:200])


def named(limit: int = 200) -> list[BestPlace]:
    """What has been named, the newest first."""
    return list(
        BestPlace.objects.filter(state=BestState.NAMED)
        .select_related("unit")
        .order_by("-named_on", "-id")[:limit]
    )


def below(actor: Actor) -> QuerySet[BestPlace]:
    """Those of the officer's subtree."""
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, BestPlace.objects.select_related("unit"))
