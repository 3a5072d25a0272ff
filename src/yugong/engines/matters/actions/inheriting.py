"""Open matters when the union that handles them ends: they go on at the desk of its successor."""

from collections.abc import Sequence

from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.telling import tell_asker, tell_holder
from yugong.engines.matters.models import LEVELS, Matter
from yugong.engines.matters.queries.officers import nearest_desk
from yugong.engines.matters.queries.reading import may_take
from yugong.ground.org.followers import Handing
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import ASKER, CLOSED


def hand_matters(handing: Handing) -> None:
    """Every open matter goes to the union that got its asker, at the nearest desk that can take it.

    Stage and clocks go along unbroken; whoever had claimed it no longer sits there.
    """
    heirs = {share.unit.pk: share.unit for share in handing.shares}
    for matter in Matter.objects.select_for_update().filter(unit=handing.unit).exclude(stage=CLOSED):
        stretch = membership_of(matter.asker_id)
        heir = heirs.get(stretch.unit_id if stretch else 0, handing.shares[0].unit)
        _hand(matter, heir, handing)


def _hand(matter: Matter, heir: Unit, handing: Handing) -> None:
    by, at = handing.by, handing.at
    fits, day = may_take(matter, at=at), local_day(at)
    desk = nearest_desk(heir.path, duty=matter.held_by, on=day, fits=fits)
    desk = desk or nearest_desk(heir.path, duty=ASKER, on=day, fits=fits) or heir
    matter.unit = desk
    for name, level in zip(LEVELS, tree.levels(desk.path), strict=True):
        setattr(matter, name, level)
    matter.claimed_by_id, matter.claimed_at, matter.news_for_desk = None, None, True
    data = {"from": handing.unit.pk, "to": desk.pk, "to_name": desk.name}
    happen(matter, "transfer", by=by, at=at, note=f"{handing.unit.name}已经调整：{handing.reason}", data=data)
    matter.save()
    tell_asker(matter, "matter.transferred", at=at, unit=desk.name)
    if matter.held_by != ASKER:
        tell_holder(matter, "matter.arrived", at=at, unit=desk.name)


def matters_standing(unit_ids: Sequence[int]) -> int:
    """How many matters lie open with these units."""
    return Matter.objects.filter(unit_id__in=unit_ids).exclude(stage=CLOSED).count()
