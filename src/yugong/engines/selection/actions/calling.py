"""Those who may vote are told when a vote opens: in the inbox only, part by part, each once."""

from datetime import datetime, timedelta

from yugong.engines.selection.actions.telling import about
from yugong.engines.selection.models import Round, RoundStage
from yugong.engines.selection.queries.voters import entitled_after
from yugong.engines.selection.texts import OPENED
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell_many
from yugong.kernel.actor import Actor
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

PART, NEWS = 5000, timedelta(days=1)  # persons told at once; after so long an opening is no news any more


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.call")
def call(*, poll: Round, by: Actor, at: datetime) -> Round:
    """Tell the next part of those who may vote; `called_at` is set when all of them know."""
    if poll.called_at is not None:
        return poll
    people = entitled_after(poll, poll.called_to, PART)
    values = {"title": poll.title, "until": words(poll.closes_at)}
    tell_many(to=people, template=OPENED.name, values=values, at=poll.opens_at, about=about(poll),
              path=f"/votes/{poll.pk}/")  # fmt: skip
    poll.called_to = people[-1] if people else poll.called_to
    if len(people) < PART:
        poll.called_at = at
    poll.save(update_fields=["called_to", "called_at"])
    facts(told=len(people))
    return poll


def sweep(*, by: Actor, at: datetime) -> int:
    """Call for every vote that has opened; returns for how many."""
    fresh = Round.objects.filter(
        stage=RoundStage.PUBLIC, called_at=None, opens_at__lte=at, opens_at__gt=at - NEWS, closes_at__gt=at
    )
    polls = [one for one in fresh.select_related("unit") if contests[one.contest].votes]
    for poll in polls:
        row = poll
        while row.called_at is None:
            row = call(poll=row, by=by, at=at)
    return len(polls)
