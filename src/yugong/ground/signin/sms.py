"""The one message sign-in sends: a code to a phone, at once and through whatever carries short messages."""

from yugong.ground.notices import channels
from yugong.kernel.errors import Refused

TEXT = "【渝工】验证码 {code}，5 分钟内有效，用于登录。请勿告诉他人，工会工作人员不会向您索取。"


def send(phone: str, code: str) -> None:
    """Send a code; nothing of it is logged here. Refused when it did not go out."""
    try:
        channels.carry(phone, TEXT.format(code=code))
    except channels.Undelivered:
        reason = "短信没有发出去，请稍后再试，或到就近的工会办理。"
        raise Refused(reason, field="phone", code="no_sms") from None
