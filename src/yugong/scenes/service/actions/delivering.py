"""Bringing it, and hearing each receiver: his own word is the proof; what did not come is brought again."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.actions.order_telling import about, said, tell_all
from yugong.scenes.service.models import Got, Liked, OrderStage, ServiceOrder, Wish
from yugong.scenes.service.order_texts import AGAIN, DELIVERED
from yugong.scenes.service.queries import orders
from yugong.scenes.service.rules import ordering


@action(Permission.CAMPAIGN_MANAGE, on="order", named="orders.deliver")
def deliver(*, order: ServiceOrder, on: date, place: str, by: Actor, at: datetime) -> ServiceOrder:
    """Say when and where it was brought; only the receivers say whether it came."""
    if order.stage != OrderStage.UNDERWAY:
        raise Refused("现在不在配送。", code="stale")
    if on > local_day(at):
        raise Refused("送到了再登记，日期不能晚于今天。", field="on")
    order.place = said(place, "请写明送到了哪里。", field="place")[:80]
    order.delivered_on, order.delivered_by_id = on, by.person_id
    order.stage, order.due_at = OrderStage.ASKING, ordering.until(OrderStage.ASKING, order.unit.path, at)
    order.save()
    orders.alive(order).filter(got=Got.NO).update(got="", said_at=None)
    day = ordering.day_words(on)
    facts(asked=tell_all(order, DELIVERED, at, only_open=True, on=day, place=order.place))
    return order


@action(Permission.PERSON_SELF, on="person", named="orders.receive")
def receive(
    *, person: Person, wish: Wish, got: str, liked: str = "", words: str = "", by: Actor, at: datetime
) -> Wish:
    """A receiver's word: it came, liked or not, with what he likes to add; or not, and is brought again."""
    order = (
        ServiceOrder.objects.select_for_update(of=("self",)).select_related("chosen").get(pk=wish.order_id)
    )
    row = Wish.objects.get(pk=wish.pk)
    if row.person_id != person.pk or row.taken_back_at is not None:
        raise Refused("只能说自己点的。", code="unknown")
    if person.pk in ordering.hands(order):
        raise Refused("选定、登记报价或者经办配送的人不能自己确认收到。", code="own_work")
    if order.stage not in (OrderStage.ASKING, OrderStage.DONE) or order.delivered_on is None:
        raise Refused("还没有送到，送到了会发消息问你。", code="stale")
    if got not in Got.values:
        raise Refused("请选一个：收到了、没收到。", field="got")
    if got == Got.YES and liked not in Liked.values:
        raise Refused("请选一个：好、不好。", field="liked")
    if order.ended_at is not None and got == Got.NO and (row.got == Got.YES or ordering.too_late(order, at)):
        raise Refused("这一单已经结束；有问题请写在评价里，或者拨打 12351。", code="stale")
    text = words.strip()[:500]
    row.got, row.liked, row.said_at = got, liked if got == Got.YES else "", at
    row.words_sealed = seal(row, "words_sealed", text) if text else None
    row.missing += got == Got.NO
    row.save()
    facts(got=got)
    if got == Got.NO:
        _again(order, at)
    elif order.stage == OrderStage.ASKING and not orders.alive(order).exclude(got=Got.YES).exists():
        order.stage, order.ended_at = OrderStage.DONE, at
        order.save()
    return row


def _again(order: ServiceOrder, at: datetime) -> None:
    """It is open once more with a clock of its own; who brought it is told."""
    order.stage, order.ended_at, order.again = OrderStage.UNDERWAY, None, order.again + 1
    order.due_at = ordering.until(OrderStage.UNDERWAY, order.unit.path, at)
    order.save()
    if order.delivered_by_id is not None:
        values = {
            "name": order.offering.name,
            "unit": order.unit.name,
            "until": ordering.moment(order.due_at),
        }
        tell(to=order.delivered_by_id, template=AGAIN.name, values=values, at=at, about=about(order),
             path=f"/desk/orders/{order.pk}/")  # fmt: skip


@action(Permission.MATTER_SWEEP, named="orders.sweep")
def sweep(*, by: Actor, at: datetime, limit: int = 200) -> int:
    """Where the time to answer is over, who kept silent is counted as silent; returns how many ended."""
    over = ServiceOrder.objects.filter(stage=OrderStage.ASKING, due_at__lte=at).order_by("due_at")
    ended = 0
    for order in list(over.select_for_update(of=("self",), skip_locked=True)[:limit]):
        order.stage, order.ended_at = OrderStage.DONE, at
        order.save()
        ended += 1
    return ended
