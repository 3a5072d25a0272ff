"""Officers' passwords: attempts counted before any hashing, hashing bounded, one answer for every failure."""

from datetime import datetime
from threading import BoundedSemaphore

from django.contrib.auth.hashers import check_password, make_password

from yugong.ground.people.models import Account
from yugong.ground.people.queries import account_by_phone
from yugong.ground.signin import limits
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_phone

HASHING = BoundedSemaphore(1)
WRONG = "登录名或密码不对，请核对后再试。连续输错 5 次要等 15 分钟。"
NOBODY = make_password(None)
_dummy: list[str] = []


def prove(name: str, password: str, place: str, *, at: datetime) -> Account:
    """The account under a name or phone with this password; otherwise Refused, the same for every reason.

    A name that nobody has is hashed for as long as one that somebody has.
    """
    shown = name.strip().lower()
    limits.insist(limits.NAME_PAIR, shown, place, field="name", at=at)
    limits.insist(limits.NAME_ALL, shown, field="name", at=at)
    limits.insist(limits.NAME_PLACE, place, field="name", at=at)
    account = find(shown)
    if not matches(account, password):
        raise Refused(WRONG, field="password", code="wrong")
    if account is None or not account.is_active:
        raise Refused("这个账号已经停用，请联系安全管理员。", code="disabled")
    limits.forget(limits.NAME_PAIR, shown, place)
    limits.forget(limits.NAME_ALL, shown)
    return account


def find(name: str) -> Account | None:
    """The account of a login name, or of a phone that was verified."""
    checked = check_phone(name)
    by_phone = account_by_phone(checked.normalised) if checked.valid else None
    if by_phone is not None and by_phone.phone_verified_at is not None:
        return by_phone
    return Account.objects.filter(username=name).first()


def matches(account: Account | None, password: str) -> bool:
    """Whether the password is right; costs one hash whether or not there is an account, one at a time."""
    with HASHING:
        if account is not None and account.has_usable_password():
            return check_password(password, account.password)
        check_password(password, dummy())
        return False


def dummy() -> str:
    """A hash that no password matches, made once."""
    if not _dummy:
        _dummy.append(make_password(NOBODY))
    return _dummy[0]
