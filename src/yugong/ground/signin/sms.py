"""The one message sign-in sends: a code to a phone, through whatever carries short messages here."""

from collections.abc import Callable

from yugong.kernel.errors import Refused

TEXT = "【渝工】验证码 {code}，5 分钟内有效，用于登录。请勿告诉他人，工会工作人员不会向您索取。"

Carrier = Callable[[str, str], None]


def _none(phone: str, text: str) -> None:
    raise Refused("短信通道没有接通，暂时不能用手机验证码登录，请稍后再试。", field="phone", code="no_sms")


_carrier: Carrier = _none


def fill(carrier: Carrier) -> Carrier:
    """Set what carries short messages; returns the one before, so that a test can put it back."""
    global _carrier
    before, _carrier = _carrier, carrier
    return before


def send(phone: str, code: str) -> None:
    """Send a code; nothing of it is logged here."""
    _carrier(phone, TEXT.format(code=code))
