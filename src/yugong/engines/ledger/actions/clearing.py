"""The checks before paying: alive, a card in his own name, money still set aside, and what scenes add."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from yugong.engines.ledger import cards, followers
from yugong.engines.ledger.followers import Owed
from yugong.engines.ledger.models import PayeeAccount, Payment
from yugong.ground.people.models import Membership
from yugong.ground.people.queries import names

DEAD = "收款人已登记去世，请核实后作废。"
NO_CARD = "还没有登记收款银行卡，请本人登记或代为登记。"
NEW_CARD = "收款银行卡刚刚更换，请重新制单。"
OTHER_NAME = "银行卡的户名和收款人姓名不一致，请改登本人的卡。"
RELEASED = "用款安排已经收回，请重新安排或者作废。"


def owed_of(payment: Payment) -> Owed:
    """A payment as a scene sees it."""
    return Owed(
        payment.pk, payment.payee_id, payment.about, payment.purpose, payment.period, payment.amount_fen
    )


def cards_of(payees: Iterable[UUID]) -> dict[UUID, PayeeAccount]:
    """The card in use of each person who has one."""
    rows = PayeeAccount.objects.filter(person__in=set(payees), ended_at=None)
    return {row.person_id: row for row in rows}


def objections(
    payments: Sequence[Payment], on: date, *, pinned: Mapping[UUID, UUID | None] | None = None
) -> dict[UUID, str]:
    """Why which payments must not be made, by their ids; `pinned` is the card each was batched with."""
    payees = {one.payee_id for one in payments}
    held, known, dead = cards_of(payees), names(payees), _dead(payees)
    found = {}
    for one in payments:
        card = held.get(one.payee_id)
        if one.payee_id in dead:
            found[one.pk] = DEAD
        elif card is None:
            found[one.pk] = NO_CARD
        elif pinned is not None and pinned.get(one.pk) != card.pk:
            found[one.pk] = NEW_CARD
        elif not cards.same_name(cards.holder_of(card), known.get(one.payee_id, "")):
            found[one.pk] = OTHER_NAME
        elif one.commitment.released_at is not None:
            found[one.pk] = RELEASED
    rest = [owed_of(one) for one in payments if one.pk not in found]
    return found | {payment: why[:80] for payment, why in followers.objections(rest, on).items()}


def _dead(people: set[UUID]) -> set[UUID]:
    """Whose last membership ended with his death."""
    rows = Membership.objects.filter(person__in=people, superseded_at=None)
    gone = set(rows.filter(ended_by="death").values_list("person_id", flat=True))
    return gone - set(rows.filter(person__in=gone, valid_to=None).values_list("person_id", flat=True))
