"""Ordering: one press is one wish, and the wishes of one union for one service make one order."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Offering, OrderStage, ServiceOrder, Wish
from yugong.scenes.service.queries import orders
from yugong.scenes.service.rules import ordering


@action(Permission.PERSON_SELF, on="person", named="orders.wish")
def wish(*, person: Person, offering: Offering, heads: int = 1, by: Actor, at: datetime) -> Wish:
    """Order a piece, or one for each of so many of the shop; pressed again while gathered, the same wish.

    The wish joins what his union gathers of this service just now, or begins a new order.
    """
    stretch = ordering.insist(offering, person)
    if not 1 <= heads <= offering.most_heads:
        raise Refused(f"一次最多 {offering.most_heads} 人合点，人更多请分两次。", field="heads")
    order = _gathered(offering, stretch.unit, at)
    known = Wish.objects.filter(order=order, person=person, taken_back_at=None).first()
    if known is not None and known.heads == heads:
        return known
    if known is None and not ordering.left(offering, person.pk, at):
        raise Refused(f"这个月点满了：每人每月 {offering.each_month} 次，下个月再来。", code="enough")
    row = known or Wish(order=order, person=person, at=at)
    row.heads = heads
    row.save()
    _recount(order)
    facts(order=str(order.pk), heads=heads)
    return row


def _gathered(offering: Offering, unit: Unit, at: datetime) -> ServiceOrder:
    """The order into which wishes go now, under its lock; two first wishes at once make one order."""
    rows = ServiceOrder.objects.select_for_update(of=("self",)).filter(
        offering=offering, unit=unit, stage=OrderStage.OPEN
    )
    if (found := rows.first()) is not None:
        return found
    made = ServiceOrder(offering=offering, unit=unit, opened_at=at)
    made.due_at = ordering.until(OrderStage.OPEN, unit.path, at)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return rows.get()
    return made


def _recount(order: ServiceOrder) -> None:
    order.pieces = orders.pieces(order)
    order.save(update_fields=["pieces"])


@action(Permission.PERSON_SELF, on="person", named="orders.take_back")
def take_back(*, person: Person, wish: Wish, by: Actor, at: datetime) -> Wish:
    """Not wanted any more; as long as nobody has been asked to bring it."""
    order = ServiceOrder.objects.select_for_update(of=("self",)).get(pk=wish.order_id)
    row = Wish.objects.get(pk=wish.pk)
    if row.person_id != person.pk:
        raise Refused("只能撤回自己点的。", code="unknown")
    if row.taken_back_at is not None:
        return row
    if order.stage != OrderStage.OPEN:
        raise Refused("已经在找人来送，不能撤回了；送到以后你可以说没收到、不好。", code="stale")
    row.taken_back_at = at
    row.save()
    _recount(order)
    return row
