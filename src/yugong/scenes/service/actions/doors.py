"""The door of a station without an attendant: its lock, the codes that open it, and what it counted."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.models import Person
from yugong.ground.people.queries import employment_of, membership_of
from yugong.ground.people.row_cells import seal, unseal
from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.kernel import doorcode
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.opening_hours import opening
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import DoorSignal, Station
from yugong.scenes.service.queries.openness import SLOT

OFTEN = Limit("service.door", 6, timedelta(minutes=10), "开门码取得太勤了")


@dataclass(frozen=True, slots=True)
class DoorCode:
    """Eight digits, and until when they open."""

    code: str
    until: datetime


@action(Permission.STATION_MANAGE, on="station")
def fit_lock(*, station: Station, by: Actor, at: datetime) -> str:
    """A new key for the station's lock, in hex digits: told once, to be put into the lock; the old ends."""
    key = secrets.token_hex(doorcode.KEY_BYTES)
    station.lock_key_sealed = seal(station, "lock_key_sealed", key)
    station.save(update_fields=["lock_key_sealed"])
    return key


def ask_code(*, person: Person, station: Station, by: Actor, at: datetime) -> DoorCode:
    """A code for the door, now; asking too often is refused."""
    limits.insist(OFTEN, person.pk, at=at)
    return take_code(person=person, station=station, by=by, at=at)


@action(Permission.PERSON_SELF, on="person", shared=True, named="service.take_code")
def take_code(*, person: Person, station: Station, by: Actor, at: datetime) -> DoorCode:
    """A code that opens this door once within a minute, for members and whoever works and is registered.

    Neither the log nor the count says who was at which station: the log names the person without the
    station, the count the station without the person, and its time is rounded to ten minutes.
    """
    if membership_of(person.pk) is None and employment_of(person.pk) is None:
        raise Refused(
            "开门码给会员和登记了工作的劳动者。还没有入会可以先入会，几分钟就好。", code="not_member"
        )
    Station.objects.filter(pk=station.pk).update(door_turn=(F("door_turn") + 1) % doorcode.TURNS)
    row = Station.objects.get(pk=station.pk)  # as it stands now, held until this ends
    if row.closed_on is not None or row.lock_key_sealed is None:
        raise Refused("这个站点的门不用开门码。", code="no_lock")
    now = opening(row.hours, row.always_open, at)
    if not now.open:
        raise Refused(f"现在不开放，{now.words}。", code="closed")
    _count(row.pk, at, entered=False)
    key = bytes.fromhex(unseal(row, "lock_key_sealed"))
    return DoorCode(doorcode.make(key, str(row.pk), at, row.door_turn), doorcode.until(at))


def slot_of(at: datetime) -> datetime:
    """The ten minutes in which a moment lies."""
    return at - timedelta(
        minutes=at.minute % (SLOT // timedelta(minutes=1)), seconds=at.second, microseconds=at.microsecond
    )


def _count(station: UUID, at: datetime, *, entered: bool, times: int = 1) -> None:
    """One more in these ten minutes."""
    row, fresh = DoorSignal.objects.get_or_create(
        station_id=station, at=slot_of(at), entered=entered, defaults={"times": times}
    )
    if not fresh:
        DoorSignal.objects.filter(pk=row.pk).update(times=F("times") + times)


@action(Permission.SYSTEM_RUN, named="service.count_entries")
def count_entries(*, entries: Iterable[tuple[UUID, datetime]], by: Actor, at: datetime) -> int:
    """What locks have counted themselves; the same ten minutes of a station again replace what was there."""
    counts: dict[tuple[UUID, datetime], int] = {}
    for station, when in entries:
        if when <= at:
            slot = (station, slot_of(when))
            counts[slot] = counts.get(slot, 0) + 1
    known = set(Station.objects.filter(pk__in={one for one, _ in counts}).values_list("pk", flat=True))
    rows = [
        DoorSignal(station_id=one, at=slot, entered=True, times=times)
        for (one, slot), times in sorted(counts.items())
        if one in known
    ]
    DoorSignal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["station", "at", "entered"], update_fields=["times"]
    )
    facts(slots=len(rows))
    return len(rows)
