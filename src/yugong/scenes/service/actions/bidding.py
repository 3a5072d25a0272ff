"""Who brings it: bids are called for and written down, one is chosen with its reason; or it cannot be had."""

from datetime import date, datetime
from uuid import UUID

from yugong.engines.ledger.actions import commitments
from yugong.engines.ledger.queries import balances
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission
from yugong.scenes.service.actions.order_telling import about, said, tell_all
from yugong.scenes.service.models import Bid, OrderStage, ServiceOrder
from yugong.scenes.service.order_texts import CHOSEN, DROPPED
from yugong.scenes.service.rules import ordering


@action(Permission.CAMPAIGN_MANAGE, on="order", named="orders.invite")
def invite(*, order: ServiceOrder, by: Actor, at: datetime) -> ServiceOrder:
    """End the gathering and ask who can bring it; later wishes begin a new order."""
    if order.stage != OrderStage.OPEN:
        raise Refused("已经在报价了。", code="stale")
    if not order.pieces:
        raise Refused("还没有人点，等有人点了再请人报价。", code="empty")
    order.stage = OrderStage.BIDDING
    order.due_at = ordering.until(OrderStage.BIDDING, order.unit.path, at)
    order.save()
    facts(pieces=order.pieces)
    return order


@action(Permission.CAMPAIGN_MANAGE, on="order", named="orders.bid")
def bid(
    *, order: ServiceOrder, provider: str, price_fen: int, on: date, note: str = "", by: Actor, at: datetime
) -> Bid:
    """Write down what somebody asks for all pieces, and by which day; the writer does not choose."""
    if order.stage != OrderStage.BIDDING:
        raise Refused("现在不在报价。", code="stale")
    name = said(provider, "请写明谁来送。", field="provider")[:60]
    if on < local_day(at):
        raise Refused("送到的日子不能早于今天。", field="on")
    if by.person_id is None:
        raise Refused("请先登录。", code="nobody")
    if order.bids.filter(provider=name).exists():
        raise Refused(f"{name}已经报过价，一家报一次。", field="provider")
    row = Bid(order=order, provider=name, price_fen=price_fen, on=on, note=note.strip()[:120],
              by_id=by.person_id, at=at)  # fmt: skip
    row.save()
    facts(price=price_fen)
    return row


@action(Permission.CAMPAIGN_REVIEW, on="order", named="orders.choose")
def choose(
    *, order: ServiceOrder, bid_id: UUID, why: str, few_why: str = "", by: Actor, at: datetime
) -> ServiceOrder:
    """Choose one bid with its reason, which all who ordered read; what it costs is set aside in the books."""
    if order.stage != OrderStage.BIDDING:
        raise Refused("现在不能选定：不在报价，或者已经选过了。", code="stale")
    bids = {one.pk: one for one in order.bids.all()}
    chosen = bids.get(bid_id)
    if chosen is None:
        raise Refused("请选一家。", field="bid")
    if by.person_id in {one.by_id for one in bids.values()}:
        raise Refused("登记过报价的人不能选定，请另一位同志来选。", code="own_work")
    wanted = ordering.bids_wanted(order.unit.path, at)
    if len(bids) < wanted and not few_why.strip():
        raise Refused(f"只有 {len(bids)} 家报价，不到 {wanted} 家，请写明为什么不再找。", field="few_why")
    order.chosen_why = said(why, "请写明为什么选这一家，点单的职工会看到。", field="why")[:200]
    order.few_why = few_why.strip()[:200] if len(bids) < wanted else ""
    _set_aside(order, chosen, at)
    order.stage, order.chosen, order.chosen_by_id = OrderStage.UNDERWAY, chosen, by.person_id
    order.due_at = ordering.day_end(chosen.on)
    order.save()
    facts(bids=len(bids), price=chosen.price_fen)
    tell_all(order, CHOSEN, at, provider=chosen.provider, on=ordering.day_words(chosen.on))
    return order


def _set_aside(order: ServiceOrder, chosen: Bid, at: datetime) -> None:
    """The price is held in the budget line of the menu, never more than the menu says a piece may cost."""
    most = order.offering.fen_each * order.pieces
    if chosen.price_fen > most:
        raise Refused(f"超过菜单上的限额：{order.pieces} 份最多 {yuan(most)} 元。", field="bid")
    if chosen.price_fen and order.offering.line_id:
        line = balances.line_of(order.offering.line_id)
        assert line is not None, "orders: a menu's budget line stays"
        order.commitment = commitments.commit(
            line=line, amount_fen=chosen.price_fen, about=about(order), by=RULE, at=at
        )


@action(Permission.CAMPAIGN_REVIEW, on="order", named="orders.drop")
def drop(*, order: ServiceOrder, why: str, by: Actor, at: datetime) -> ServiceOrder:
    """It cannot be had this time: all are told why, the money goes back, it counts for nobody's month."""
    if order.ended_at is not None or order.stage == OrderStage.ASKING:
        raise Refused("已经送到或者结束，不能再说办不了。", code="stale")
    order.dropped_why = said(why, "请写明为什么办不了，点单的职工会看到。", field="why")[:200]
    order.stage, order.ended_at = OrderStage.DROPPED, at
    if order.commitment is not None:
        commitments.release(commitment=order.commitment, by=RULE, at=at)
    order.save()
    tell_all(order, DROPPED, at, why=order.dropped_why)
    return order
