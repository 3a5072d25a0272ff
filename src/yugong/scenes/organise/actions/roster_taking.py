"""Taking rejected rows out of the platform: whoever takes the file of an import is written into the log."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import RosterImport
from yugong.scenes.organise.queries import rosters


@action(Permission.ROSTER_IMPORT, on="roster")
def take_rejected(*, roster: RosterImport, by: Actor, at: datetime) -> bytes:
    """The rejected rows as an Excel file with the reason beside each; refused once the file is forgotten."""
    made = rosters.mended_file(roster)
    facts(rows=roster.rejected)
    return made
