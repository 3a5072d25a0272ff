"""Voting: once, in secret, and what was not taken is counted by its reason."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection

from yugong.engines.selection.actions import urn
from yugong.engines.selection.models import Round, RoundStage, VoterMark
from yugong.engines.selection.queries import voters
from yugong.ground.audit.action import action, held
from yugong.ground.audit.writing import facts
from yugong.ground.parameters import queries as parameters
from yugong.ground.people.models import Person
from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.kernel import ballots, letters, tally
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

TRIES = Limit("votes.try", 20, timedelta(minutes=10), "投票试得太多次了")
DEVICE = Limit("votes.device", 0, timedelta(hours=1), "")
COUNT = """
    INSERT INTO selection_turned AS t (id, poll_id, reason, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (poll_id, reason) DO UPDATE SET count = t.count + 1
"""


def receipt() -> str:
    """A receipt that nobody can guess; it is shown with the ballot paper, before the vote."""
    return ballots.receipt(letters.code(ballots.GROUPS * ballots.LETTERS))


def vote(
    *, person: Person, poll: Round, code: str, choices: Sequence[int], device: str, by: Actor, at: datetime
) -> None:
    """Vote from a page: tries are limited, refusals counted by reason, a device that votes often is noticed.

    Of the device only a blind count is kept, for an hour; it stands beside no person and no ballot.
    """
    try:
        limits.insist(TRIES, person.pk, poll.pk, at=at)
        crowded = bool(device) and _often(poll, device, at)
        cast(person=person, poll=poll, code=code, choices=choices, crowded=crowded, by=by, at=at)
    except Refused as refused:
        _turn_away(poll.pk, refused.code or "other")
        raise


@action(Permission.PERSON_SELF, on="person", named="selection.cast")
def cast(
    *,
    person: Person,
    poll: Round,
    code: str,
    choices: Sequence[int],
    crowded: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Mark that he has voted and put his ballot into the urn; the log has the first only."""
    person.insist_live()
    host, poll = poll.unit, held(poll)
    poll.unit = host  # where a vote belongs does not change
    insist_open(poll, at)
    declared = contests[poll.contest]
    unit = voters.insist_voter(poll, person)
    entries = poll.entries.values_list("number", flat=True)
    picked = tally.marks(choices, entries=entries, least=declared.least, most=declared.most)
    if voters.has_voted(poll, person.pk):
        raise Refused("你已经投过票了，一人一票。投票时给你的回执码仍然有效。", code="twice")
    VoterMark(poll=poll, person=person, unit_id=unit).save()
    urn.drop(poll, (ballots.read(code), picked), unit=unit, at=at, crowded=crowded)
    facts(poll=str(poll.pk))


def insist_open(poll: Round, at: datetime) -> None:
    """Refused when one cannot vote now, with since or until when."""
    if poll.stage != RoundStage.PUBLIC or not contests[poll.contest].votes:
        raise Refused("现在不能投票。", code="closed")
    if at < poll.opens_at:
        raise Refused(f"投票从 {words(poll.opens_at)} 开始，到时候再来。", code="early")
    if at >= poll.closes_at:
        raise Refused(f"投票已在 {words(poll.closes_at)} 截止。", code="late")


def cast_many(*, poll: Round, votes: Sequence[tuple[Person, int, Sequence[int]]], at: datetime) -> None:
    """For loaders inside an action of their own: ballots of many people with their unions, in one go."""
    given = list(votes)
    rows = [VoterMark(poll=poll, person=person, unit_id=unit) for person, unit, _ in given]
    random.SystemRandom().shuffle(rows)
    VoterMark.objects.bulk_create(rows)
    urn.drop_many(poll, [((receipt(), tuple(sorted(picked))), unit) for _, unit, picked in given], at=at)


def _often(poll: Round, device: str, at: datetime) -> bool:
    """Whether more ballots came from the device within an hour than is usual."""
    used = limits.spend(DEVICE, poll.pk, device, at=at).used
    return used > 1 and used > int(
        parameters.value("vote.device.often", on=local_day(at), path=poll.unit.path)
    )


def _turn_away(poll: UUID, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [uuid4(), poll, reason[:20]])


def repeated(poll: Round, code: str) -> bool:
    """Whether the ballot with this receipt is in the urn: the vote was pressed twice."""
    return bool(code) and urn.holds(poll, code)
