"""Setting an amount of a budget line aside for one thing, and giving back what is not spent of it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yugong.engines.ledger.models import Commitment, Line
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.kernel.actor import Actor
from yugong.kernel.books import UNION, Sort
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission


@action(Permission.FUND_MANAGE, on="line", named="ledger.commit")
def commit(*, line: Line, amount_fen: int, about: str, by: Actor, at: datetime) -> Commitment:
    """Set an amount aside for `about`; the same `about` again is the same row. Refused when it does not fit.

    The line is locked, so that any number of officers together never arrange more than it has. One that
    was released is taken up again.
    """
    if amount_fen <= 0:
        raise Refused("安排的金额要大于 0。", field="amount")
    if not about:
        raise Refused("请写明这笔钱用在哪一件事上。", field="about")
    if line.head not in UNION.keys(Sort.OUTLAY):
        raise Refused(f"“{UNION[line.head].name}”是收入科目，不能安排支出。", field="line")
    known = Commitment.objects.filter(about=about).first()
    if known is not None and known.released_at is None:
        return _same(known, line, amount_fen)
    made = known or Commitment(line=line, about=about, at=at)
    made.amount, made.released_at = amount_fen, None
    if made.spent > amount_fen or made.line_id != line.pk:
        raise Refused("这件事已经在别处安排或者支出过，请核对原来的安排。", code="committed_otherwise")
    if line.left < made.held:
        raise Refused(
            f"“{UNION[line.head].name}”的预算只剩 {yuan(line.left)} 元，不够安排 {yuan(made.held)} 元。",
            code="line_short",
        )
    _keep(made)
    line.held += made.held
    line.save(update_fields=["held"])
    facts(about=about, amount=amount_fen, commitment=str(made.pk))
    return made


def _same(known: Commitment, line: Line, amount: int) -> Commitment:
    """What is set aside already, if it is the same that is asked for."""
    if (known.line_id, known.amount) != (line.pk, amount):
        raise Refused(f"这件事已经安排了 {yuan(known.amount)} 元，请先收回再改。", code="committed_otherwise")
    return known


def _keep(made: Commitment) -> None:
    """Save it; another line that took the same `about` a moment ago is told in a sentence."""
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused(
            "这件事刚刚已经在另一项预算里安排过了，请刷新后再看。", code="committed_otherwise"
        ) from None


@action(Permission.FUND_MANAGE, on="commitment", shared=True, named="ledger.release")
def release(*, commitment: Commitment, by: Actor, at: datetime) -> Commitment:
    """Give what is not spent of it back to the line; once released it stays so until arranged again."""
    line = Line.objects.select_for_update().get(pk=commitment.line_id)  # guards its commitments too
    commitment.refresh_from_db()
    if commitment.released_at is not None:
        return commitment
    line.held -= commitment.held
    commitment.released_at = at
    commitment.save(update_fields=["released_at"])
    line.save(update_fields=["held"])
    facts(about=commitment.about)
    return commitment
