"""Opening a programme, filling its list, posting it, deciding it in batches with a reason for everybody."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yugong.engines.ledger import queries as books
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import calendar
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid import texts
from yugong.scenes.aid.actions import goods
from yugong.scenes.aid.actions.grants import give
from yugong.scenes.aid.models import Listed, Programme, Season, Target
from yugong.scenes.aid.rules.giving import Denied, against

HEADS = {  # the head of the chart of accounts for each season
    Season.SPRING: "hardship", Season.SUMMER: "cool", Season.AUTUMN: "schooling", Season.WINTER: "warmth",
    Season.LIVING: "hardship", Season.MEDICAL: "hardship", Season.TEMPORARY: "urgent",
    Season.HOLIDAY: "schooling",
}  # fmt: skip
RULED: dict[str, str] = {Season.LIVING: "aid.living"}  # where a rule says how much each household has
MOST = 2000  # people in one batch


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme as it is entered: money by an amount for each, goods by pieces for each, or both."""

    name: str
    season: str
    period: str
    opens_on: date
    closes_on: date
    budget_fen: int = 0
    each_fen: int = 0
    filed: bool = False
    posting_days: int = 0
    goods_name: str = ""
    pieces_each: int = 0
    piece_fen: int = 0  # what one piece cost: goods are told of in money, too


@action(Permission.FUND_MANAGE, on="unit")
def open_programme(*, unit: Unit, plan: Plan, line: UUID | None, by: Actor, at: datetime) -> Programme:
    """Open a programme out of a budget line of the union, or one that gives goods only."""
    if plan.closes_on < plan.opens_on:
        raise Refused("结束日期不能早于开始日期", field="closes_on")
    if not plan.budget_fen and not plan.goods_name:
        raise Refused("请填预算，或者填要发的物资", field="budget")
    if Programme.objects.filter(unit=unit, season=plan.season, period=plan.period, name=plan.name).exists():
        raise Refused("同名的项目本期已经有了，请换个名称", field="name", code="twice")
    key = uuid7()
    row = Programme(
        id=key, unit=unit, opened_by=by.key, stand=secrets.token_urlsafe(12), line_id=_line(unit, plan, line),
        goods=f"p{key.hex}" if plan.goods_name else "",
        rule=RULED.get(plan.season, "") if plan.budget_fen and not plan.each_fen else "",
        **{name: getattr(plan, name) for name in Plan.__slots__},
    )  # fmt: skip
    row.save()
    facts(programme=str(row.pk), season=row.season, budget_fen=row.budget_fen)
    return row


def _line(unit: Unit, plan: Plan, line: UUID | None) -> UUID | None:
    """The key of the budget line, of this union, of the season's head, with enough left."""
    if not plan.budget_fen:
        return None
    found = books.line_of(line) if line else None
    if found is None or found.fund.unit_id != unit.pk:
        raise Refused("请选一条本会的预算", field="line")
    if found.head != HEADS[Season(plan.season)]:
        raise Refused("这条预算不是这个用途，不能混用", field="line", code="mixed")
    if books.left(found) < plan.budget_fen:
        raise Refused(f"这条预算只剩 {yuan(books.left(found))} 元", field="budget", code="short")
    return line


