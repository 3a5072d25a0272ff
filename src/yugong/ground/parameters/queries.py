"""Reading parameters and the calendar as they stood on a day."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import BigIntegerField, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Length

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.ground.parameters.models import Holiday, HolidayYear, Parameter
from yugong.kernel import rules, tree
from yugong.kernel.calendar import Calendar, solar_statutory
from yugong.kernel.errors import Broken
from yugong.kernel.once import once

CALENDAR = "parameters.calendar"
FRESH = 5.0  # seconds
IN_FORCE = """
    SELECT key, scope, valid_from, value, source FROM parameters_parameter
    WHERE key = ANY(%s) AND scope = ANY(%s) AND valid_from <= %s
"""
HERE = """
    SELECT json_agg(json_build_array(p.key, p.scope, p.valid_from, p.value, p.source))
    FROM parameters_parameter p WHERE p.key = ANY(%(parameters)s) AND starts_with({path}, p.scope)
"""  # every setting of some parameters for a place, as part of another statement
_seen: tuple[float, Calendar | None] = (0.0, None)
_last = Calendar()


class Set(NamedTuple):
    """One setting of a parameter."""

    scope: str
    since: date
    value: Any
    source: str


@dataclass
class Kept:
    """What a loader read before it began: every parameter that was ever set, by key, and the calendar."""

    rows: dict[str, list[Set]]
    calendar: Calendar


_kept: ContextVar[Kept | None] = ContextVar("kept", default=None)


@contextmanager
def unchanging() -> Iterator[None]:
    """For a loader: parameters are read once, before it begins. Only this thread's code goes by it; nothing
    may be set or imported meanwhile (`changing` says so)."""
    rows: dict[str, list[Set]] = {}
    for key, *row in Parameter.objects.values_list("key", "scope", "valid_from", "value", "source"):
        rows.setdefault(key, []).append(Set(*row))
    token = _kept.set(Kept(rows, _calendar()))
    try:
        yield
    finally:
        _kept.reset(token)


def changing() -> None:
    """Called by whatever sets a parameter or imports a notice."""
    if _kept.get() is not None:
        raise Broken("parameters: nothing may be set while a loader goes by what it read before it began")


def told(keys: Sequence[str], path: str, found: Iterable[Sequence[Any]] | None) -> None:
    """Hold for this page what HERE told of these parameters, so that nobody asks for them again."""
    rows = _told(path)
    rows.update({key: [] for key in keys})
    for key, scope, since, is_, source in found or ():
        rows[key].append(Set(scope, date.fromisoformat(since), is_, source))


def _told(path: str) -> dict[str, list[Set]]:
    return once(("parameters", path), dict)


def value(key: str, *, on: date, path: str = "") -> Any:
    """The value of a parameter on a day for a place in the tree; the nearest scope and newest date win.

    Falls back to the shipped default (domain rules §12); an unknown key is Broken and lists the known ones.
    """
    if key not in DEFAULTS:
        raise Broken(f"parameter {key!r} is not known; known: {', '.join(sorted(DEFAULTS))}")
    found = _set([key], on=on, path=path).get(key)
    return found.value if found else DEFAULTS[key].value


def _set(keys: Sequence[str], *, on: date, path: str) -> dict[str, Set]:
    """What is set of these parameters on a day for a place: the nearest scope, of it the newest."""
    kept, scopes = _kept.get(), ["", path, *tree.ancestors(path)] if path else [""]
    known = kept.rows if kept else _told(path)
    if kept is None and not all(key in known for key in keys):
        with connection.cursor() as cursor:
            cursor.execute(IN_FORCE, [list(keys), scopes, on])
            found = [
                (key, Set(scope, since, json.loads(told), source))
                for key, scope, since, told, source in cursor.fetchall()
            ]
    else:
        held = ((key, row) for key in keys for row in known.get(key, ()))
        found = [(key, row) for key, row in held if row.scope in scopes and row.since <= on]
    return dict(sorted(found, key=lambda one: (len(one[1].scope), one[1].since)))


def number_within(key: str, *, on: date, path: str = "") -> Combinable:
    """What `value` says of a whole number, as part of another statement."""
    scopes = ["", path, *tree.ancestors(path)] if path else [""]
    rows = Parameter.objects.filter(key=key, scope__in=scopes, valid_from__lte=on)
    nearest = Subquery(rows.order_by(Length("scope").desc(), "-valid_from").values("value")[:1])
    read = Cast(Cast(nearest, TextField()), BigIntegerField())
    return Coalesce(read, Value(int(DEFAULTS[key].value)))


def in_force(keys: Sequence[str], *, on: date, path: str = "") -> list[rules.Parameter]:
    """Several parameters on a day for a place with their sources, as a rule takes them, in one question."""
    if unknown := [key for key in keys if key not in DEFAULTS]:
        raise Broken(f"parameter {unknown[0]!r} is not known; known: {', '.join(sorted(DEFAULTS))}")
    found = {
        key: rules.Parameter(key, row.value, row.source, row.since, row.scope)
        for key, row in _set(keys, on=on, path=path).items()
    }
    shipped = (DEFAULTS[key] for key in keys)
    return [
        found.get(key) or rules.Parameter(key, one.value, one.source, one.since)
        for key, one in zip(keys, shipped, strict=True)
    ]


def scoped(key: str, *, on: date) -> list[tuple[str, Any]]:
    """Every value of a parameter in force on a day with the place it holds for, the deepest place first.

    The last one is the city's (place ""). `value` says the same for one place; this is for whole tables.
    """
    rows = Parameter.objects.filter(key=key, valid_from__lte=on).exclude(scope="").order_by("valid_from")
    found = dict(rows.values_list("scope", "value"))
    deepest = sorted(found.items(), key=lambda one: (-len(one[0]), one[0]))
    return [*deepest, ("", value(key, on=on))]


def calendar() -> Calendar:
    """The working-day calendar of the holiday table; a page may go by what was read five seconds ago,
    whatever runs in a transaction and may write is told what holds now."""
    global _seen
    if kept := _kept.get():
        return kept.calendar
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
    return _steady(known)


def _steady(known: Calendar) -> Calendar:
    """The same object while nothing in it changes: what is reckoned by a calendar is kept under it."""
    global _last
    if _last != known:
        _last = known
    return _last
