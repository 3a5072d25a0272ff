"""An election report and its check by the rules of 2016: who was due, who came, who is elected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yugong.ground.parameters.queries import value
from yugong.kernel import committee, election
from yugong.kernel.election import Share
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Consent, Day, LongText, Number, PersonName, Phone
from yugong.scenes.organise.rules import ballots
from yugong.scenes.organise.rules.ballots import Ballot, Named

LINES = "每行一人：姓名 得票，例如 李敏 180；有同名的再写手机号"
SWORN = "无记名投票；候选人里没有企业行政负责人、合伙人和他们的近亲属，也没有人力资源部门负责人和外籍职工"
REPORT = (
    Day("held_on", "选举日期", past=True),
    Number("members", "会员人数", least=1),
    Number("women", "其中女会员"),
    Number("due", "应到人数", least=1, hint="会员大会填会员人数，会员代表大会填代表人数"),
    Number("present", "实到人数"),
    Number("seats", "委员名额", least=1, most=45),
    LongText("committee", "委员候选人和得票", hint=LINES, personal=True),
    Number("audit_seats", "经审委员名额", least=1, most=11),
    LongText("audit", "经审委员候选人和得票", hint=LINES, personal=True),
    PersonName("audit_head", "经审主任", optional=True, hint="经审委员只有一名的不用填"),
    LongText(
        "womens",
        "女职工委员",
        optional=True,
        personal=True,
        hint="有女会员就要填，一行一个姓名，主任写第一个",
    ),
    PersonName("chair", "当选主席"),
    Phone("chair_phone", "主席手机", hint="他用这个手机号登录工作台"),
    LongText("vice", "当选副主席", optional=True, personal=True, hint="没有就不填，一行一个姓名"),
    Choice("term", "每届任期", of=(("3", "3 年"), ("5", "5 年"))),
    Consent("sworn", "选举合规", text=SWORN),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The lines in force on a day, in one part of the tree."""

    quorum: Share
    majority: Share
    surplus: int
    own: int
    sizes: str
    audit: str
    women: int
    delegates: str


def limits(*, on: date, path: str) -> Limits:
    """The parameters of elections as they stand."""

    def known(key: str) -> Any:
        return value(key, on=on, path=path)

    return Limits(
        quorum=election.share(known("election.quorum")),
        majority=election.share(known("election.majority"), strict=True),
        surplus=int(known("election.surplus")),
        own=int(known("committee.own")),
        sizes=known("committee.sizes"),
        audit=known("committee.audit"),
        women=int(known("committee.women")),
        delegates=known("committee.delegates"),
    )


@dataclass(frozen=True, slots=True)
class Won:
    """A seat that the election gave: the role, what it is called, and who."""

    role: str
    title: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Elected:
    """What the report comes to when everything in it holds."""

    quorum: int
    majority: int
    chair_votes: int
    committee: tuple[str, ...]
    audit: tuple[str, ...]
    womens: tuple[str, ...]
    won: tuple[Won, ...]


def check(report: Mapping[str, Any], *, by: Limits) -> Elected:
    """Who was elected; Refused names what does not hold and what to do about it."""
    due, present, members = report["due"], report["present"], report["members"]
    if report["women"] > members:
        raise Refused(f"女会员 {report['women']} 人，会员 {members} 人：请核对人数", field="women")
    _due(due, members, by)
    met = election.meeting(due, present, quorum=by.quorum)
    if not met.valid:
        raise Refused(
            f"应到 {due} 人，实到 {present} 人，不足三分之二（至少 {met.quorum} 人），选举无效，请另行召开",
            field="present",
            code="no_quorum",
        )
    line = election.needed(due, majority=by.majority)
    _seats(report["seats"], members, by)
    stood = ballots.read(report["committee"], present=present, field="committee")
    votes = _chair(report["chair"], stood, due, line)
    chosen = _chosen(stood, seats=report["seats"], due=due, by=by, field="committee", word="委员")
    if report["chair"] not in chosen:
        raise Refused(f"{report['chair']}没有当选委员，不能任主席，请核对", field="chair")
    vices = _vices(report, chosen)
    audit = ballots.read(report["audit"], present=present, field="audit")
    examine = _audit(report, audit, members, by)
    if both := sorted({report["chair"], *vices} & set(examine)):
        raise Refused(f"{both[0]}是主席或者副主席，不能兼任经审委员，请重新选举", field="audit")
    head, womens = _head(report, examine), _womens(report, by)
    phones = {one.name: one.phone for one in womens if one.phone}
    phones |= {one.name: one.phone for one in (*stood, *audit) if one.phone}
    phones[report["chair"]] = report["chair_phone"]
    won = _won(report["chair"], vices, chosen, examine, head, tuple(one.name for one in womens), phones)
    return Elected(met.quorum, line, votes, chosen, examine, tuple(one.name for one in womens), won)


