"""How much waits for the reader's hand: the number beside the menu's entry."""

from django.http import HttpRequest
from django.utils import timezone

from yugong.engines.ledger.queries import payments as queries
from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P


def waiting(request: HttpRequest) -> int:
    """How many batches wait for the reader's hand, or payments for a batch."""
    actor = actor_of(request)
    if actor.seat is None:
        return 0
    if P.PAYMENT_MAKE in actor.seat.permissions:
        rows = queries.payments(queries.PaymentState.MADE)
        return scope.within(actor, P.PAYMENT_MAKE, rows).count()
    if actor.seat.permissions.isdisjoint((P.PAYMENT_CHECK, P.PAYMENT_PAY, P.FUND_MANAGE)):
        return 0
    batches, today = scope.within(actor, P.FUND_VIEW, queries.batches()), local_day(timezone.now())
    return queries.waiting_for(batches, actor.seat, actor.key, today).count()
