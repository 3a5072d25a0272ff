"""Lists of rounds: what everybody may see, what an officer runs, and the entries in a voter's own order."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from yugong.engines.selection.models import Ballot, Entry, FraudReport, Round, RoundStage, VoterMark
from yugong.engines.selection.queries.results import SHOWN
from yugong.ground.access import scope
from yugong.kernel import lot
from yugong.kernel.actor import Actor
from yugong.kernel.permissions import Permission
from yugong.kernel.tally import contests

LONG = timedelta(days=400)
__all__ = ["Ballot", "Entry", "FraudReport", "Round"]  # what the pages name


def public(at: datetime) -> QuerySet[Round]:
    """What everybody may see: announced, and not over for long; the newest first."""
    rows = Round.objects.filter(published_at__isnull=False, closes_at__gte=at - LONG)
    return rows.exclude(stage__in=(RoundStage.DRAFT, RoundStage.REVIEW)).select_related("unit")


def one_public(pk: UUID) -> Round:
    """A round that anybody may open; Http404 for all else."""
    rows = Round.objects.select_related("unit").filter(published_at__isnull=False)
    found: Round | None = rows.exclude(stage__in=(RoundStage.DRAFT, RoundStage.REVIEW)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def with_result(pk: UUID) -> Round:
    """A round whose result is posted; Http404 before that."""
    found = one_public(pk)
    if found.stage not in SHOWN:
        raise Http404
    return found


def entries(poll: Round) -> list[Entry]:
    """All entries by number."""
    return list(poll.entries.select_related("unit").order_by("number"))


def shuffled(poll: Round, person_id: UUID | None) -> list[Entry]:
    """All entries in an order of the reader's own: always the same for him, another for everybody else."""
    rows = {str(one.number): one for one in entries(poll)}
    order = lot.ordered(str(person_id or ""), str(poll.pk), [lot.Slip(number) for number in rows])
    return [rows[number] for number in order]


def voted_in(person_id: UUID | None, rows: list[Round]) -> set[UUID]:
    """In which of the rounds a person has voted."""
    marks = (
        VoterMark.objects.filter(person_id=person_id, poll__in=rows)
        if person_id
        else VoterMark.objects.none()
    )
    return set(marks.values_list("poll_id", flat=True))


def is_open(poll: Round, at: datetime) -> bool:
    """Whether one can vote now."""
    return (
        poll.stage == RoundStage.PUBLIC
        and poll.opens_at <= at < poll.closes_at
        and contests[poll.contest].votes
    )


def run_by(actor: Actor) -> QuerySet[Round]:
    """What the officer may run or review: his subtree's."""
    rows = Round.objects.select_related("unit").annotate(number_of=Count("entries"))
    return scope.within(actor, Permission.CONTEST_MANAGE, rows)


def on_desk(actor: Actor, pk: UUID) -> Round:
    """One of them; Http404 for all else."""
    found: Round = scope.one(actor, Permission.CONTEST_MANAGE, Round.objects.select_related("unit"), pk=pk)
    return found


def next_round(poll: Round) -> Round | None:
    """The round that was written down after this one; newer, of the same contest and union, a step on."""
    rows = Round.objects.filter(contest=poll.contest, unit=poll.unit_id, step=poll.step + 1, pk__gt=poll.pk)
    return rows.exclude(stage=RoundStage.CANCELLED).order_by("id").first()


def report_of(poll: Round, pk: str) -> FraudReport:
    """One report of a round; Http404 for all else."""
    found = next((one for one in poll.reports.all() if str(one.pk) == pk), None)
    if found is None:
        raise Http404
    return found
