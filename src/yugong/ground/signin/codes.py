"""Phone codes: six digits, good for five minutes, five tries, once; only a keyed hash of them is stored."""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from yugong.ground.audit.writing import writing
from yugong.ground.people import vault
from yugong.ground.signin import limits
from yugong.ground.signin.devices import known
from yugong.ground.signin.models import SentCode
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7

DIGITS, TRIES = 6, 5
GOOD_FOR = timedelta(minutes=5)
KEPT = timedelta(days=1)
TABLE = "signin_sentcode"
AGAIN = "请重新获取验证码。"


def hash_of(code: str, *, row: UUID) -> bytes:
    """The keyed hash of a code, bound to its row."""
    return vault.blind(f"{row}:{code}", "signin_code")


def right(code: str, sent: SentCode) -> bool:
    """Whether it is the code that was sent, under whichever key it was hashed."""
    held = bytes(sent.code_hash)
    return any(hmac.compare_digest(held, one) for one in vault.blinds(f"{sent.pk}:{code}", "signin_code"))


def allowed_to_send(phone: str, place: str, *, device: str = "", at: datetime) -> None:
    """Refused with the waiting time when this phone had enough codes, from here or from anywhere.

    A device that has signed in as this phone counts by itself: whoever asks codes for a phone that is not his
    shares the day's ten with all other strangers, and ten of the phone's twenty stay for its owner.
    """
    whose = known(device, phone, at=at)
    alone = (phone, whose) if whose else (phone,)
    strangers = () if whose else ((limits.SEND_PAIR, (phone, place)), (limits.SEND_PAIR_DAY, (phone, place)))
    for limit, parts in (
        (limits.SEND_MINUTE, alone),
        *strangers,
        (limits.SEND_HOUR, alone),
        (limits.SEND_DAY, alone),
        (limits.SEND_CEILING, (phone,)),
        (limits.SEND_PLACE, (place,)),
        (limits.SEND_ALL, ()),
    ):
        limits.insist(limit, *parts, field="phone", at=at)


def make(phone: str, *, at: datetime) -> tuple[UUID, str]:
    """A fresh code for a phone: the row that knows its hash, and the code, to be sent and forgotten."""
    row, code = uuid7(), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    sealed = vault.seal(phone, table=TABLE, column="phone_sealed", row=row)
    with writing("signin.send_code"):
        SentCode(
            id=row,
            phone_sealed=sealed,
            code_hash=hash_of(code, row=row),
            sent_at=at,
            good_until=at + GOOD_FOR,
        ).save(force_insert=True)
    return row, code


def phone_of(row: UUID) -> str:
    """The phone to which a code was sent; "" when the row is gone."""
    sent = SentCode.objects.filter(pk=row).first()
    return vault.unseal(sent.phone_sealed, table=TABLE, column="phone_sealed", row=sent.pk) if sent else ""


def prove(row: UUID, code: str, *, at: datetime) -> str:
    """The phone that was proved by the right code; Refused for a wrong, late, used or too often tried one.

    A try is counted before the comparison and the code is used up by one statement, so that neither many
    tries at once nor one code twice can pass.
    """
    with writing("signin.prove"):
        open_ones = SentCode.objects.filter(pk=row, used_at=None, good_until__gt=at, tries__lt=TRIES)
        counted = open_ones.update(tries=F("tries") + 1)
        sent = SentCode.objects.filter(pk=row).first()
        if sent is None:
            raise Refused(f"验证码已失效，{AGAIN}", field="code", code="code_gone")
        if not counted:
            raise refusal(sent, at=at)
        if not right(code, sent):
            left = TRIES - sent.tries
            more = f"还可以试 {left} 次。" if left else AGAIN
            raise Refused(f"验证码不对，{more}", field="code", code="code_wrong")
        if not SentCode.objects.filter(pk=row, used_at=None).update(used_at=at):
            raise Refused(f"这个验证码已经用过，{AGAIN}", field="code", code="code_used")
    return vault.unseal(sent.phone_sealed, table=TABLE, column="phone_sealed", row=row)


def refusal(sent: SentCode, *, at: datetime) -> Refused:
    """Why a code that stands in a row can no longer be tried."""
    if sent.used_at is not None:
        return Refused(f"这个验证码已经用过，{AGAIN}", field="code", code="code_used")
    if sent.good_until <= at:
        return Refused(f"验证码已过 5 分钟有效期，{AGAIN}", field="code", code="code_late")
    return Refused(f"验证码输错次数过多，{AGAIN}", field="code", code="code_spent")


def purge(*, at: datetime) -> int:
    """Delete codes older than a day."""
    with writing("signin.purge"):
        return SentCode.objects.filter(sent_at__lt=at - KEPT).delete()[0]
