"""Files of lists: the rejected rows are taken out under a name in the log; after a week all is forgotten."""

from datetime import datetime, timedelta

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions.mutual_lists import mended
from yugong.scenes.aid.models import EnrolmentState, MutualEnrolment

WEEK = timedelta(days=7)


@action(Permission.ROSTER_IMPORT, on="enrolment", named="mutual.take_rejected")
def take_rejected(*, enrolment: MutualEnrolment, by: Actor, at: datetime) -> bytes:
    """The rejected rows as an Excel file with the reason beside each."""
    made = mended(enrolment)
    facts(rows=enrolment.rejected)
    return made


@action(Permission.MATTER_SWEEP, named="mutual.forget_lists")
def forget(*, by: Actor, at: datetime) -> int:
    """Forget the files and rejected rows of lists that were written more than a week ago; how many."""
    old = MutualEnrolment.objects.filter(made_at__lt=at - WEEK, file_sealed__isnull=False)
    old = old.exclude(state=EnrolmentState.RUNNING)  # its people are written from it yet
    old.filter(state=EnrolmentState.CHECKED).update(state=EnrolmentState.DROPPED)
    count = old.update(file_sealed=None, problems_sealed=None)
    facts(count=count)
    return count
