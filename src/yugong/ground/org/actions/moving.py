"""Changes of the tree on a day: a unit moves, several merge, one splits or is dissolved (CQTU 42).

Members go to the successor without a gap, posts and terms of office end, matters go to its desk. Funds and
assets follow the same rule: on a merger to the merged union, on a split by the number of members, on
dissolution as the upper union decides; the succession records it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from yugong.ground.audit.action import action, locked
from yugong.ground.audit.writing import facts, words
from yugong.ground.org import followers
from yugong.ground.org.actions import placing
from yugong.ground.org.followers import Handing, Share
from yugong.ground.org.funds import divided
from yugong.ground.org.models import Agency, Ending, Succession, Unit
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

LOWEST = ("branch", "group")


@action(Permission.UNIT_MANAGE, on="unit")
def move_unit(*, unit: Unit, to: Unit, on: date, reason: str, by: Actor, at: datetime) -> Unit:
    """Put a unit, with all below it, under another parent from a day on."""
    to, why = locked(to), placing.said(reason)
    may(by, Permission.UNIT_MANAGE, to).insist()
    placing.insist_above(unit, by=by)
    placing.insist_day(unit, to, on=on, at=at)
    if unit.parent_id == to.pk:
        raise Refused(f"{unit.name}本来就属{to.name}", field="to")
    if tree.within(to.path, unit.path):
        raise Refused("不能移到自己或者自己的下级下面", field="to")
    if to.kind in LOWEST and unit.kind not in LOWEST:
        raise Refused(f"{to.name}是{to.get_kind_display()}，下面不能再设这类工会", field="to")
    was = unit.parent_id
    moved = placing.hang(unit, to, on=on, at=at)
    facts(on=on, was=was, to=to.pk, units=moved)
    words(reason=why)
    return unit


@action(Permission.UNIT_MANAGE, on="into")
def merge_units(
    *, units: Sequence[Unit], into: Unit, on: date, reason: str, by: Actor, at: datetime
) -> list[Succession]:
    """Merge units into another on a day: it gets their members, what is below them, and their matters."""
    if not units:
        raise Refused("请选要合并的工会", field="units")
    placing.insist_day(into, on=on, at=at)
    done = []
    for unit in units:
        done += _end(locked(unit), (Share(into),), on=on, how=Ending.MERGE, reason=reason, by=by, at=at)
    facts(on=on, units=[row.before_id for row in done], members=sum(row.members or 0 for row in done))
    return done


@action(Permission.UNIT_MANAGE, on="unit")
def split_unit(
    *, unit: Unit, into: Sequence[Share], on: date, reason: str, by: Actor, at: datetime
) -> list[Succession]:
    """Split a unit among others on a day; the first gets whatever no other share names."""
    if len({share.unit.pk for share in into}) < 2:
        raise Refused("分立要有两个以上承继的工会；只有一个就办合并", field="into")
    below = {child.pk for share in into for child in share.below}
    if len(below) < sum(len(share.below) for share in into):
        raise Refused("同一个下级组织只能归一个工会", field="below")
    if len(below) != Unit.objects.filter(pk__in=below, parent=unit, valid_to=None).count():
        raise Refused(f"名单里有的组织不是{unit.name}的直接下级", field="below")
    done = _end(unit, into, on=on, how=Ending.SPLIT, reason=reason, by=by, at=at)
    facts(on=on, into=[row.after_id for row in done], members=[row.members for row in done])
    return done


@action(Permission.UNIT_MANAGE, on="unit")
def dissolve_unit(
    *, unit: Unit, on: date, reason: str, to: Unit | None = None, by: Actor, at: datetime
) -> list[Succession]:
    """Dissolve a unit on a day; members and what is below it go to the upper union, or where that says."""
    heir = to or unit.parent
    if heir is None:
        raise Refused("最上级的工会不能撤销", field="unit")
    done = _end(unit, (Share(heir),), on=on, how=Ending.DISSOLVE, reason=reason, by=by, at=at)
    facts(on=on, to=heir.pk, members=done[0].members)
    return done


@action(Permission.UNIT_MANAGE, on="before")
def succeed(
    *, before: Unit, after: Unit, on: date, how: str, reason: str, by: Actor, at: datetime
) -> Succession:
    """Record what became of a unit that ended before the platform knew it."""
    row = Succession(before=before, after=after, on=on, how=how, reason=reason)
    row.save()
    return row


def _end(
    unit: Unit, shares: Sequence[Share], *, on: date, how: Ending, reason: str, by: Actor, at: datetime
) -> list[Succession]:
    """Give all a unit has to its successors, and close it."""
    may(by, Permission.UNIT_MANAGE, unit).insist()
    why = placing.said(reason)
    placing.insist_above(unit, by=by)
    shares = tuple(Share(locked(share.unit), share.below, share.departments) for share in shares)
    placing.insist_day(unit, *(share.unit for share in shares), on=on, at=at)
    if on == unit.valid_from:
        raise Refused(f"{unit.name}是这一天才成立的，最早第二天才能撤并", field="on")
    for share in shares:
        may(by, Permission.UNIT_MANAGE, share.unit).insist()
        if share.unit.pk == unit.pk or tree.within(share.unit.path, unit.path):
            raise Refused("承继的工会不能是它自己或者它的下级", field="into")
    placing.insist_quiet([unit.pk, *(share.unit.pk for share in shares)], on=on)
    handing = Handing(unit, shares, on, how, why, by, at)
    counts = followers.weigh(handing)
    for child, heir in followers.children_of(handing):
        placing.hang(child, heir, on=on, at=at)
    followers.hand_over(handing)
    Agency.objects.filter(unit=unit, closed_on=None).update(unit=shares[0].unit)
    placing.close(unit, on=on, at=at)
    rows = [
        Succession(
            before=unit,
            after=share.unit,
            on=on,
            how=how,
            reason=why,
            members=count,
            funds=part.rule,
            funds_part=part.part,
            funds_whole=part.whole,
        )
        for share, count, part in zip(shares, counts, divided(how, counts), strict=True)
    ]
    return [_saved(row) for row in rows]


def _saved(row: Succession) -> Succession:
    row.save()
    return row