def _won(
    chair: str, vices: tuple[str, ...], chosen: tuple[str, ...], audit: tuple[str, ...], head: str,
    womens: tuple[str, ...], phones: Mapping[str, str],
) -> tuple[Won, ...]:  # fmt: skip
    """Every seat, the chair first; who leads does not sit as a member besides."""
    lead = "女职工委员会主任" if len(womens) > 1 else "女职工委员"
    rows = [("grassroots_chair", "工会主席", chair)]
    rows += [("grassroots_vice", "工会副主席", name) for name in vices]
    rows += [("committee_member", "工会委员", name) for name in chosen if name not in (chair, *vices)]
    rows += [("grassroots_audit_head", "经审委员会主任", head)] if head else []
    rows += [("grassroots_audit", "经审委员", name) for name in audit if name != head]
    rows += [("womens_member", "女职工委员" if place else lead, name) for place, name in enumerate(womens)]
    return tuple(Won(role, title, name, phones.get(name, "")) for role, title, name in rows)


def _vices(report: Mapping[str, Any], chosen: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(one.name for one in ballots.named(report.get("vice") or "", field="vice"))
    if report["chair"] in found:
        raise Refused(f"{report['chair']}是主席，不用再填副主席", field="vice")
    if missing := [name for name in found if name not in chosen]:
        raise Refused(f"{missing[0]}没有当选委员，不能任副主席，请核对", field="vice")
    return found


def _head(report: Mapping[str, Any], audit: tuple[str, ...]) -> str:
    """Who leads the audit committee; a single member leads nobody."""
    head: str = report.get("audit_head") or ""
    if len(audit) < 2:
        return ""
    if not head:
        raise Refused("请填经审主任，从当选的经审委员里产生", field="audit_head", code="missing")
    if head not in audit:
        raise Refused(f"{head}没有当选经审委员，不能任经审主任，请核对", field="audit_head")
    return head


def _due(due: int, members: int, by: Limits) -> None:
    """All members are due, or from a hundred on the delegates of a congress."""
    allowed = committee.delegates(members, bands=by.delegates)
    if due == members or (allowed and allowed.holds(due)):
        return
    more = f"，或者开会员代表大会，代表 {allowed}" if allowed else "，不满 100 人不开会员代表大会"
    raise Refused(f"会员 {members} 人，会员大会应到 {members} 人{more}；现在填的是 {due} 人", field="due")


def _seats(seats: int, members: int, by: Limits) -> None:
    size = committee.size(members, bands=by.sizes)
    if size.holds(seats) or (seats == 1 and members < by.own):
        return
    raise Refused(f"会员 {members} 人，委员应为 {size}；现在填的是 {seats} 人", field="seats", code="size")


def _chair(chair: str, stood: tuple[Ballot, ...], due: int, line: int) -> int:
    """The votes of whoever became chair; he must be on the list and have the majority of all due."""
    votes = next((one.votes for one in stood if one.name == chair), None)
    if votes is None:
        raise Refused(f"委员候选人里没有{chair}，主席要从当选委员里产生", field="chair")
    if votes < line:
        raise Refused(
            f"{chair}得 {votes} 票，没有超过应到 {due} 人的一半（至少 {line} 票），不能当选，请重新选举",
            field="committee",
            code="no_majority",
        )
    return votes


def _chosen(
    stood: tuple[Ballot, ...], *, seats: int, due: int, by: Limits, field: str, word: str
) -> tuple[str, ...]:
    needed = election.candidates_needed(seats, surplus=by.surplus)
    if len(stood) < needed:
        raise Refused(
            f"要差额选举：{word} {seats} 个名额至少要有 {needed} 名候选人，现在只有 {len(stood)} 名",
            field=field,
            code="no_surplus",
        )
    found = election.result(
        {one.name: one.votes for one in stood}, seats=seats, due=due, majority=by.majority
    )
    if found.tied:
        raise Refused(
            f"{'、'.join(sorted(found.tied))}票数相等，要就这几名再投一次票", field=field, code="tied"
        )
    if found.open:
        line = election.needed(due, majority=by.majority)
        raise Refused(
            f"过半数（至少 {line} 票）的{word}只有 {len(found.elected)} 名，还缺 {found.open} 名，请另行选举",
            field=field,
            code="no_majority",
        )
    return found.elected


def _audit(report: Mapping[str, Any], stood: tuple[Ballot, ...], members: int, by: Limits) -> tuple[str, ...]:
    size = committee.audit(members, bands=by.audit)
    if not size.holds(report["audit_seats"]):
        raise Refused(f"会员 {members} 人，经审委员应为 {size}", field="audit_seats", code="size")
    found = _chosen(
        stood, seats=report["audit_seats"], due=report["due"], by=by, field="audit", word="经审委员"
    )
    if report["chair"] in found:
        raise Refused(f"{report['chair']}是主席，不能兼任经审委员，请重新选举", field="audit")
    return found


def _womens(report: Mapping[str, Any], by: Limits) -> tuple[Named, ...]:
    found = ballots.named(report.get("womens") or "", field="womens")
    wanted = committee.womens(report["women"], line=by.women)
    if wanted == "committee" and len(found) < 2:
        raise Refused(f"女会员 {report['women']} 人，要设女职工委员会，请填委员姓名", field="womens")
    if wanted == "member" and not found:
        raise Refused(f"女会员 {report['women']} 人，要设一名女职工委员，请填姓名", field="womens")
    return found
