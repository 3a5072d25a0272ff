"""The result of a round: what it is made of, the published list, and the fraud report printed with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count as Counted
from django.db.models import Sum

from yugong.engines.selection.models import Ballot, FraudReport, Round, RoundStage, Turned, Turnout
from yugong.engines.selection.queries import juries
from yugong.kernel import tally
from yugong.kernel.ballots import Paper, Published, Roll, Seal
from yugong.kernel.calendar import ZONE
from yugong.kernel.tally import Outcome, contests

SHOWN = (RoundStage.POSTED, RoundStage.SETTLED)
REASONS = {
    "twice": "已经投过", "not_member": "不是会员", "retained": "会籍保留", "elsewhere": "不是主办工会的会员",
    "early": "还没开始", "late": "已经截止", "closed": "没有在投票", "marks": "选的个数不对",
    "limited": "试得太多次", "forbidden": "没有登录或登记", "other": "其他",
}  # fmt: skip


def count_of(poll: Round) -> tally.Count:
    """What the result is made of."""
    declared = contests[poll.contest]
    votes = dict(poll.entries.order_by("number").values_list("number", "votes"))
    seed = poll.batches.order_by("-number").values_list("head", flat=True).first() or ""
    given = {number: tuple(one.values()) for number, one in juries.scores(poll).items()}
    return tally.Count(
        {number: one or 0 for number, one in votes.items()}, given, declared.public, declared.trim,
        poll.winners, declared.ties, seed,
    )  # fmt: skip


def outcome(poll: Round) -> Outcome:
    """All entries in their order and who wins, from votes and scores as they are now."""
    return count_of(poll).outcome()


def rolls(poll: Round) -> tuple[Roll, ...]:
    """The counts of every union as they were at the closing."""
    return tuple(Roll(*one) for one in poll.roll)


def seals(poll: Round) -> tuple[Seal, ...]:
    """The chain as it is published while the vote runs."""
    return tuple(
        Seal(
            one.number, one.at.astimezone(ZONE).isoformat(timespec="minutes"), one.count, one.voters, one.head
        )
        for one in poll.batches.order_by("number")
    )


def published(poll: Round) -> Published:
    """The list for everybody: ballots by receipt, seals, counts of unions, scores without names."""
    declared = contests[poll.contest]
    rows = Ballot.objects.filter(poll=poll).order_by("code").values_list("code", "choices", "batch")
    titles = tuple(poll.entries.order_by("number").values_list("title", flat=True))
    won = tuple(poll.entries.filter(won=True).order_by("place").values_list("number", flat=True))
    return Published(
        str(poll.pk), poll.title, titles, declared.least, declared.most, count_of(poll), won,
        tuple(Paper(code, tuple(choices), batch) for code, choices, batch in rows), seals(poll), rolls(poll),
    )  # fmt: skip


def ballot_of(poll: Round, code: str) -> Ballot | None:
    """The published ballot under a receipt."""
    return Ballot.objects.filter(poll=poll, code=code).first()


@dataclass(frozen=True, slots=True)
class FraudFindings:
    """What is printed with a result: how many voted where and when, what looked odd, if it could matter."""

    rolls: tuple[Roll, ...]
    hours: tuple[tuple[datetime, int, int], ...]
    crowded: int
    turned: Mapping[str, int]
    margin: int | None
    reports: Mapping[str, int]
    answered: tuple[FraudReport, ...]
    odd_scores: tuple[tuple[int, int, int], ...]

    @property
    def busiest(self) -> int:
        """The votes of the fullest hour."""
        return max((votes for _, votes, _ in self.hours), default=0)

    @property
    def matters(self) -> bool:
        """Whether the ballots from crowded devices are so many that without them others might have won."""
        return self.margin is not None and self.crowded >= self.margin


def findings(poll: Round) -> FraudFindings:
    """Counted from the rows; a handful of queries whatever the size of the vote."""
    rows = Turnout.objects.filter(poll=poll).values_list("hour").order_by("hour")
    hours = tuple(rows.annotate(votes_=Sum("votes"), crowded_=Sum("crowded")))
    turned = Counter(dict(Turned.objects.filter(poll=poll).values_list("reason", "count")))
    reports = FraudReport.objects.filter(poll=poll)
    said = {
        {True: "upheld", False: "unfounded", None: "open"}[upheld]: number
        for upheld, number in reports.values_list("upheld").annotate(number=Counted("pk")).order_by()
    }
    return FraudFindings(
        rolls(poll), hours, sum(crowded for _, _, crowded in hours), turned,
        count_of(poll).margin() if contests[poll.contest].votes else None, said,
        tuple(reports.exclude(answered_at=None).order_by("at")), tuple(juries.odd(poll, juries.scores(poll))),
    )  # fmt: skip
