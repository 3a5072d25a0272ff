"""Goods of a programme: into the store, planned for a union, handed over once with a receipt and no photo."""

import secrets
from datetime import datetime

from yugong.engines.ledger.actions import entries
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.books import Leg
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.aid import texts
from yugong.scenes.aid.models import Parcel, Programme, Share, Target, Way

STORE, BROUGHT, GIVEN = "stock", "goods_in", "goods_out"  # heads of the chart


def commodity(programme: Programme) -> str:
    """The pieces of a programme's goods as the books count them."""
    return f"goods:{programme.goods}"


def insist_goods(programme: Programme) -> None:
    """Refused where a programme gives no goods."""
    if not programme.goods:
        raise Refused(f"「{programme.name}」没有物资", code="no_goods")


@action(Permission.FUND_MANAGE, on="programme")
def bring(
    *, programme: Programme, pieces: int, text: str, key: str = "", by: Actor, at: datetime
) -> Programme:
    """Goods arrived in the union's store."""
    insist_goods(programme)
    if pieces <= 0:
        raise Refused("件数要大于 0", field="pieces")
    kind = commodity(programme)
    legs = (Leg(STORE, pieces, commodity=kind), Leg(BROUGHT, -pieces, commodity=kind))
    entries.post(
        unit=programme.unit, legs=legs, text=text or f"{programme.goods_name}入库", about="",
        on=local_day(at), by=by, at=at,
    )  # fmt: skip
    facts(pieces=pieces, goods=programme.goods)
    return programme


def take_out(programme: Programme, pieces: int, *, about: str, by: Actor, at: datetime) -> None:
    """Take pieces out of the store, once for `about`; the books refuse what is not there."""
    kind = commodity(programme)
    legs = (Leg(GIVEN, pieces, commodity=kind), Leg(STORE, -pieces, commodity=kind))
    entries.post(
        unit=programme.unit, legs=legs, text=f"{programme.name}发放", about=about, on=local_day(at), by=RULE,
        at=at,
    )  # fmt: skip


def parcel(*, target: Target, by: Actor, at: datetime) -> Parcel:
    """The parcel of somebody on the list, with its code and digits, inside an action."""
    programme = target.programme
    taken = set(Parcel.objects.filter(programme=programme).values_list("digits", flat=True))
    row = Parcel(
        programme=programme, target=target, person=target.person, unit=target.unit, pieces=target.pieces,
        code=secrets.token_urlsafe(18), digits=_digits(taken), made_on=local_day(at),
    )  # fmt: skip
    row.save()
    values = {"programme": programme.name, "goods": programme.goods_name, "pieces": str(row.pieces)}
    tell(
        to=target.person_id, template=texts.PARCEL_READY.name, values=values, about=f"aid.parcel:{row.pk}",
        path=f"/aid/parcels/{row.pk}/", once=f"parcel|{row.pk}", at=at,
    )  # fmt: skip
    return row


def _digits(taken: set[str]) -> str:
    """Six digits that nobody else has in this programme."""
    while (found := f"{secrets.randbelow(10**6):06d}") in taken:
        pass
    return found


@action(Permission.MATTER_HANDLE, on="parcel")
def hand(*, parcel: Parcel, way: str, sheet: str = "", by: Actor, at: datetime) -> Parcel:
    """An officer hands a parcel over: he scanned its code, heard its digits, or has a signature on paper."""
    if way not in (Way.SCAN, Way.DIGITS, Way.PAPER):
        raise Refused("请选签收方式", field="way")
    return _handed(parcel, way, sheet.strip()[:40], by=by, at=at)


@action(Permission.PERSON_SELF, on="parcel")
def collect(*, parcel: Parcel, stand: str, by: Actor, at: datetime) -> Parcel:
    """Whoever the parcel is for confirms it himself, at the stand whose code he scanned."""
    if not secrets.compare_digest(stand, parcel.programme.stand):
        raise Refused("这里不是领取点，请重新扫领取点的码", code="elsewhere")
    return _handed(parcel, Way.SELF, "", by=by, at=at)


def _handed(row: Parcel, way: str, sheet: str, *, by: Actor, at: datetime) -> Parcel:
    if row.handed_at is not None:
        raise Refused(f"这一份 {row.handed_at.astimezone(at.tzinfo):%Y-%m-%d} 已经领过", code="handed")
    if way == Way.PAPER and not sheet:
        raise Refused("请填签收单编号", field="sheet", code="missing")
    row.handed_at, row.handed_by, row.way, row.sheet = at, by.key, way, sheet
    row.save()
    take_out(row.programme, row.pieces, about=f"aid.parcel:{row.pk}", by=by, at=at)
    facts(parcel=str(row.pk), way=way)
    return row


@action(Permission.FUND_MANAGE, on="programme")
def plan(*, programme: Programme, unit: Unit, persons: int, pieces: int, by: Actor, at: datetime) -> Share:
    """Goods for a union's workers by number; planned again before receipt, the new numbers hold."""
    insist_goods(programme)
    if not tree.within(unit.path, programme.unit.path):
        raise Refused("这个工会不在本项目的范围内", field="unit")
    if persons <= 0 or pieces <= 0:
        raise Refused("人数、份数都要大于 0", field="persons")
    row = Share.objects.filter(programme=programme, unit=unit).first() or Share(
        programme=programme, unit=unit
    )
    if row.received_at is not None:
        raise Refused(f"{unit.name}已经签收，不能再改", field="unit", code="received")
    row.persons, row.pieces, row.planned_by, row.planned_on = persons, pieces, by.key, local_day(at)
    row.save()
    facts(share=str(row.pk), persons=persons, pieces=pieces)
    return row


@action(Permission.MATTER_HANDLE, on="share")
def receive(*, share: Share, received: int, by: Actor, at: datetime) -> Share:
    """The union's steward confirms what arrived; what is missing stays in the store."""
    if share.received_at is not None:
        raise Refused("已经签收过了", code="received")
    if not 0 < received <= share.pieces:
        raise Refused(f"实收份数要在 1 到 {share.pieces} 之间", field="received")
    share.received_at, share.received_by, share.received = at, by.key, received
    share.save()
    take_out(share.programme, received, about=f"aid.share:{share.pk}", by=by, at=at)
    facts(share=str(share.pk), received=received)
    return share
