"""A parameter as the platform ships it."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Default:
    """A shipped value: S sure, L likely, U unsure; the owner may replace it by a dated row."""

    value: Any
    label: str
    source: str
    mark: str
    since: date = date(2021, 1, 1)
