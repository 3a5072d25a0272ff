"""From one round into the next: whoever won is entered, the jury is asked again, nothing is typed twice."""

from datetime import datetime, timedelta

from yugong.engines.selection.actions import drafting, jury
from yugong.engines.selection.actions.drafting import Nominee
from yugong.engines.selection.models import Round, RoundStage
from yugong.engines.selection.queries.lists import next_round
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

SOON = timedelta(days=7)


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.carry")
def carry(*, poll: Round, by: Actor, at: datetime) -> Round:
    """Write the next round down with the winners of this one and its jury; its dates are still to be set.

    It begins in a week and lasts as long as this one; half of those entered win, until an officer says else.
    """
    names = contests[poll.contest].rounds
    if poll.stage != RoundStage.SETTLED:
        raise Refused("这一轮完成以后才能进下一轮。", code="stale")
    if poll.step >= len(names):
        raise Refused("这已经是最后一轮。", code="stale")
    if (there := next_round(poll)) is not None:
        raise Refused(f"下一轮“{there.title}”已经写好了。", code="twice")
    won = list(poll.entries.filter(won=True).select_related("unit", "employer").order_by("place"))
    opens = at + SOON
    given = {
        "title": f"{poll.title.removesuffix(names[poll.step - 1])[:50]}{names[poll.step]}",
        "about": poll.about, "contact": poll.contact, "opens_at": opens,
        "closes_at": opens + (poll.closes_at - poll.opens_at), "winners": max(len(won) // 2, 1),
    }  # fmt: skip
    entered = [Nominee(one.title, one.about, one.unit, one.employer, one.source) for one in won]
    made = drafting.draft(
        unit=poll.unit, contest=poll.contest, given=given, nominees=entered, step=poll.step + 1, by=by, at=at
    )
    panel = [one.person for one in poll.jurors.select_related("person").order_by("number")]
    if panel:
        jury.invite(poll=made, people=panel, by=by, at=at)
    facts(next=str(made.pk), entries=len(won))
    return made
