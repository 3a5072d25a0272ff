"""Quiet hours: when a short message may ring."""

from datetime import datetime, timedelta

from django.utils import timezone


def opens_at(at: datetime, *, quiet_from: int, quiet_to: int) -> datetime:
    """The first moment from `at` on outside the quiet hours of the platform's time zone.

    The hours run from `quiet_from` o'clock to `quiet_to` o'clock, over midnight when from > to.
    """
    here = timezone.localtime(at)
    if quiet_from == quiet_to:
        return at
    over_midnight = quiet_from > quiet_to
    late, early = here.hour >= quiet_from, here.hour < quiet_to
    quiet = late or early if over_midnight else late and early
    if not quiet:
        return at
    opening = here.replace(hour=quiet_to, minute=0, second=0, microsecond=0)
    return opening + timedelta(days=1) if over_midnight and late else opening
