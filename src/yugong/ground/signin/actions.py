"""The steps of signing in, each from what the page was given to what happens next."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yugong.ground.people.actions import open_account
from yugong.ground.people.models import Account
from yugong.ground.people.queries import account_by_phone
from yugong.ground.signin import codes, sms
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.identifiers import check_phone


def send_code(*, phone: str, place: str, device: str = "", shown: bool, at: datetime) -> tuple[UUID, str]:
    """Send a code to a phone; returns the row that knows it, and the code where it is `shown` (demo) instead.

    The answer is the same whether or not the phone has an account.
    """
    checked = check_phone(phone)
    if not checked.valid:
        raise Refused(checked.why, field="phone", code=checked.code)
    codes.allowed_to_send(checked.normalised, place, device=device, at=at)
    row, code = codes.make(checked.normalised, at=at)
    if shown:
        return row, code
    sms.send(checked.normalised, code)
    return row, ""


def enter_by_code(*, row: UUID, code: str, at: datetime) -> Account:
    """The account of the phone that a right code proves; opened now when the phone is new here."""
    return enter_by_phone(codes.prove(row, "".join(code.split()), at=at), at=at)


def enter_by_phone(phone: str, *, at: datetime) -> Account:
    """The account of a phone that was proved, by a code or by a provider's word."""
    account = account_by_phone(phone) or opened(phone, at=at)
    if not account.is_active:
        raise Refused("这个账号已经停用，请联系您所在的工会。", code="disabled")
    return account


def opened(phone: str, *, at: datetime) -> Account:
    """A new account for a proved phone, or the one that a second browser opened meanwhile."""
    try:
        with transaction.atomic():
            return open_account(username=f"w-{uuid7().hex}", phone=phone, verified=True, by=SYSTEM, at=at)
    except (IntegrityError, Refused):
        if account := account_by_phone(phone):
            return account
        raise
