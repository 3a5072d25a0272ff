"""Members and officers when their union ends: stretches go to the successor without a gap, tenures end.

A handful goes within the act; more than `AT_ONCE` go as a watched job, chunk by chunk.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs import progress as watching
from yugong.ground.jobs.queue import jobs
from yugong.ground.org.followers import Handing, Share
from yugong.ground.org.models import Unit
from yugong.ground.people.actions.memberships import COPIED, levels
from yugong.ground.people.models import Employment, Membership, Tenure
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission

AT_ONCE = 2_000
CHUNK = 2_000
JOB = "people.follow_unit"


def due(unit_id: int, *, on: date) -> QuerySet[Membership]:
    """The stretches believed in now that reach beyond the day on which the unit ends."""
    rows = Membership.objects.filter(unit_id=unit_id, superseded_at=None)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on))


def _departments(persons: Sequence[UUID]) -> dict[UUID, str]:
    rows = Employment.objects.filter(person_id__in=persons, valid_to=None).exclude(department="")
    return dict(rows.order_by("id").values_list("person_id", "department"))


def _heirs(stretches: Sequence[Membership], shares: Sequence[Share]) -> list[int]:
    """For every stretch the number of the share that gets it."""
    named = {name: number for number, share in enumerate(shares) for name in share.departments}
    if not named:
        return [0] * len(stretches)
    departments = _departments([stretch.person_id for stretch in stretches])
    return [named.get(departments.get(stretch.person_id, ""), 0) for stretch in stretches]


def _carry(
    stretches: Sequence[Membership], shares: Sequence[Share], *, on: date, how: str, at: datetime
) -> None:
    """End stretches on the day and begin them in the successor the same day; what was believed stays."""
    places = [levels(share.unit) for share in shares]
    Membership.objects.filter(pk__in=[row.pk for row in stretches]).update(superseded_at=at)
    fresh = []
    for old, heir in zip(stretches, _heirs(stretches, shares), strict=True):
        kept = {name: getattr(old, name) for name in COPIED}
        if old.valid_from < on:
            fresh.append(Membership(**kept, valid_to=on, ended_by=how, recorded_at=at))
            kept |= {"valid_from": on, "began_by": how}
        kept |= {"unit_id": shares[heir].unit.pk, **places[heir]}
        fresh.append(Membership(**kept, valid_to=old.valid_to, ended_by=old.ended_by, recorded_at=at))
    Membership.objects.bulk_create(fresh)


@action(Permission.UNIT_MANAGE, on="unit")
def follow_next(*, unit: Unit, shares: Sequence[Share], on: date, how: str, by: Actor, at: datetime) -> int:
    """Carry the next members of a unit that ended to its successors; how many, none when all are there."""
    rows = list(due(unit.pk, on=on).select_for_update(of=("self",)).order_by("id")[:CHUNK])
    if rows:
        _carry(rows, shares, on=on, how=how, at=at)
    facts(members=len(rows), into=[share.unit.pk for share in shares])
    return len(rows)


def hand_members(handing: Handing) -> None:
    """Members follow: at once, or as a job that whoever ordered it can watch."""
    count = due(handing.unit.pk, on=handing.on).count()
    if count > AT_ONCE:
        watching.follow(
            jobs[JOB],
            owner=handing.by.key,
            label=f"转接{handing.unit.name}的会员"[:80],
            total=count,
            at=handing.at,
            unit=handing.unit.pk,
            shares=[[share.unit.pk, list(share.departments)] for share in handing.shares],
            on=handing.on.isoformat(),
            how=handing.how,
        )
    elif count:
        follow_next(
            unit=handing.unit, shares=handing.shares, on=handing.on, how=handing.how, by=handing.by,
            at=handing.at,
        )  # fmt: skip


def weigh(handing: Handing) -> list[int]:
    """How many present members of the unit itself each share gets."""
    counts = [0] * len(handing.shares)
    if not any(share.departments for share in handing.shares):
        counts[0] = due(handing.unit.pk, on=handing.on).filter(valid_to=None).count()
        return counts
    for heir in _heirs(list(due(handing.unit.pk, on=handing.on).filter(valid_to=None)), handing.shares):
        counts[heir] += 1
    return counts


def members_standing(unit_ids: Sequence[int]) -> int:
    """How many present members these units have."""
    return Membership.objects.filter(unit_id__in=unit_ids, valid_to=None, superseded_at=None).count()


def end_tenures(handing: Handing) -> None:
    """Whoever sits in a post of the unit sits there no longer."""
    rows = Tenure.objects.filter(post__unit=handing.unit, valid_to=None)
    rows.filter(valid_from__lt=handing.on).update(valid_to=handing.on)
    for tenure in rows.filter(valid_from__gte=handing.on):
        tenure.valid_to = tenure.valid_from
        tenure.save(update_fields=["valid_to"])


def officers_standing(unit_ids: Sequence[int]) -> int:
    """How many people sit in posts of these units."""
    return Tenure.objects.filter(post__unit_id__in=unit_ids, valid_to=None).count()
