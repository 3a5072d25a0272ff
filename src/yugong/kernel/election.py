"""Votes and meetings: quorum, the majority of those due, surplus of candidates, who is elected, ties.

A share says of what it is a share and whether exactly the share suffices: "more than half" of 50 is 26,
"half or more" is 25. Callers pass the shares in force on the day; the defaults are those of the 2016 rules.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yugong.kernel.errors import Broken, Refused


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole; `strict` when the part itself is not enough ("more than")."""

    part: int
    whole: int
    strict: bool = False

    def least(self, total: int) -> int:
        """The smallest count that reaches the share of `total`."""
        if self.strict:
            return total * self.part // self.whole + 1
        return -(-total * self.part // self.whole)

    def met(self, count: int, total: int) -> bool:
        return count >= self.least(total)


def share(text: str, *, strict: bool = False) -> Share:
    """The share written as "2/3"."""
    part, slash, whole = text.partition("/")
    if not (slash and part.strip().isdigit() and whole.strip().isdigit() and int(whole)):
        raise Broken(f"share {text!r} should read like '2/3'")
    return Share(int(part), int(whole), strict)


QUORUM = Share(2, 3)  # of those due to come
MAJORITY = Share(1, 2, strict=True)  # of those due to come, never of those present
CONTRACT = Share(1, 2)  # of all delegates, for a collective contract (CQCC 24)
SURPLUS = 5  # per cent more candidates than seats


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who was due and who came, and whether that makes a meeting."""

    due: int
    present: int
    quorum: int

    @property
    def valid(self) -> bool:
        return self.present >= self.quorum


def meeting(due: int, present: int, *, quorum: Share = QUORUM) -> Meeting:
    """The meeting of `due` persons to which `present` came; refuses counts that cannot be."""
    if due < 1:
        raise Refused("应到人数至少 1 人，请核对。", field="due", code="votes_due")
    if not 0 <= present <= due:
        raise Refused(
            f"实到 {present} 人，应到 {due} 人：实到不能多于应到，请核对。",
            field="present",
            code="votes_present",
        )
    return Meeting(due, present, quorum.least(due))


def needed(due: int, *, majority: Share = MAJORITY) -> int:
    """How many votes elect, or pass, where `due` were due."""
    return majority.least(due)


def carried(
    due: int, present: int, votes: int, *, quorum: Share = QUORUM, majority: Share = MAJORITY
) -> bool:
    """Whether the votes are the majority of those due; an invalid meeting decides nothing."""
    met = meeting(due, present, quorum=quorum)
    check_votes(votes, present)
    return met.valid and majority.met(votes, due)


def check_votes(votes: int, present: int, name: str = "", field: str = "votes") -> None:
    """Refuse more votes than voters."""
    if not 0 <= votes <= present:
        who = f"{name}得" if name else "得票"
        raise Refused(
            f"{who} {votes} 票，实到只有 {present} 人：得票不能多于实到，请核对。",
            field=field,
            code="votes_count",
        )


def candidates_needed(seats: int, *, surplus: int = SURPLUS) -> int:
    """How many candidates stand for `seats` at least: some per cent more, rounded up."""
    return seats + max(1, -(-seats * surplus // 100)) if surplus else seats


@dataclass(frozen=True, slots=True)
class Result:
    """What an election brought: those elected by votes, those tied at the last seat, the seats left open."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    open: int


def result(ballots: Mapping[str, int], *, seats: int, due: int, majority: Share = MAJORITY) -> Result:
    """Who is elected: those with the majority of all due, the most votes first, as far as there are seats.

    Where equal votes compete for the last seats nobody of them is elected: they are voted on once more.
    """
    line = majority.least(due)
    over = sorted(
        ((name, votes) for name, votes in ballots.items() if votes >= line), key=lambda one: (-one[1], one[0])
    )
    if len(over) <= seats:
        return Result(tuple(name for name, _ in over), (), seats - len(over))
    edge = over[seats - 1][1] if seats else over[0][1] + 1
    contested = seats > 0 and over[seats][1] == edge
    elected = tuple(name for name, votes in over[:seats] if not contested or votes > edge)
    tied = tuple(name for name, votes in over if votes == edge) if contested else ()
    return Result(elected, tied, seats - len(elected))


def barred(marks: Iterable[str]) -> tuple[str, ...]:
    """Why somebody may not stand for the committee of an enterprise; empty: he may."""
    return tuple(BARRED[mark][1] for mark in marks if mark in BARRED)


BARRED: Mapping[str, tuple[str, str]] = {
    "head": ("行政负责人", "企业行政主要负责人不能作为工会委员会候选人"),
    "deputy": ("行政副职", "企业行政副职不能作为工会委员会候选人"),
    "partner": ("合伙人", "企业法定代表人、合伙人不能作为工会委员会候选人"),
    "personnel": ("人事负责人", "人力资源部门负责人不能作为工会委员会候选人"),
    "foreign": ("外籍", "外籍职工不能作为工会委员会候选人"),
    "relative": ("近亲属", "企业主要负责人的近亲属不能作为工会委员会候选人（工会法第十条）"),
}
