"""Taking a member list out of the house: counted, with its purpose, masked unless he may see more."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people import queries
from yugong.ground.people.queries import MemberRow, MembersFilter
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

MOST = 5000


@action(Permission.PERSON_EXPORT, on="unit")
def export_members(
    *, unit: Unit, wanted: MembersFilter, full: bool, purpose: str, by: Actor, at: datetime
) -> list[MemberRow]:
    """The members below a unit for a file; the log keeps how many, which conditions and what for.

    Refuses without a purpose, for more than MOST rows, and for full numbers without the right to see them.
    """
    if not purpose.strip():
        raise Refused("请写明导出用途，会记入日志。", field="purpose")
    if full:
        may(by, Permission.PERSON_REVEAL, unit).insist()
    rows = queries.members(path=unit.path, wanted=wanted, limit=MOST + 1, full=full)
    if len(rows) > MOST:
        raise Refused(f"一次最多导出 {MOST:,} 人，请按工会或其他条件缩小范围，分几次导出。", field="purpose")
    if not rows:
        raise Refused("按这些条件没有会员，不用导出。", field="purpose")
    narrowed = [name for name in MembersFilter.__slots__ if getattr(wanted, name)]
    facts(count=len(rows), purpose=purpose.strip(), full=full, narrowed=narrowed)
    return rows
