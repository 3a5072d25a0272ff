"""Texts check their blanks, quiet hours are exact, every adapter keeps the one contract."""

import io
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.ground.notices.addresses import Boxes, Desk, key_of, mailboxes
from yugong.ground.notices.channels import (
    Console,
    Outbox,
    Outgoing,
    Undelivered,
    carry,
    sms,
    sms_channels,
    wechat_channels,
)
from yugong.ground.notices.models import Sent
from yugong.ground.notices.quiet import opens_at
from yugong.ground.notices.templates import Template, latest, templates
from yugong.ground.people import vault
from yugong.kernel.actor import VISITOR, Seat, person
from yugong.kernel.errors import Broken

HERE = ZoneInfo("Asia/Shanghai")
PHONE, OPEN_ID = "13800000001", "oX" + "a" * 26
WHO = UUID(int=1)
YEAR = datetime(2026, 1, 1, tzinfo=HERE)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-09-01 21:59", "2026-09-01 21:59"),
        ("2026-09-01 22:00", "2026-09-02 08:00"),
        ("2026-09-01 23:30", "2026-09-02 08:00"),
        ("2026-09-02 00:00", "2026-09-02 08:00"),
        ("2026-09-02 07:59", "2026-09-02 08:00"),
        ("2026-09-02 08:00", "2026-09-02 08:00"),
        ("2026-12-31 22:15", "2027-01-01 08:00"),
    ],
)
def test_a_message_waits_for_the_morning(at, opens):
    def read(text):
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=HERE)

    assert opens_at(read(at), quiet_from=22, quiet_to=8) == read(opens)


@given(
    st.integers(0, 525_600).map(lambda minutes: YEAR + timedelta(minutes=minutes)),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_the_opening_is_never_quiet_and_never_more_than_a_day_away(at, start, end):
    opens = opens_at(at, quiet_from=start, quiet_to=end)
    assert timedelta() <= opens - at < timedelta(days=1)
    assert opens_at(opens, quiet_from=start, quiet_to=end) == opens


def test_a_text_names_the_blank_that_does_not_fit():
    text = Template("x.y", 1, "{what}有进展", "{who}，{what}到了{stage}。")
    assert text.blanks == {"what", "who", "stage"}
    with pytest.raises(Broken, match=r"'x.y@1': stage does not fit; blanks: stage, what, who"):
        text.check({"what": "入会", "who": "您"})
    with pytest.raises(Broken, match="extra does not fit"):
        text.check({"what": "a", "who": "b", "stage": "c", "extra": "d"})
    with pytest.raises(Broken, match="stage must be text"):
        text.check({"what": "a", "who": "b", "stage": 3})


@pytest.mark.parametrize("body", ["{0}", "{who.name}", "{who[0]}", "{n:d}", "{}"])
def test_a_blank_is_a_plain_name(body):
    with pytest.raises(Broken, match="a blank must be a plain"):
        Template("x.z", 1, "标题", body)


def test_the_newest_version_is_written_and_old_ones_stay_readable():
    if "test.versions@1" not in templates:
        templates.add(Template("test.versions", 2, "新", "新"))
        templates.add(Template("test.versions", 1, "旧", "旧"))
    assert (latest("test.versions").title, templates["test.versions@1"].title) == ("新", "旧")
    with pytest.raises(Broken, match=r"no notice template .test.none."):
        latest("test.none")
    with pytest.raises(Broken, match="at most 40"):
        Template("x.long", 1, "长" * 41, "")


def test_a_mailbox_is_a_persons_or_a_seats():
    seat = Seat(5, "grassroots_chair", "主席", 12, "00000c", "某工会")
    actor = person(WHO, seat=seat, seats=(seat,))
    assert key_of(seat) == key_of(Desk(12, "grassroots_chair")) == "seat:12:grassroots_chair"
    assert mailboxes(actor, desk=True) == Boxes(f"person:{WHO}", "seat:12:grassroots_chair", True)
    assert mailboxes(actor, desk=False) == Boxes(f"person:{WHO}")
    assert mailboxes(VISITOR, desk=True) == Boxes(desk=True)


ADAPTERS = [
    pytest.param(made, word, address, id=f"{made.key}-{word}")
    for made in (Console, Outbox)
    for word, address in (("sms", PHONE), ("wechat", OPEN_ID))
]


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "word", "address"), ADAPTERS)
def test_every_adapter_keeps_the_contract(made, word, address):
    channel = made(word)
    receipt = channel.send(Outgoing(address, "您的办件有新进展。", "k1"))
    assert (bool(receipt), len(receipt) <= 80) == (True, True)
    assert channel.send(Outgoing(address, "您的办件有新进展。", "k1")) == receipt
    assert channel.send(Outgoing(address, "您的办件有新进展。", "k2")) != receipt
    for wrong, code in (
        (Outgoing(address, " ", "k3"), "text_missing"),
        (Outgoing("123", "话", "k4"), "address_invalid"),
    ):
        with pytest.raises(Undelivered) as failed:
            channel.send(wrong)
        assert (failed.value.code, failed.value.again, wrong.to in str(failed.value)) == (code, False, False)
    assert channel.key in (sms_channels if word == "sms" else wechat_channels)


def test_the_console_shows_no_number():
    out = io.StringIO()
    Console("sms", out).send(Outgoing(PHONE, "您的办件有新进展。", "k"))
    assert PHONE not in out.getvalue()
    assert out.getvalue().endswith("您的办件有新进展。\n")


@pytest.mark.django_db
def test_a_sign_in_code_goes_out_at_once_and_is_kept_sealed():
    carry(PHONE, "【渝工】验证码 123456")
    row = Sent.objects.get()
    assert sms().key == "outbox"
    assert PHONE.encode() not in bytes(row.to_sealed)
    opened = vault.unseal(row.to_sealed, table="notices_sent", column="to_sealed", row=row.id)
    assert opened == PHONE