@action(Permission.FUND_MANAGE, on="programme")
def close_programme(*, programme: Programme, by: Actor, at: datetime) -> Programme:
    """End a programme: nothing more is given out of it."""
    programme.closed_on = programme.closed_on or local_day(at)
    programme.save(update_fields=["closed_on"])
    facts(programme=str(programme.pk))
    return programme


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be put on a list, why, and with how much; `verdict` is what a rule said."""

    person: Person
    why: str
    amount_fen: int = 0
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """What became of a list: how many are new, how many were on it, who could not be put on it, and why."""

    added: int = 0
    known: int = 0
    refused: tuple[tuple[int, str], ...] = ()  # place in the list, sentence


@action(Permission.MATTER_HANDLE, on="programme")
def put(
    *, programme: Programme, candidates: Sequence[Candidate], source: str, by: Actor, at: datetime
) -> Put:
    """Put people on a list; who is on it stays as he was, one wrong line stops nobody else."""
    if programme.closed_on is not None:
        raise Refused("项目已经结束", code="closed")
    known = set(Target.objects.filter(programme=programme).values_list("person_id", flat=True))
    added, refused, before = 0, [], len(known)
    met = 0
    for place, one in enumerate(candidates):
        if one.person.pk in known:
            met += 1
            continue
        stretch = membership_of(one.person.pk)
        if stretch is None or not tree.within(stretch.unit.path, programme.unit.path):
            refused.append((place, "不是本项目范围内的会员，请先办理入会或者转会"))
            continue
        if programme.line_id and not (one.amount_fen or programme.each_fen):
            said = against(one.verdict) if one.verdict else ""
            refused.append((place, said or "没有金额，请在名单里填金额"))
            continue
        Target(
            programme=programme, person=one.person, unit=stretch.unit, source=source, why=one.why[:200],
            asked_fen=(one.amount_fen or programme.each_fen) if programme.line_id else 0,
            pieces=programme.pieces_each, listed_at=at,
            verdict=one.verdict.as_dict() if one.verdict else None,
        ).save()  # fmt: skip
        known.add(one.person.pk)
        added += 1
    facts(programme=str(programme.pk), added=added, known=met, refused=len(refused), before=before)
    return Put(added, met, tuple(refused))


@action(Permission.MATTER_HANDLE, on="programme")
def post_list(*, programme: Programme, by: Actor, at: datetime) -> Programme:
    """Post the list: masked names and unions, for so many working days; decided after them."""
    if not programme.posting_days:
        raise Refused("这个项目不用公示", code="no_posting")
    if not Target.objects.filter(programme=programme, state=Listed.WAITING).exists():
        raise Refused("名单还是空的，请先列入人员", code="empty")
    today = local_day(at)
    ends = due(today, workdays(programme.posting_days), calendar=calendar())
    programme.posted_on, programme.posted_to = today, ends.day
    programme.save(update_fields=["posted_on", "posted_to"])
    facts(programme=str(programme.pk), until=programme.posted_to.isoformat())
    return programme


@dataclass
class Decided:
    """What a batch came to: how many got it, and who did not and why, in the order they were decided."""

    granted: int = 0
    refused: list[tuple[UUID, str, str]] = field(default_factory=list)


@action(Permission.MATTER_HANDLE, on="programme")
def decide(
    *, programme: Programme, targets: Sequence[UUID], grant: bool, why: str = "", by: Actor, at: datetime
) -> Decided:
    """Decide a batch: each who can be given it gets it; each who cannot has his own reason and way on."""
    if not grant and not why.strip():
        raise Refused("请写明不批准的理由，本人会看到", field="why", code="missing")
    insist_posted(programme, local_day(at))
    rows = Target.objects.select_for_update(of=("self",)).filter(
        programme=programme, pk__in=list(targets)[:MOST], state=Listed.WAITING
    )
    done = Decided()
    for row in rows.select_related("person", "unit", "programme").order_by("person_id"):
        if row.person_id == by.person_id:
            continue  # nobody decides about himself: it stays for a colleague
        said = refusal(row, by=by, at=at) if grant else Refused(why.strip()[:300])
        _stands(row, said, by=by, at=at)
        if said is None:
            done.granted += 1
        else:
            done.refused.append((row.pk, said.reason, row.change))
    facts(programme=str(programme.pk), granted=done.granted, refused=len(done.refused))
    return done


def insist_posted(programme: Programme, today: date) -> None:
    """Refused before the posting is over, where one is required."""
    if programme.posting_days and (programme.posted_to is None or today <= programme.posted_to):
        until = f"，公示到 {programme.posted_to:%Y-%m-%d}" if programme.posted_to else "，请先公示"
        raise Refused(f"名单公示期满才能审批{until}", code="posting")


def refusal(row: Target, *, by: Actor, at: datetime) -> Refused | None:
    """Give one what he is on the list for; why not, where it cannot be given; nothing of it remains then."""
    try:
        with transaction.atomic():
            if row.asked_fen:
                give(
                    programme=row.programme, person=row.person, amount_fen=row.asked_fen, target=row, by=by,
                    at=at,
                )  # fmt: skip
            if row.pieces:
                goods.parcel(target=row, by=by, at=at)
    except Refused as refused:
        return refused
    return None


def _stands(row: Target, said: Refused | None, *, by: Actor, at: datetime) -> None:
    """Write the decision down and tell the one it is about."""
    row.state = Listed.GRANTED if said is None else Listed.REFUSED
    row.reason = "" if said is None else said.reason[:300]
    row.change = "" if said is None else way_on(said)
    row.decided_by, row.decided_at = by.key, at
    row.save()
    once, about = f"target|{row.pk}|{at.isoformat()}", f"aid.target:{row.pk}"
    if said is not None:
        values = {"programme": row.programme.name, "reason": row.reason, "change": row.change}
        tell(
            to=row.person_id, template=texts.NOT_GRANTED.name, values=values, about=about, path="/aid/mine/",
            once=once, at=at,
        )  # fmt: skip
    elif row.asked_fen:
        values = {"programme": row.programme.name, "amount": yuan(row.asked_fen)}
        tell(
            to=row.person_id, template=texts.GRANT_MADE.name, values=values, about=about, path="/aid/mine/",
            once=once, at=at,
        )  # fmt: skip


WAYS = {
    "twice": "下一期可以再申请",
    "short": "预算追加后可以再批",
    "not_open": "项目开放后可以再批",
}


def way_on(said: Refused) -> str:
    """What would change the answer, where something would."""
    return said.change if isinstance(said, Denied) else WAYS.get(said.code, "")


@action(Permission.MATTER_HANDLE, on="programme")
def again(*, programme: Programme, target: UUID, amount_fen: int, by: Actor, at: datetime) -> Target:
    """Put somebody who was refused back on the list, perhaps with another amount."""
    row = Target.objects.select_for_update(of=("self",)).get(programme=programme, pk=target)
    if row.state != Listed.REFUSED:
        raise Refused("这一位现在不是未批准，请刷新后再看", code="stale")
    row.state, row.asked_fen, row.decided_by, row.decided_at = Listed.WAITING, amount_fen, "", None
    row.save()
    facts(target=str(row.pk), asked_fen=amount_fen)
    return row
