"""Reading parameters and the calendar as they stood on a day."""

from datetime import date
from time import monotonic
from typing import Any

from django.core.cache import cache
from django.db import connection

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.parameters.models import Holiday, HolidayYear, Parameter
from yugong.kernel import tree
from yugong.kernel.calendar import Calendar, solar_statutory
from yugong.kernel.errors import Broken

CALENDAR = "parameters.calendar"
FRESH = 5.0  # seconds
_seen: tuple[float, Calendar | None] = (0.0, None)


def value(key: str, *, on: date, path: str = "") -> Any:
    """The value of a parameter on a day for a place in the tree; the nearest scope and newest date win.

    Falls back to the shipped default (domain rules §12); an unknown key is Broken and lists the known ones.
    """
    if key not in DEFAULTS:
        raise Broken(f"parameter {key!r} is not known; known: {', '.join(sorted(DEFAULTS))}")
    scopes = ["", path, *tree.ancestors(path)] if path else [""]
    rows = Parameter.objects.filter(key=key, scope__in=scopes, valid_from__lte=on)
    found = sorted(rows.values_list("scope", "valid_from", "value"), key=lambda row: (len(row[0]), row[1]))
    return found[-1][2] if found else DEFAULTS[key].value


def calendar() -> Calendar:
    """The working-day calendar of the holiday table; a page may go by what was read five seconds ago,
    whatever runs in a transaction and may write is told what holds now."""
    global _seen
    if connection.in_atomic_block:
        return _calendar()
    until, known = _seen
    if known is None or monotonic() >= until:
        known = _calendar()
        _seen = (monotonic() + FRESH, known)
    return known


def _calendar() -> Calendar:
    """The calendar as it is kept for all processes, until a notice is imported."""
    known: Calendar | None = cache.get(CALENDAR)
    if known is None:
        rows = list(Holiday.objects.values_list("day", "off", "statutory"))
        known = Calendar(
            rest=frozenset(day for day, off, _ in rows if off),
            work=frozenset(day for day, off, _ in rows if not off),
            known_years=frozenset(HolidayYear.objects.values_list("year", flat=True)),
            lunar=frozenset(day for day, _, statutory in rows if statutory and not solar_statutory(day)),
        )
        cache.set(CALENDAR, known, 300)
    return known
