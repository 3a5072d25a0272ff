"""Photos that are up at a station."""

from uuid import UUID

from yugong.scenes.service.models import Station, StationPhoto


def up(station: Station) -> list[StationPhoto]:
    """Those that are up, in the order in which they came."""
    return list(StationPhoto.objects.filter(station=station, off_at=None).order_by("id"))


def one(station: Station, pk: str | UUID) -> StationPhoto | None:
    """One of them."""
    return next((photo for photo in up(station) if str(photo.pk) == str(pk)), None)
