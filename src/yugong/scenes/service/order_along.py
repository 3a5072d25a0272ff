"""Menus and orders go along with the tree: what a union that ends had open is its first successor's."""

from collections.abc import Sequence

from yugong.ground.org.followers import Follower, Handing, followers
from yugong.scenes.service.models import Offering, OrderStage, ServiceOrder


def standing(unit_ids: Sequence[int]) -> int:
    """How many orders of these unions are not ended."""
    return int(ServiceOrder.objects.filter(unit__in=unit_ids, ended_at=None).count())


def hand(handing: Handing) -> None:
    """Give what is open to the first successor; where both gather the same, the older is gathered no more."""
    heir = handing.shares[0].unit
    Offering.objects.filter(unit=handing.unit, closed_at=None).update(unit=heir)
    rows = ServiceOrder.objects.select_for_update().filter(unit=handing.unit, ended_at=None)
    gathers = set(
        ServiceOrder.objects.filter(unit=heir, stage=OrderStage.OPEN).values_list("offering_id", flat=True)
    )
    for row in rows.order_by("pk"):
        row.unit = heir
        if row.stage == OrderStage.OPEN and row.offering_id in gathers:
            row.stage = OrderStage.BIDDING
        row.save()


followers.add(Follower("service.order", "职工点单", hand=hand, standing=standing))
