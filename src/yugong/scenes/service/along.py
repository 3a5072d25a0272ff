"""Stations go along with the tree: what a union that ends looked after is its first successor's."""

from collections.abc import Sequence

from yugong.ground.org.followers import Follower, Handing, followers
from yugong.scenes.service.models import Station


def standing(unit_ids: Sequence[int]) -> int:
    """How many stations on the map these unions look after."""
    return int(Station.objects.filter(unit__in=unit_ids, closed_on=None).count())


def hand(handing: Handing) -> None:
    """Give the stations to the first successor; one whose name is taken there says where it comes from."""
    heir = handing.shares[0].unit
    taken = set(Station.objects.filter(unit=heir, closed_on=None).values_list("name", flat=True))
    rows = list(Station.objects.select_for_update().filter(unit=handing.unit).order_by("pk"))
    for row in rows:
        row.unit = heir
        if row.closed_on is None and row.name in taken:
            row.name = f"{row.name}（原{handing.unit.name}）"[:60]
    Station.objects.bulk_update(rows, ["unit", "name"])


followers.add(Follower("service.station", "驿站", hand=hand, standing=standing))
