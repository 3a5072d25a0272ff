"""Contest: who may vote and how, the jury's share, ties and thresholds; the exact arithmetic of who wins.

Public votes become points by their share of the most votes (the entry with the most has 100), jury scores by
their mean without the extremes; both are added in the declared shares. Nothing is rounded before it is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median

from yugong.kernel import lot
from yugong.kernel.election import Share
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.gather import MEMBERS, OWN
from yugong.kernel.registry import Registry

FULL = 100  # points, and per cent
JURY, VOTES = "jury", "votes"
TIES = {JURY: "评委分高的在前", VOTES: "得票多的在前"}
VOTERS = {OWN: "主办工会及下级工会的会员", MEMBERS: "全市工会会员"}


@dataclass(frozen=True)
class Contest:
    """A sort of contest, declared once; its rounds, entries and ballots are rows.

    `public` is the share of public votes in per cent; the jury has the rest. `most` is how many entries one
    voter marks at most. `turnout`: the share of those entitled without which a vote is void. `jurors`: how
    many score each entry at least; `trim`: so many highest and lowest are left out; a score further
    than `outlier` points from the middle one is shown. Equal scores are ordered by `ties`, then by lot.
    """

    key: str
    name: str
    icon: str
    about: str = ""
    voters: str = OWN
    public: int = FULL
    least: int = 1
    most: int = 1
    rounds: tuple[str, ...] = ("评选",)
    ties: tuple[str, ...] = (JURY, VOTES)
    turnout: Share | None = None
    jurors: int = 0
    trim: int = 0
    outlier: int = 20

    def __post_init__(self) -> None:
        wrong = self._wrong()
        if wrong:
            raise Broken(f"contest {self.key!r}: {wrong}")

    def _wrong(self) -> str:
        if not 0 <= self.public <= FULL:
            return f"public is {self.public} per cent, it should be 0 to 100"
        if self.votes and not 1 <= self.least <= self.most:
            return f"marks are {self.least} to {self.most}"
        if self.jury and self.jurors <= 2 * self.trim:
            return f"{self.jurors} jurors, of whom {2 * self.trim} are left out"
        if set(self.ties) - set(TIES):
            return f"ties are {', '.join(TIES)}, not {self.ties}"
        if self.voters not in VOTERS or not self.rounds:
            return f"voters are {', '.join(VOTERS)}, and there is at least one round"
        return ""

    @property
    def votes(self) -> bool:
        """Whether there is a public vote."""
        return self.public > 0

    @property
    def jury(self) -> bool:
        """Whether a jury scores."""
        return self.public < FULL


contests: Registry[Contest] = Registry("contest")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the result; scores are exact."""

    entry: int
    votes: int
    points: Fraction | None
    score: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """All entries in their order, who wins, and between whom only the lot decided who does."""

    lines: tuple[Line, ...]
    won: tuple[int, ...]
    drawn: tuple[int, ...]


def marks(choices: Iterable[int], *, entries: Iterable[int], least: int, most: int) -> tuple[int, ...]:
    """The marks of one ballot in their order; Refused with what to do when they cannot be."""
    picked = tuple(sorted(choices))
    if len(set(picked)) != len(picked) or set(picked) - set(entries):
        raise Refused("选票上有不存在或重复的参评项，请重新选。", field="choices", code="marks")
    if not least <= len(picked) <= most:
        want = f"{most} 个" if least == most else f"{least} 到 {most} 个"
        raise Refused(f"请选 {want}，现在选了 {len(picked)} 个。", field="choices", code="marks")
    return picked


def counted(ballots: Iterable[Sequence[int]], entries: Iterable[int]) -> dict[int, int]:
    """The votes of every entry."""
    votes = dict.fromkeys(entries, 0)
    for choices in ballots:
        for entry in choices:
            votes[entry] += 1
    return votes


def mean(scores: Sequence[int], *, trim: int = 0) -> Fraction | None:
    """The mean of jury scores without the `trim` highest and lowest; None where nobody scored."""
    kept = sorted(scores)[trim : len(scores) - trim] if len(scores) > 2 * trim else sorted(scores)
    return Fraction(sum(kept), len(kept)) if kept else None


def outliers(scores: Sequence[int], *, off: int) -> tuple[int, ...]:
    """Which of the scores lie further than `off` points from the middle one, by their place."""
    if len(scores) < 3:
        return ()
    middle = Fraction(median(map(Fraction, scores)))
    return tuple(n for n, score in enumerate(scores) if abs(score - middle) > off)


@dataclass(frozen=True)
class Count:
    """What a result is made of: votes and scores by entry, the shares, the ties, the seed of the lot."""

    votes: Mapping[int, int]
    scores: Mapping[int, Sequence[int]] = field(default_factory=dict)
    public: int = FULL
    trim: int = 0
    winners: int = 1
    ties: tuple[str, ...] = (JURY, VOTES)
    seed: str = ""

    def outcome(self) -> Outcome:
        """The order of all entries and who wins."""
        most = max(self.votes.values(), default=0)
        lines = [self._line(entry, most) for entry in self.votes]
        chance = {
            name: turn
            for turn, name in enumerate(lot.ordered(self.seed, "", [lot.Slip(str(n)) for n in self.votes]))
        }
        lines.sort(key=lambda line: (*self._rank(line), chance[str(line.entry)]))
        edge = self._rank(lines[self.winners - 1]) if 0 < self.winners < len(lines) else None
        tied = edge is not None and self._rank(lines[self.winners]) == edge
        drawn = tuple(line.entry for line in lines if self._rank(line) == edge) if tied else ()
        return Outcome(tuple(lines), tuple(line.entry for line in lines[: self.winners]), drawn)

    def _line(self, entry: int, most: int) -> Line:
        votes, points = self.votes[entry], mean(self.scores.get(entry, ()), trim=self.trim)
        popular = Fraction(votes * FULL, most) if most else Fraction(0)
        score = (popular * self.public + (points or 0) * (FULL - self.public)) / FULL
        return Line(entry, votes, points, score)

    def _rank(self, line: Line) -> tuple[Fraction, ...]:
        by = {JURY: -(line.points or Fraction(0)), VOTES: Fraction(-line.votes)}
        return (-line.score, *(by[one] for one in self.ties))

    def margin(self) -> int | None:
        """The fewest ballots without which others would win or the lot decide; None when no number would do.

        They are taken from one winner, who falls the further the more are taken.
        """
        found = [self._until(entry) for entry in self.outcome().won]
        return min((one for one in found if one is not None), default=None)

    def _until(self, entry: int) -> int | None:
        def out(less: int) -> bool:
            votes = {**self.votes, entry: self.votes[entry] - less}
            again = Count(votes, self.scores, self.public, self.trim, self.winners, self.ties, self.seed)
            found = again.outcome()
            return entry not in found.won or entry in found.drawn

        low, high = 0, self.votes[entry]
        if not out(high):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if out(middle) else (middle, high)
        return high
