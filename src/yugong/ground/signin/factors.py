"""The second factor: allauth's authenticators, drawn by segno, checked once each, with recovery codes."""

import base64
import secrets
from datetime import datetime

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from yugong.ground.audit.action import action
from yugong.ground.people.models import Account
from yugong.ground.signin import limits
from yugong.ground.signin.adapter import ISSUER
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
TOTP_DIGITS = 6


def enrolled(account: Account) -> bool:
    """Whether the account has a second factor."""
    return Authenticator.objects.filter(user=account, type=TOTP).exists()


def fresh_secret() -> str:
    """A new shared secret of 160 bits, in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def picture(account: Account, secret: str) -> str:
    """The QR code, as an SVG element without any style, that an authenticator app reads."""
    url = f"otpauth://totp/{ISSUER}:{account.username}?secret={secret}&issuer={ISSUER}"
    drawn: str = segno.make(url, error="m").svg_inline(scale=5, border=1, svgclass="qr", lineclass=None)
    return drawn


def check(account: Account, code: str, *, at: datetime) -> None:
    """Refused unless the code is right now, has not been used, and was not tried too often.

    Six digits are a code of the app; anything longer is a recovery code. The attempt is counted first.
    """
    limits.insist(limits.SECOND, account.pk, field="code", at=at)
    text = "".join(code.split()).replace("-", "")
    kind = TOTP if len(text) <= TOTP_DIGITS else RECOVERY
    held = Authenticator.objects.filter(user=account, type=kind).first()
    if held is None or not held.wrap().validate_code(text):
        raise Refused("动态码不对，请输入认证应用上现在的 6 位数字。", field="code", code="second_wrong")
    if limits.spend(limits.ONCE, account.pk, text, at=at).over:
        raise Refused("这个动态码已经用过，请等下一个。", field="code", code="second_used")
    held.record_usage()
    limits.forget(limits.SECOND, account.pk)


@action(Permission.SIGN_IN, on="account")
def enrol(*, account: Account, secret: str, code: str, by: Actor, at: datetime) -> list[str]:
    """Bind an authenticator after a right code from it; returns the recovery codes, shown this once."""
    if enrolled(account):
        raise Refused("这个账号已经绑定过认证应用，请用它的动态码登录。", field="code")
    seal = get_adapter().encrypt
    app = Authenticator(user=account, type=TOTP, data={"secret": seal(secret)})
    if not app.wrap().validate_code("".join(code.split())):
        raise Refused("动态码不对：请确认手机时间准确，再输入应用上现在的 6 位数字。", field="code")
    app.save()
    spare = Authenticator(
        user=account, type=RECOVERY, data={"seed": seal(secrets.token_hex(40)), "used_mask": 0}
    )
    spare.save()
    codes: list[str] = spare.wrap().get_unused_codes()
    return codes
