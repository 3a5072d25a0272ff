"""Phone codes: right once, wrong five times, late never; and nothing of them or of the phone is readable."""

import hmac
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from yugong.ground.notices.models import Sent
from yugong.ground.people import vault
from yugong.ground.people.models import Account
from yugong.ground.signin import actions, codes, devices, limits
from yugong.ground.signin.models import SentCode
from yugong.kernel.errors import Refused

from ..access import town
from ..access.town import NOW

PHONE = "13800001234"
LATER = NOW + timedelta(minutes=1, seconds=1)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def refused(call, *given, **named) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    return caught.value


def test_a_code_has_six_digits_and_all_of_them_occur(db):
    made = [codes.make(PHONE, at=NOW)[1] for _ in range(60)]
    assert all(len(code) == 6 and code.isdecimal() for code in made)
    assert {digit for code in made for digit in code} == set("0123456789")


def test_the_right_code_proves_the_phone_once(db):
    row, code = codes.make(PHONE, at=NOW)
    assert codes.prove(row, code, at=NOW) == PHONE
    assert refused(codes.prove, row, code, at=NOW).code == "code_used"


def test_a_code_is_good_for_five_minutes(db):
    row, code = codes.make(PHONE, at=NOW)
    assert refused(codes.prove, row, code, at=NOW + timedelta(minutes=5)).code == "code_late"
    assert codes.prove(row, code, at=NOW + timedelta(minutes=4, seconds=59)) == PHONE


def test_five_wrong_tries_spend_a_code(db):
    row, code = codes.make(PHONE, at=NOW)
    said = [refused(codes.prove, row, wrong(code), at=NOW) for _ in range(5)]
    assert said[0].reason == "验证码不对，还可以试 4 次。"
    assert said[4].reason == "验证码不对，请重新获取验证码。"
    assert refused(codes.prove, row, code, at=NOW).code == "code_spent"


