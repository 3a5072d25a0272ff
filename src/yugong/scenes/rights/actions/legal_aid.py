"""What happens in legal aid: granted or not, a lawyer assigned, a result; and the list of lawyers."""

from datetime import date, datetime
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.rights.models import AidState, Lawyer, LegalAid
from yugong.scenes.rights.queries import legal_aid as queries
from yugong.scenes.rights.rules.aiding import appoint_by, means_free


def decided(*, matter: Any, answers: Any, state: AidState, urgent: bool, at: datetime) -> LegalAid:
    """Write the decision down; decided again, it is the same row."""
    day = local_day(at)
    row = queries.aid_of(matter.number) or LegalAid(matter=matter.number, asker_id=matter.asker_id)
    row.unit_id, row.state, row.urgent = matter.unit_id, state, urgent
    row.means_tested = not means_free(answers)
    row.decided_on, row.appoint_by = day, appoint_by(day)
    row.ended_on, row.ending = (day if state == AidState.REFUSED else None), ""
    row.save()
    return row


@action(Permission.MATTER_HANDLE, on="aid", named="legal_aid.assigned")
def assign(*, aid: LegalAid, lawyer: Lawyer, by: Actor, at: datetime) -> LegalAid:
    """Give the case to a lawyer of this union or one above; who is not on the list cannot be assigned."""
    if not queries.lawyers_for(aid.unit.path, on=local_day(at)).filter(pk=lawyer.pk).exists():
        raise Refused("这位律师不在名单里，或者已经不接案", field="lawyer", code="no_lawyer")
    matter = matters.Matter.objects.select_related("unit").get(number=aid.matter)
    if matter.stage != "appoint":
        raise Refused("现在不在指派律师这一步，请刷新后再看", code="stale")
    aid.lawyer, aid.appointed_on = lawyer, local_day(at)
    aid.save()
    facts(matter=aid.matter, lawyer=lawyer.pk)
    matters.move(matter=matter, name="assign", by=by, at=at)
    aid.refresh_from_db()
    return aid


def stands(*, row: LegalAid, state: AidState, at: datetime | None = None, **more: Any) -> None:
    """Where the case stands now."""
    row.state = state
    row.ended_on = local_day(at) if at else None
    for name, given in more.items():
        setattr(row, name, given)
    row.save()


@action(Permission.MATTER_HANDLE, on="unit", named="legal_aid.lawyer_added")
def add_lawyer(
    *, unit: Unit, name: str, office: str, field: str, since: date, by: Actor, at: datetime
) -> Lawyer:
    """Put a lawyer on the list of a union."""
    if Lawyer.objects.filter(unit=unit, name=name, office=office, ended_on__isnull=True).exists():
        raise Refused("这位律师已经在名单里", field="name")
    row = Lawyer(unit=unit, name=name, office=office, field=field, since=since)
    row.save(force_insert=True)
    return row


@action(Permission.MATTER_HANDLE, on="lawyer", named="legal_aid.lawyer_ended")
def end_lawyer(*, lawyer: Lawyer, by: Actor, at: datetime) -> Lawyer:
    """Take a lawyer off the list; never while he has a case."""
    if LegalAid.objects.filter(lawyer=lawyer, state=AidState.ASSIGNED).exists():
        raise Refused("这位律师还有没办完的案子，请先换律师", code="busy")
    lawyer.ended_on = local_day(at)
    lawyer.save()
    return lawyer
