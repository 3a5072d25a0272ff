"""Door codes: each opens its own door once within a minute, and guessing makes the lock rest."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from yugong.kernel.doorcode import (
    LIVES,
    PATIENCE,
    REST,
    STEP,
    TURNS,
    Answer,
    Lock,
    make,
    read,
    step_of,
    until,
)

KEY, STATION = bytes(range(16)), "0190-one"
MOMENTS = st.integers(1_767_225_600, 1_893_456_000).map(lambda stamp: datetime.fromtimestamp(stamp, UTC))
TURN = st.integers(0, TURNS - 1)


@settings(max_examples=60, deadline=None)
@given(at=MOMENTS, turn=TURN, later=st.integers(0, 200))
def test_a_code_opens_while_it_lives_and_never_longer_than_a_minute(at: datetime, turn: int, later: int):
    code, then = make(KEY, STATION, at, turn), at + timedelta(seconds=later)
    opens = Lock(KEY, STATION).hears(code, then) == Answer.OPENS
    assert opens == (then < until(at))
    assert timedelta(seconds=STEP * (LIVES - 1)) < until(at) - at <= timedelta(minutes=1)


@settings(max_examples=40, deadline=None)
@given(at=MOMENTS, turn=TURN, later=st.integers(0, 60))
def test_a_code_opens_once(at: datetime, turn: int, later: int):
    lock, code = Lock(KEY, STATION), make(KEY, STATION, at, turn)
    assert lock.hears(f"{code[:2]} {code[2:5]} {code[5:]}", at) == Answer.OPENS
    assert lock.hears(code, at + timedelta(seconds=later)) in (Answer.USED, Answer.WRONG)


@settings(max_examples=40, deadline=None)
@given(at=MOMENTS, turn=TURN)
def test_another_door_and_another_key_stay_shut(at: datetime, turn: int):
    code = make(KEY, STATION, at, turn)
    assert Lock(KEY, "0190-two").hears(code, at) == Answer.WRONG
    assert Lock(bytes(16), STATION).hears(code, at) == Answer.WRONG


@settings(max_examples=20, deadline=None)
@given(at=MOMENTS)
def test_every_turn_of_a_minute_has_its_own_code(at: datetime):
    codes = [make(KEY, STATION, at, turn) for turn in range(TURNS)]
    assert len(set(codes)) == TURNS
    assert [read(KEY, STATION, code, at) for code in codes] == [(step_of(at), turn) for turn in range(TURNS)]


def test_guessing_makes_the_lock_rest():
    at, lock = datetime(2026, 7, 1, 12, tzinfo=UTC), Lock(KEY, STATION)
    good = make(KEY, STATION, at, 7)
    wrong = [f"07{(int(good[2:]) + n) % 10**6:06d}" for n in range(1, PATIENCE + 1)]
    assert [lock.hears(code, at) for code in wrong] == [Answer.WRONG] * PATIENCE
    assert lock.hears(good, at) == Answer.RESTS
    again = at + REST
    assert lock.hears(make(KEY, STATION, again, 8), again) == Answer.OPENS


def test_what_is_no_code_is_wrong():
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert [
        read(KEY, STATION, text, at) for text in ("", "1234567", "一二三四五六七八", "²2345678", "123456789")
    ] == [None] * 5


def test_the_lock_forgets_what_can_never_come_again():
    at, lock = datetime(2026, 7, 1, 12, tzinfo=UTC), Lock(KEY, STATION)
    for n in range(50):
        then = at + timedelta(seconds=STEP * n)
        assert lock.hears(make(KEY, STATION, then, n), then) == Answer.OPENS
    assert len(lock.used) == LIVES
