"""Being there: by the code of the hour or the organiser's tick, never a photo."""

from collections.abc import Collection
from datetime import datetime, timedelta

from yugong.engines.campaigns.models import Attendance, Campaign, Enrolment, Sitting, Standing
from yugong.engines.campaigns.queries.sittings import key_of, open_now
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people.models import Person
from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.kernel import rotating
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

TRIES = Limit("campaigns.here", 5, timedelta(minutes=10), "签到码已多次输错")


def try_code(*, person: Person, sitting: Sitting, code: str, by: Actor, at: datetime) -> Attendance:
    """Check in with a code somebody typed; a wrong one counts, though nothing else of the try is kept."""
    limits.insist(TRIES, person.pk, field="code", at=at)
    there = check_in(person=person, sitting=sitting, code=code, by=by, at=at)
    limits.forget(TRIES, person.pk)
    return there


@action(Permission.PERSON_SELF, on="person", named="campaigns.check_in")
def check_in(*, person: Person, sitting: Sitting, code: str, by: Actor, at: datetime) -> Attendance:
    """Say that one is there, with all of one's own, by the code that stands at the door; twice is once."""
    rows = Enrolment.objects.filter(campaign=sitting.campaign_id, person=person, standing=Standing.IN)
    if not (mine := list(rows.order_by("nth"))):
        raise Refused("没有查到你的报名，请找工作人员登记。", code="unknown")
    if not open_now([sitting], at):
        raise Refused("现在不是签到时间，活动前一小时到结束后两小时可以签到。", code="early")
    if not rotating.fits(key_of(sitting), code, at):
        raise Refused("签到码不对，每半分钟换一次，请看现场屏幕上的六位数字。", field="code")
    there = [_there(sitting, row, True, at) for row in mine]
    return there[0]


@action(Permission.CAMPAIGN_MANAGE, on="campaign", shared=True, named="campaigns.tick")
def tick(
    *, campaign: Campaign, sitting: Sitting, enrolment: Enrolment, by: Actor, at: datetime
) -> Attendance:
    """The organiser writes down who is there without a phone; nobody ticks himself."""
    if enrolment.person_id == by.person_id:
        raise Refused("自己的到场请用签到码，或者请同事登记。", code="own_work")
    if (
        enrolment.campaign_id != campaign.pk
        or sitting.campaign_id != campaign.pk
        or enrolment.standing != Standing.IN
    ):
        raise Refused("这个人没有报上这场活动。", code="unknown")
    return _there(sitting, enrolment, False, at)


@action(Permission.CAMPAIGN_MANAGE, on="campaign", named="campaigns.tick_many")
def tick_many(
    *, campaign: Campaign, sitting: Sitting, codes: Collection[str], by: Actor, at: datetime
) -> int:
    """The organiser enters the paper on which people signed: those of the receipts' numbers were there."""
    rows = Enrolment.objects.filter(campaign=campaign, standing=Standing.IN, code__in=set(codes))
    found = [row for row in rows if row.person_id != by.person_id]
    if sitting.campaign_id != campaign.pk or not found:
        raise Refused("签到单上的报名号都不在这场活动里，请核对。", field="codes", code="unknown")
    there = [Attendance(sitting=sitting, enrolment=row, by_code=False, at=at) for row in found]
    Attendance.objects.bulk_create(there, ignore_conflicts=True)
    facts(ticked=len(found))
    return len(found)


def _there(sitting: Sitting, row: Enrolment, by_code: bool, at: datetime) -> Attendance:
    """Written once, whoever says it first."""
    told = {"by_code": by_code, "at": at}
    there: Attendance = Attendance.objects.get_or_create(sitting=sitting, enrolment=row, defaults=told)[0]
    return there
