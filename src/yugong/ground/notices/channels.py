"""The ports through which a message leaves the house, and the adapters that need no gateway."""

import sys
from dataclasses import dataclass
from typing import Protocol, TextIO

from django.conf import settings
from django.db import transaction

from yugong.ground.audit.writing import writing
from yugong.ground.notices.models import Sent
from yugong.ground.people import vault
from yugong.kernel import masking
from yugong.kernel.ident import uuid7
from yugong.kernel.identifiers import check_phone
from yugong.kernel.registry import Registry

TABLE = "notices_sent"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message; the same `key` twice is the same message and leaves the house once."""

    to: str
    text: str
    key: str


class Undelivered(Exception):
    """A message that did not go out; `again` says whether another try can help. Holds no address."""

    def __init__(self, code: str, *, again: bool) -> None:
        super().__init__(code)
        self.code = code
        self.again = again


class SmsChannel(Protocol):
    """Carries short messages to phone numbers (11 digits)."""

    @property
    def key(self) -> str: ...

    def send(self, message: Outgoing) -> str:
        """Hand over; returns the carrier's receipt. Raises Undelivered."""


class WeChatChannel(Protocol):
    """Carries subscription messages to WeChat open ids."""

    @property
    def key(self) -> str: ...

    def send(self, message: Outgoing) -> str:
        """Hand over; returns the carrier's receipt. Raises Undelivered."""


def check(message: Outgoing, word: str) -> None:
    """What every adapter refuses: no text, or an address that cannot be one."""
    if not message.text.strip():
        raise Undelivered("text_missing", again=False)
    wrong_phone = word == "sms" and not check_phone(message.to).valid
    wrong_id = word == "wechat" and not (message.to.isascii() and 20 <= len(message.to) <= 40)
    if wrong_phone or wrong_id:
        raise Undelivered("address_invalid", again=False)


class Console:
    """Prints to the console for a developer, the address masked."""

    key = "console"

    def __init__(self, word: str, out: TextIO | None = None) -> None:
        self.word, self.out = word, out
        self.receipts: dict[str, str] = {}

    def send(self, message: Outgoing) -> str:
        check(message, self.word)
        if message.key not in self.receipts:
            self.receipts[message.key] = f"console-{uuid7()}"
            (self.out or sys.stdout).write(f"[{self.word}] {masking.phone(message.to)} {message.text}\n")
        return self.receipts[message.key]


class Outbox:
    """Keeps what would have been sent, sealed, in rows: for tests and the demo."""

    key = "outbox"

    def __init__(self, word: str) -> None:
        self.word = word

    def send(self, message: Outgoing) -> str:
        check(message, self.word)
        row = uuid7()
        sealed = {
            column: vault.seal(text, table=TABLE, column=column, row=row)
            for column, text in (("to_sealed", message.to), ("text_sealed", message.text))
        }
        kept = Sent(id=row, channel=self.word, key=message.key, **sealed)
        with transaction.atomic(), writing("notices.send"):
            Sent.objects.bulk_create([kept], ignore_conflicts=True)
        return str(Sent.objects.values_list("id", flat=True).get(channel=self.word, key=message.key))


sms_channels: Registry[SmsChannel] = Registry("SMS channel")
wechat_channels: Registry[WeChatChannel] = Registry("WeChat channel")
for made in (Console, Outbox):
    sms_channels.add(made("sms"))
    wechat_channels.add(made("wechat"))


def sms() -> SmsChannel:
    """The channel named by settings.YUGONG_SMS, the outbox unless told otherwise."""
    return sms_channels[getattr(settings, "YUGONG_SMS", "outbox")]


def wechat() -> WeChatChannel:
    """The channel named by settings.YUGONG_WECHAT, the outbox unless told otherwise."""
    return wechat_channels[getattr(settings, "YUGONG_WECHAT", "outbox")]


def carry(phone: str, text: str) -> None:
    """Send one short message at once, whatever the hour: sign-in codes, which somebody waits for."""
    sms().send(Outgoing(phone, text, f"now:{uuid7()}"))