def test_a_code_is_bound_to_its_own_row(db):
    (first, _), (_, other) = codes.make(PHONE, at=NOW), codes.make(PHONE, at=NOW)
    assert refused(codes.prove, first, other, at=NOW).code == "code_wrong"


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_still_five():
    row, code = codes.make(PHONE, at=NOW)

    def attempts(_: int) -> list[str]:
        try:
            return [refused(codes.prove, row, wrong(code), at=NOW).code for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        said = [one for some in pool.map(attempts, range(4)) for one in some]
    assert sorted(said) == ["code_spent"] * 15 + ["code_wrong"] * 5


@pytest.mark.django_db(transaction=True)
def test_the_right_code_twice_at_once_passes_once():
    row, code = codes.make(PHONE, at=NOW)

    def attempt(_: int) -> str:
        try:
            return codes.prove(row, code, at=NOW)
        except Refused as why:
            return why.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [PHONE] + ["code_used"] * 3


def test_codes_are_compared_in_constant_time(db, monkeypatch):
    row, code = codes.make(PHONE, at=NOW)
    seen = []
    monkeypatch.setattr(codes.hmac, "compare_digest", lambda a, b: seen.append(len(a)) or a == b)
    codes.prove(row, code, at=NOW)
    assert seen == [17]
    assert codes.hmac is hmac


def test_a_phone_gets_one_code_a_minute_and_five_an_hour_from_anywhere(db):
    sent = {"phone": PHONE, "shown": True}
    actions.send_code(**sent, place="10.0.0.1", at=NOW)
    assert (
        refused(actions.send_code, **sent, place="10.0.0.2", at=NOW).reason
        == "验证码刚刚发送过，请 60 秒后再试。"
    )
    for minute in range(2, 10, 2):
        actions.send_code(**sent, place=f"10.0.1.{minute}", at=NOW + timedelta(minutes=minute))
    said = refused(actions.send_code, **sent, place="10.0.0.9", at=NOW + timedelta(minutes=12))
    assert said.reason == "这个手机号一小时内获取验证码的次数过多，请 48 分钟后再试。"


def test_strangers_do_not_use_up_the_codes_of_a_phone_whose_owner_has_signed_in(db):
    cookie = devices.token(PHONE, at=NOW)
    hours, said = 0, set()
    for n in range(40):  # from ever new networks, over many hours
        hours = n // 4
        try:
            actions.send_code(
                phone=PHONE,
                place=f"10.7.{n}.1",
                shown=True,
                at=NOW + timedelta(hours=hours, minutes=2 * (n % 4)),
            )
        except Refused as why:
            said.add(why.code)
    assert said == {"limited"}
    assert SentCode.objects.count() == 10
    own = {"phone": PHONE, "place": "10.8.0.1", "device": cookie, "shown": True}
    for minute in range(0, 10, 2):
        actions.send_code(**own, at=NOW + timedelta(hours=hours, minutes=10 + minute))
    late = refused(actions.send_code, **own, at=NOW + timedelta(hours=hours, minutes=21))
    assert late.reason == "这个手机号一小时内获取验证码的次数过多，请 49 分钟后再试。"
    assert SentCode.objects.count() == 15


def test_the_owners_device_too_ends_at_the_ceiling_of_a_day(db):
    cookie, sent, said = devices.token(PHONE, at=NOW), 0, set()
    others = [devices.token(PHONE, at=NOW) for _ in range(3)]
    for n in range(30):
        device = [cookie, *others][n % 4]
        try:
            actions.send_code(
                phone=PHONE, place="10.8.0.1", device=device, shown=True, at=NOW + timedelta(minutes=45 * n)
            )
            sent += 1
        except Refused as why:
            said.add(why.reason.partition("，")[0])
    assert (sent, said) == (20, {"这个手机号今天获取验证码的次数过多"})


def test_one_network_has_six_of_the_days_ten(db):
    sent, said = 0, set()
    for n in range(12):
        try:
            actions.send_code(phone=PHONE, place="10.7.7.7", shown=True, at=NOW + timedelta(hours=n))
            sent += 1
        except Refused as why:
            said.add(why.reason.partition("，")[0])
    assert (sent, said) == (6, {"这个手机号今天在这个网络获取验证码的次数过多"})


def test_a_device_is_known_for_its_own_phone_and_half_a_year_and_cannot_be_made_up(db):
    cookie = devices.token(PHONE, at=NOW)
    nonce = cookie.split(".")[1]
    assert PHONE not in cookie
    assert devices.known(cookie, PHONE, at=NOW) == nonce
    assert devices.known(f"junk~{cookie}", PHONE, at=NOW + timedelta(days=179)) == nonce
    made_up = cookie[:-3] + ("AAA" if cookie[-3:] != "AAA" else "BBB")
    for one, phone, moment in (
        (cookie, "13900001234", NOW),
        (cookie, PHONE, NOW + timedelta(days=181)),
        (cookie, PHONE, NOW - timedelta(days=1)),
        (made_up, PHONE, NOW),
        ("", PHONE, NOW),
        ("~.~..~", PHONE, NOW),
        ("9" * 400, PHONE, NOW),
        ("１.a.b", PHONE, NOW),
    ):
        assert devices.known(one, phone, at=moment) == ""


def test_a_factory_behind_one_address_is_not_locked_out(db):
    for n in range(100):
        actions.send_code(phone=f"1380002{n:04d}", place="10.0.0.1", shown=True, at=NOW)
    assert SentCode.objects.count() == 100


def test_a_number_that_is_none_costs_nothing(db):
    assert refused(actions.send_code, phone="12345", place="10.0.0.1", shown=True, at=NOW).field == "phone"
    assert limits.spend(limits.SEND_PLACE, "10.0.0.1", at=NOW).used == 1


def test_the_first_right_code_opens_an_account_and_the_next_finds_it(db):
    for at in (NOW, LATER):
        row, code = actions.send_code(phone="138-0000-1234", place="10.0.0.1", shown=True, at=at)
        account = actions.enter_by_code(row=row, code=f" {code[:3]} {code[3:]} ", at=at)
    assert Account.objects.get() == account
    assert not account.has_usable_password()
    assert account.phone_verified_at == NOW
    assert "138" not in account.username


def test_a_closed_account_does_not_come_in(db):
    account = town.open_account(None, "gone", phone=PHONE)
    account.is_active = False
    account.save()
    row, code = codes.make(PHONE, at=NOW)
    assert refused(actions.enter_by_code, row=row, code=code, at=NOW).code == "disabled"


def test_the_message_carries_the_code_and_nothing_is_logged(db, caplog):
    with caplog.at_level(logging.DEBUG):
        row, shown = actions.send_code(phone=PHONE, place="10.0.0.1", shown=False, at=NOW)
    [kept] = Sent.objects.all()
    to, text = (
        vault.unseal(getattr(kept, column), table="notices_sent", column=column, row=kept.pk)
        for column in ("to_sealed", "text_sealed")
    )
    code = text.split("验证码 ")[1][:6]
    assert (to, shown) == (PHONE, "")
    assert codes.prove(row, code, at=NOW) == PHONE
    logged = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in logged if code in line or PHONE in line]


def test_no_row_holds_the_phone_or_the_code(db):
    row, code = actions.send_code(phone=PHONE, place="10.0.0.1", shown=True, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone_sealed, code_hash FROM signin_sentcode WHERE id = %s", [row])
        stored = b"".join(bytes(value) for value in cursor.fetchone())
        cursor.execute("SELECT key_index FROM signin_allowance")
        stored += b"".join(bytes(key) for (key,) in cursor.fetchall())
    assert PHONE.encode() not in stored
    assert code.encode() not in stored


def test_old_codes_are_purged(db):
    codes.make(PHONE, at=NOW - timedelta(days=2))
    codes.make(PHONE, at=NOW)
    assert codes.purge(at=NOW) == 1
