"""Showing an officer the asker's numbers in full: as registered, else as he gave them in this matter."""

from datetime import datetime

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.reading import all_answers
from yugong.ground.audit.action import action
from yugong.ground.audit.actions import record
from yugong.ground.audit.writing import facts
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission

LONGEST = 80


@action(Permission.PERSON_REVEAL, on="matter", named="matters.reveal")
def reveal(*, matter: Matter, purpose: str, by: Actor, at: datetime) -> dict[str, str]:
    """His number and phone, by key, for a purpose; an applicant need not be a member yet to be checked.

    It is written into the log under the person, so that he sees who looked and what for.
    """
    why = purpose.strip()
    if not why:
        raise Refused("请写明查看用途，本人会看到", field="purpose")
    if len(why) > LONGEST:
        raise Refused(f"查看用途最多 {LONGEST} 个字", field="purpose", code="too_long")
    held, given = identity_of(matter.asker), all_answers(matter)
    shown = {"number": held.number, "phone": held.phone}
    for field in kinds[matter.kind].fields:
        if field.known in shown and not shown[field.known]:
            shown[field.known] = str(given.get(field.name) or "")
    facts(number=matter.number)
    data = {"fields": sorted(shown), "matter": matter.number}
    record(by=by, did="people.reveal", on=matter.asker, at=at, data=data, words={"purpose": why})
    return shown
