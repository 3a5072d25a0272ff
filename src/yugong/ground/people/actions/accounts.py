"""How somebody comes to sign in: accounts, their verified phone and their person."""

from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.people import vault
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_phone
from yugong.kernel.permissions import Permission

TABLE = "people_account"


@action(Permission.ACCOUNT_MANAGE)
def open_account(
    *,
    username: str,
    person: Person | None = None,
    phone: str = "",
    password: str = "",
    hashed: str = "",
    verified: bool = False,
    by: Actor,
    at: datetime,
) -> Account:
    """A new account; without a password (or, from a loader, its hash) it opens by phone code only."""
    account = Account(username=username, person=person, created_at=at, is_active=True)
    if hashed:
        account.password = hashed
    elif password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    if phone:
        _set_phone(account, phone, at if verified else None)
    return account


def _set_phone(account: Account, phone: str, verified_at: datetime | None) -> None:
    checked = check_phone(phone)
    if not checked.valid:
        raise Refused(checked.why, field="phone", code=checked.code)
    index = vault.blinds(checked.normalised, "account_phone")
    if Account.objects.filter(phone_index__in=index).exclude(pk=account.pk).exists():
        raise Refused("这个手机号已经用于另一个账号", field="phone")
    account.phone_sealed = vault.seal(checked.normalised, table=TABLE, column="phone_sealed", row=account.pk)
    account.phone_index = vault.blind(checked.normalised, "account_phone")
    account.phone_verified_at = verified_at
    account.save(update_fields=["phone_sealed", "phone_index", "phone_verified_at"])


@action(Permission.ACCOUNT_MANAGE, on="account")
def set_phone(*, account: Account, phone: str, verified: bool, by: Actor, at: datetime) -> Account:
    """Give an account its phone; `verified` after a code was answered from it."""
    _set_phone(account, phone, at if verified else None)
    return account


@action(Permission.ACCOUNT_MANAGE, on="account")
def set_password(*, account: Account, password: str, by: Actor, at: datetime) -> Account:
    """Give an account its password; every session it has open ends with the old one."""
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


@action(Permission.ACCOUNT_MANAGE, on="account")
def link_account(*, account: Account, person: Person, by: Actor, at: datetime) -> Account:
    """Say whose account this is; one person has one account."""
    if account.person_id not in (None, person.pk):
        raise Refused("这个账号已经登记给另一个人", field="number")
    if Account.objects.filter(person=person).exclude(pk=account.pk).exists():
        raise Refused("这个人已经有账号，请用原来的手机号登录，或到工会更换手机号", field="number")
    account.person = person
    account.save(update_fields=["person"])
    return account


@action(Permission.ACCOUNT_MANAGE, on="account")
def close_account(*, account: Account, reason: str, by: Actor, at: datetime) -> Account:
    """Close an account: it can no longer sign in."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    return account
