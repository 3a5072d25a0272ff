"""The sessions of a campaign: which is on now, and the key of its code."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from yugong.engines.campaigns.models import Campaign, Sitting
from yugong.ground.people.row_cells import unseal

EARLY, AFTER = timedelta(hours=1), timedelta(hours=2)


def key_of(sitting: Sitting) -> str:
    """The key of its rotating code."""
    return str(unseal(sitting, "key_sealed"))


def times(campaign: Campaign) -> list[Sitting]:
    """All sessions in their order."""
    return list(campaign.sittings.order_by("starts_at"))


def open_now(sittings: Sequence[Sitting], at: datetime) -> Sitting | None:
    """The one of these to which one can check in now."""
    return next((one for one in sittings if one.starts_at - EARLY <= at <= one.ends_at + AFTER), None)


def on_now(campaign: Campaign, at: datetime) -> Sitting | None:
    """The session to which one can check in now."""
    return open_now(times(campaign), at)
