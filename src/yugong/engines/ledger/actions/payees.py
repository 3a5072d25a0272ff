"""Giving a bank card to be paid to: by the person himself, or by an officer at his wish."""

from datetime import datetime

from yugong.engines.ledger import cards, texts
from yugong.engines.ledger.models import PayeeAccount, Payment, PaymentState
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices import actions as notices
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.identifiers import check_card
from yugong.kernel.permissions import Permission

BANK = 40


@action(Permission.PERSON_CHANGE, on="person", named="ledger.card")
def account(*, person: Person, bank: str, number: str, holder: str, by: Actor, at: datetime) -> PayeeAccount:
    """The card to which a person is paid from now on; the same card again changes nothing.

    The holder must be the person. What the bank had sent back is paid again to the new card.
    """
    person.insist_live()
    bank = " ".join(bank.split())
    if not bank or len(bank) > BANK or any(mark.isdigit() for mark in bank):
        raise Refused(f"请写开户银行的名称，最多 {BANK} 个字，不写数字。", field="bank")
    checked = check_card(number)
    if not checked.valid:
        raise Refused(checked.why, field="number", code=checked.code)
    if not cards.same_name(holder, identity_of(person).name):
        raise Refused(
            "户名要和收款人本人的姓名一致，不能付到别人的卡上。", field="holder", code="other_holder"
        )
    known = PayeeAccount.objects.filter(person=person, ended_at=None).first()
    if known and cards.number_of(known) == checked.normalised and known.bank_name == bank:
        return known
    PayeeAccount.objects.filter(person=person, ended_at=None).update(ended_at=at)
    row = uuid7()
    sealed = cards.sealed(row=row, number=checked.normalised, holder=identity_of(person).name)
    made = PayeeAccount(id=row, person=person, bank_name=bank, given_by=by.key, given_at=at, **sealed)
    made.save(force_insert=True)
    back = Payment.objects.filter(payee=person, state=PaymentState.FAILED)
    facts(account=str(made.pk), again=back.update(state=PaymentState.MADE, reason=""))
    if by.person_id != person.pk:
        union = by.seat.unit_name if by.seat else "工会"
        notices.tell(
            to=person.pk, template=texts.CARD.name, about=f"ledger.payeeaccount:{made.pk}", path="/me/bank/",
            values={"union": union, "account": made.masked}, at=at,
        )  # fmt: skip
    return made
