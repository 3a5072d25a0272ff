"""Seals while a vote runs, and the closing: ballots become rows at once, marks are written in no order."""

from datetime import datetime, timedelta

from django.db import connection

from yugong.engines.selection.actions import urn
from yugong.engines.selection.models import Ballot, Batch, Entry, Round, RoundStage, Turnout
from yugong.engines.selection.queries import voters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.parameters import queries as parameters
from yugong.ground.people.row_cells import seal as sealed_cell
from yugong.ground.people.row_cells import unseal
from yugong.kernel import ballots, tally
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

HOURLY = timedelta(hours=1)
ANEW = """
    WITH gone AS (DELETE FROM selection_votermark WHERE poll_id = %s RETURNING poll_id, person_id, unit_id)
    INSERT INTO selection_votermark (id, poll_id, person_id, unit_id)
    SELECT gen_random_uuid(), poll_id, person_id, unit_id FROM gone ORDER BY random()
"""


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.seal")
def seal(*, poll: Round, by: Actor, at: datetime) -> Batch | None:
    """Seal what lies in the urn into the chain and publish the head; some ballots always stay to be mixed on.

    None when so few wait that a seal would say who voted when.
    """
    if poll.stage != RoundStage.PUBLIC:
        raise Refused("投票没有在进行。", code="stale")
    least = int(parameters.value("vote.batch.least", on=local_day(at), path=poll.unit.path))
    return _sealed(poll, stay=least, at=at)


@action(Permission.CONTEST_MANAGE, on="poll", named="selection.close")
def close(*, poll: Round, by: Actor, at: datetime) -> Round:
    """After the closing hour: the last seal, ballots as rows, votes of every entry. Nobody sees them yet."""
    if poll.stage != RoundStage.PUBLIC:
        raise Refused("已经截止计票了。", code="stale")
    if at < poll.closes_at:
        raise Refused("还没有到截止时间。", code="early")
    if contests[poll.contest].votes:
        _sealed(poll, stay=0, at=at)
        _open(poll)
        with connection.cursor() as cursor:
            cursor.execute(ANEW, [poll.pk])
        poll.roll = [[one.unit, one.entitled, one.voted] for one in voters.rolls(poll)]
    poll.stage, poll.closed_at = RoundStage.CLOSED, at
    poll.save()
    facts(voters=voters.voted(poll), ballots=Ballot.objects.filter(poll=poll).count())
    return poll


def sweep(*, by: Actor, at: datetime) -> int:
    """Close what is over and seal what an hour has brought; returns how many rounds were touched."""
    done = 0
    for poll in Round.objects.filter(stage=RoundStage.PUBLIC, opens_at__lte=at).select_related("unit"):
        last = poll.batches.order_by("-number").values_list("at", flat=True).first()
        if poll.closes_at <= at:
            close(poll=poll, by=by, at=at)
        elif contests[poll.contest].votes and (last is None or last <= at - HOURLY):
            seal(poll=poll, by=by, at=at)
        else:
            continue
        done += 1
    return done


def _sealed(poll: Round, *, stay: int, at: datetime) -> Batch | None:
    found = urn.empty(poll)
    _count(poll, found)
    if not found.slips or (stay and len(found.slips) < 2 * stay):
        urn.put_back(poll, found.slips)
        return None
    now, later = urn.mixed(found.slips, stay=stay)
    urn.put_back(poll, later)
    before = poll.batches.order_by("-number").first()
    number = before.number + 1 if before else 1
    about = str(poll.pk)
    head = ballots.head(
        before.head if before else ballots.START,
        number,
        len(now),
        ballots.root(ballots.leaf(about, code, choices) for code, choices in now),
    )
    row = Batch(poll=poll, number=number, at=at, count=len(now), voters=voters.voted(poll), head=head)
    row.papers_sealed = sealed_cell(row, "papers_sealed", now)
    row.save()
    facts(number=number, count=len(now), voters=row.voters, head=head)
    return row


def _count(poll: Round, found: urn.Content) -> None:
    """Add how many of which union came in which hour to what is known."""
    for (unit, hour), votes in found.rolls.items():
        when = datetime.fromisoformat(hour)
        row = Turnout.objects.filter(poll=poll, unit=unit, hour=when).first()
        row = row or Turnout(poll=poll, unit_id=unit, hour=when, votes=0)
        row.votes += votes
        row.crowded += found.crowded[unit, hour]
        row.save()


def _open(poll: Round) -> None:
    """Every ballot as a row, in the order of receipts, and the votes it makes."""
    rows = []
    for batch in poll.batches.order_by("number"):
        for code, choices in unseal(batch, "papers_sealed"):
            rows.append(Ballot(poll=poll, code=code, choices=list(choices), batch=batch.number))
    Ballot.objects.bulk_create(sorted(rows, key=lambda one: one.code), batch_size=5000)
    poll.batches.update(papers_sealed=None)
    votes = tally.counted((one.choices for one in rows), poll.entries.values_list("number", flat=True))
    for entry in Entry.objects.filter(poll=poll):
        entry.votes = votes[entry.number]
        entry.save(update_fields=["votes"])
