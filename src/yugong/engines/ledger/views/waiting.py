"""How much waits for the reader's hand: the number beside the menu's entry."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.http import HttpRequest
from django.utils import timezone

from yugong.engines.ledger.queries import payments as queries
from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P
from yugong.ui import counts


def waiting(request: HttpRequest) -> counts.Number:
    """How many batches wait for the reader's hand, or payments for a batch."""
    actor = actor_of(request)
    return _asked(replace(actor, label="", seats=()), local_day(timezone.now())) if actor.seat else 0


@lru_cache(maxsize=256)
def _asked(actor: Actor, today: date) -> counts.Number:
    """The statement alone is kept: another post, other permissions or another day make another one."""
    assert actor.seat is not None
    if P.PAYMENT_MAKE in actor.seat.permissions:
        rows = queries.payments(queries.PaymentState.MADE)
        return counts.rows(scope.within(actor, P.PAYMENT_MAKE, rows))
    if actor.seat.permissions.isdisjoint((P.PAYMENT_CHECK, P.PAYMENT_PAY, P.FUND_MANAGE)):
        return 0
    batches = scope.within(actor, P.FUND_VIEW, queries.batches())
    return counts.rows(queries.waiting_for(batches, actor.seat, actor.key, today))
