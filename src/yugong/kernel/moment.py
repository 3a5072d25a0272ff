"""Moments in Chongqing: as people say them, and a form field for a day and an hour as they type it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yugong.kernel.calendar import ZONE
from yugong.kernel.field import Field

STAMP = "%Y-%m-%d %H:%M"


def words(at: datetime) -> str:
    """A moment as people say it: 7 月 14 日 16:40."""
    local = at.astimezone(ZONE)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"


def clock(at: datetime) -> str:
    """The hour and minute of a moment."""
    return f"{at.astimezone(ZONE):%H:%M}"


@dataclass(frozen=True)
class Moment(Field):
    """A day and a time; the value is kept in ISO text."""

    def read(self, text: Any, today: Any) -> str:
        try:
            return datetime.strptime(str(text).replace("T", " ")[:16], STAMP).replace(tzinfo=ZONE).isoformat()
        except ValueError:
            raise self.refusal(f"{self.label}请写成 2026-12-05 09:00 的样子。") from None

    def words(self, value: Any) -> str:
        return datetime.fromisoformat(value).astimezone(ZONE).strftime(STAMP)
