"""Telling holders in time, once at each mark, that their card runs out."""

from datetime import datetime, timedelta

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission
from yugong.scenes.rights import texts
from yugong.scenes.rights.queries.teams import running_out
from yugong.scenes.rights.rules.teams import teams

MARKS = (60, 30, 0)  # days before the last day


@action(Permission.SYSTEM_RUN)
def warn(*, by: Actor, at: datetime) -> int:
    """Tell everybody whose card ends in 60 or 30 days, or today; returns how many were told."""
    today, told = local_day(at), 0
    for days in MARKS:
        for badge in running_out(on=today, within=timedelta(days=days)):
            values = {"team": teams[badge.team].word, "number": badge.number}
            values |= {"ends": f"{badge.valid_to:%Y-%m-%d}", "union": badge.unit.name}
            once = f"badge|{badge.pk}|{badge.valid_to}|{days}"
            sent = tell(
                to=badge.person_id, template=texts.BADGE_ENDS.name, values=values,
                about=f"rights.badge:{badge.pk}", path="/badge/", once=once, at=at,
            )  # fmt: skip
            told += sent is not None
    facts(told=told)
    return told
