"""Money: reading, writing, portions and a split that never loses a fen (WE-44, WE-45)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.errors import Broken, Refused
from yugong.kernel.money import fen, portion, split, yuan


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.56", 123456),
        ("1,234.5", 123450),
        ("¥ 1,234.50 元", 123450),
        ("１２３．４", 12340),
        ("0", 0),
        ("0.5", 50),
        ("5.", 500),
        ("1.500", 150),
    ],
)
def test_typed_amounts(text: str, amount: int):
    assert fen(text) == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_missing"),
        ("一百", "amount_invalid"),
        ("1e5", "amount_invalid"),
        ("12,34", "amount_invalid"),
        ("NaN", "amount_invalid"),
        ("1.234", "amount_too_fine"),
        ("-5", "amount_negative"),
        ("9" * 30, "amount_too_large"),
    ],
)
def test_wrong_amounts_are_refused(text: str, code: str):
    with pytest.raises(Refused) as caught:
        fen(text)
    assert caught.value.code == code


def test_amounts_are_whole_fen_and_written_with_commas():
    assert [yuan(amount) for amount in (123456, 0, 5, -123456789)] == [
        "1,234.56",
        "0.00",
        "0.05",
        "-1,234,567.89",
    ]
    with pytest.raises(Broken):
        yuan(1.5)  # type: ignore[arg-type]
    with pytest.raises(Broken):
        portion(100, 0.02)  # type: ignore[arg-type]
    with pytest.raises(Broken):
        split(100, [0, 0])


@pytest.mark.parametrize(
    ("wages", "fee", "shares"),
    [
        ("123456.78", "2,469.14", ["1,481.48", "493.83", "370.37", "123.46"]),
        ("33333.33", "666.67", ["400.00", "133.34", "100.00", "33.33"]),
    ],
)
def test_fee_and_its_inner_split_we_44_45(wages: str, fee: str, shares: list[str]):
    total = portion(fen(wages), Fraction(2, 100))
    assert yuan(total) == fee
    assert [yuan(part) for part in split(total, [60, 20, 15, 5])] == shares


def test_half_a_fen_rounds_away_from_zero():
    assert [portion(amount, "0.5") for amount in (1, 3, -1, 2)] == [1, 2, -1, 1]


amounts = st.integers(-(10**15), 10**15)


@given(amounts)
def test_written_amounts_read_back(amount: int):
    assert fen(yuan(amount), negative=True) == amount


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_a_split_loses_nothing_and_is_within_one_fen(amount: int, shares: list[int]):
    parts = split(amount, shares)
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - Fraction(amount) * share / sum(shares)) < 1
