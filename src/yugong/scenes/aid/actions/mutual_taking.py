"""Taking rejected rows of a list out of the platform: whoever takes them is written into the log."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions.mutual_lists import mended
from yugong.scenes.aid.models import MutualEnrolment


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.take_rejected")
def take_rejected(*, enrolment: MutualEnrolment, by: Actor, at: datetime) -> bytes:
    """The rejected rows as an Excel file with the reason beside each."""
    made = mended(enrolment)
    facts(rows=enrolment.rejected)
    return made
