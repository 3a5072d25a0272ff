"""The calculators of votes and committees: election, congress, committee, candidate."""

from typing import Any

from yugong.kernel import committee, election
from yugong.kernel.errors import Refused
from yugong.kernel.topic import Basis, Topic, Words, choice, heads

SURPLUS = {"committee": election.SURPLUS, "audit": election.SURPLUS, "standing": 10}  # per cent


def _seats(words: Words) -> int:
    seats = heads(words, "seats")
    if seats < 1:
        raise Refused("seats 至少 1 个名额，请核对。", field="seats", code="calc_value")
    return seats


def _election(words: Words, basis: Basis) -> dict[str, Any]:
    due, present = heads(words, "due"), heads(words, "present")
    met = election.meeting(due, present)
    line = election.needed(due)
    answer: dict[str, Any] = {"quorum": met.quorum, "valid": met.valid, "majority": line}
    if "seats" in words:
        organ = choice(words, "organ", tuple(SURPLUS), "committee")
        answer["candidates"] = election.candidates_needed(_seats(words), surplus=SURPLUS[organ])
    if "votes" not in words:
        return answer
    parts = words["votes"].replace("，", ",").split(",")
    if not all(part.strip() for part in parts):
        raise Refused("votes 里有空的，请写成 210,180,161 的样子。", field="votes", code="calc_value")
    counts = [heads({"votes": one}, "votes") for one in parts]
    for count in counts:
        election.check_votes(count, present)
    if len(counts) == 1 and "seats" not in words:
        return answer | {"elected": met.valid and counts[0] >= line}
    ballots = {f"{place:04d}": count for place, count in enumerate(counts)}
    seats = _seats(words) if "seats" in words else len(counts)
    found = election.result(ballots if met.valid else {}, seats=seats, due=due)
    return answer | {
        "elected": sorted((ballots[name] for name in found.elected), reverse=True),
        "tied": [ballots[name] for name in found.tied],
        "open": found.open,
    }


def _congress(words: Words, basis: Basis) -> dict[str, Any]:
    size, present, yes = heads(words, "size"), heads(words, "present"), heads(words, "yes")
    contract = choice(words, "rule", ("congress", "contract"), "congress") == "contract"
    pass_line = election.CONTRACT if contract else election.MAJORITY
    met = election.meeting(size, present)
    return {
        "quorum": met.quorum,
        "valid": met.valid,
        "majority": election.needed(size, majority=pass_line),
        "passed": election.carried(size, present, yes, majority=pass_line),
    }


def _committee(words: Words, basis: Basis) -> dict[str, Any]:
    members = heads(words, "members")
    if members < 1:
        raise Refused("members 至少 1 人，请核对会员人数。", field="members", code="calc_value")
    if "women" in words and heads(words, "women") > members:
        raise Refused(
            f"女会员 {words['women']} 人，会员只有 {members} 人，请核对。", field="women", code="calc_value"
        )
    size, audit, sent = committee.size(members), committee.audit(members), committee.delegates(members)
    answer: dict[str, Any] = {
        "committee": "required" if committee.must_have_own(members) else "may",
        "least": size.least,
        "most": size.most,
        "audit": {
            "form": "committee" if audit.most > 1 else "member", "least": audit.least, "most": audit.most,
        },
        "delegates": {"least": sent.least, "most": sent.most} if sent else None,
        "meeting": "congress" if sent else "members",
    }  # fmt: skip
    if "women" in words:
        answer["women"] = committee.womens(heads(words, "women"))
    if "staff" in words:
        staff = heads(words, "staff")
        answer["staff_delegates"] = committee.staff_delegates(staff)
        answer["full_time"] = staff >= committee.FULL_TIME
    return answer


def _candidate(words: Words, basis: Basis) -> dict[str, Any]:
    why = election.barred([choice(words, "post", ("staff", *election.BARRED), "staff")])
    return {"may_stand": not why, "why": list(why)}


TOPICS = (
    Topic(
        "election",
        "例如 due=320 present=214 votes=161；多名写 votes=210,180,161 seats=2；常委会写 organ=standing",
        ("due", "present"),
        ("votes", "seats", "organ"),
        _election,
    ),
    Topic(
        "congress",
        "例如 size=47 present=32 yes=24；集体合同写 rule=contract",
        ("size", "present", "yes"),
        ("rule",),
        _congress,
    ),
    Topic(
        "committee",
        "例如 members=25；还可以写 women=12 staff=400",
        ("members",),
        ("women", "staff"),
        _committee,
    ),
    Topic("candidate", "例如 post=head；岗位可为 staff、head、relative 等", ("post",), (), _candidate),
)
