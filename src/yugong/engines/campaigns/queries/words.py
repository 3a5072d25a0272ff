"""Moments as people say them."""

from datetime import datetime

from yugong.kernel.calendar import ZONE


def words(at: datetime) -> str:
    """A moment as people say it."""
    local = at.astimezone(ZONE)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def clock(at: datetime) -> str:
    """The hour and minute of a moment."""
    return f"{at.astimezone(ZONE):%H:%M}"
