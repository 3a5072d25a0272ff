"""Mutual aid as arithmetic: worked examples, boundaries, exclusions, waiting, and what always holds."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.calc import parse, run
from yugong.kernel.calculating import calculators
from yugong.kernel.errors import Refused
from yugong.kernel.rules import Parameter, Verdict
from yugong.scenes.aid.rules import mutual, mutual_paying
from yugong.scenes.aid.rules.calculators import mutual as declared

TODAY = date(2026, 11, 21)
SHIPPED = {key: one.value for key, one in DEFAULTS.items()}
TERMS = {key: mutual.Terms(key, SHIPPED) for key in mutual.PRODUCTS}
START = date(2026, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def calc(line: str) -> dict[str, Any]:
    return run("mutual", parse(line.split()), today=TODAY, parameters=SHIPPED)


def decided(product: str, **facts: Any) -> Verdict:
    given = [
        Parameter(key, SHIPPED[key], "tests", date(2015, 1, 1))
        for key in mutual.names((product,))
        if SHIPPED[key] != ""
    ]
    return mutual_paying.RULE.apply({"product": product, **facts}, on=TODAY, parameters=given)


def amount(product: str, **facts: Any) -> int:
    return mutual_paying.amount_of(decided(product, **facts))


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("product=hospital nights=23 daily=50 cap=9000", "1150.00"),
        ("product=hospital admitted=2026-02-23 discharged=2026-03-18 daily=50", "1150.00"),  # WE-68
        ("product=hospital nights=200 daily=50 cap=9000", "9000.00"),  # WE-69
        ("product=hospital nights=180 daily=50 cap=9000", "9000.00"),
        ("product=hospital nights=179 daily=50 cap=9000", "8950.00"),
        ("product=hospital nights=0", "0.00"),
        ("product=women shares=1 lump=10000", "10000.00"),  # a limit that nobody has set is not asked
        ("product=hospital nights=20 used=8500", "500.00"),
        ("product=hospital nights=20 level=1", "0.00"),
        ("product=hospital nights=10 daily=33.33 cap=300", "300.00"),
        ("product=illness shares=4 own_costs=206000", "90000.00"),
        ("product=illness shares=4 own_costs=200000.01", "90000.00"),
        ("product=illness shares=4 own_costs=200000", "40000.00"),  # WE-71
        ("product=illness shares=1", "10000.00"),
        ("product=illness_b shares=2 limit=3 lump=8000 extra=1000 over=500 own_costs=501", "17000.00"),
        ("product=women shares=2 limit=2 lump=15000", "30000.00"),
        ("product=combined percent=30", "3000.00"),
        ("product=combined admitted=2026-01-01 discharged=2026-06-30", "20000.00"),  # day 180
        ("product=combined admitted=2026-01-01 discharged=2026-07-01", "0.00"),
        ("product=hospital nights=9 start=2026-01-01 admitted=2026-01-30", "0.00"),
        ("product=hospital nights=9 start=2026-01-01 admitted=2026-01-31", "450.00"),
        ("product=hospital nights=9 start=2026-01-01 admitted=2026-01-02 accident=yes", "450.00"),
        ("product=hospital nights=9 start=2026-01-01 admitted=2026-12-31", "450.00"),
        ("product=hospital nights=9 start=2026-01-01 admitted=2027-01-01", "0.00"),
    ],
)
def test_worked_examples(line, amount):
    assert calc(line)["amount"] == amount


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("product=illness_a with=illness_b", False),  # WE-72
        ("product=illness_b with=illness_a", False),
        ("product=hospital with=combined", False),
        ("product=combined with=hospital", False),
        ("product=住院津贴 with=综合", False),
        ("product=hospital with=hospital", False),
        ("product=illness_a with=hospital", True),
        ("product=women with=illness_a,hospital", True),
        ("product=women with=illness_a,hospital,combined", False),
        ("product=hospital born=1966-01-01 start=2026-12-31", True),  # 60 still
        ("product=hospital born=1966-01-01 start=2027-01-01", False),  # 61 that day
        ("product=hospital born=2010-05-02 start=2026-05-01", False),  # 15, the day before
        ("product=hospital born=2010-05-02 start=2026-05-02", True),
        ("product=illness shares=5", False),
    ],
)
def test_who_may_take_what(line, allowed):
    found = calc(line)
    assert found.get("allowed", True) is allowed
    assert bool(found.get("refused")) is not allowed


@pytest.mark.parametrize(
    ("line", "covered", "since"),
    [
        ("admitted=2026-01-30", False, "2026-01-31"),  # WE-74: day 30
        ("admitted=2026-01-31", True, "2026-01-31"),
        ("admitted=2026-01-30 renewal=yes", True, "2026-01-01"),
        ("admitted=2026-01-01 accident=yes", True, "2026-01-01"),
        ("admitted=2025-12-31", False, "2026-01-31"),
    ],
)
def test_waiting(line, covered, since):
    found = calc(f"product=hospital start=2026-01-01 waiting=30 {line}")
    assert (found["covered"], found["covered_from"]) == (covered, since)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("product=pension nights=1", "请从"),
        ("product=hospital", "请至少填写一项"),
        ("product=hospital nights=-1", "0 到"),
        ("product=hospital days=3", "不认识参数 days"),
        ("product=hospital admitted=2026-03-02 discharged=2026-03-01", "不能早于"),
        ("product=hospital nights=2 admitted=2026-03-02 discharged=2026-03-09", "请只填一样"),
        ("product=illness_b shares=1", "还没有设置"),
        ("product=hospital admitted=2026-03-02", "请写住院几晚"),
        ("product=combined nights=3", "请写伤残给付比例"),
        ("product=illness own_costs=206000", "请写参加几份"),
        ("nights=3", "缺少参数 product"),
    ],
)
def test_wrong_words_are_told(line, words):
    with pytest.raises(Refused, match=words):
        calc(line)


def test_every_field_of_the_calculator_is_a_known_word():
    assert calculators["mutual"].fields == declared.FIELDS
    assert calc("product=hospital nights=1 today=2026-01-01")["nights"] == 1


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 12_000_00))
def test_hospital_grows_with_the_nights_and_never_passes_the_cap(some, more, used):
    less = amount("hospital", event="hospital", nights=min(some, more), used=used)
    much = amount("hospital", event="hospital", nights=max(some, more), used=used)
    assert 0 <= less <= much <= max(9000_00 - used, 0)
    assert less == min(min(some, more) * 50_00, max(9000_00 - used, 0))


@given(st.lists(st.integers(0, 90), max_size=8))
def test_many_stays_of_a_year_together_never_pass_the_cap(stays):
    paid = 0
    for stay in stays:
        paid += amount("hospital", event="hospital", nights=stay, used=paid)
    assert paid == min(sum(stays) * 50_00, 9000_00)


@given(st.integers(1, 4), st.integers(0, 400_000_00), st.integers(0, 400_000_00))
def test_illness_grows_with_costs_and_jumps_just_over_the_line(shares, one, two):
    low, high = sorted((one, two))
    given = {"event": "illness", "shares": shares}
    assert amount("illness_a", **given, own_costs=low) <= amount("illness_a", **given, own_costs=high)
    found = amount("illness_a", **given, own_costs=one)
    assert found == shares * 10_000_00 + (50_000_00 if one > 200_000_00 else 0)


@given(DAYS, st.integers(0, 180), st.booleans(), st.booleans())
def test_the_first_covered_day(start, waiting, renewal, accident):
    since = mutual.covered_from(start, waiting, renewal=renewal, accident=accident)
    assert since == (start if renewal or accident else start + timedelta(days=waiting))


@given(DAYS, st.integers(0, 800))
def test_nights_are_the_difference_of_the_days(admitted, stay):
    assert mutual.nights(admitted, admitted + timedelta(days=stay)) == stay


@given(DAYS)
def test_a_period_ends_the_day_before_its_return_and_the_next_is_a_renewal(start):
    ends = mutual.ends_on(start, TERMS["hospital"])
    assert ends < mutual.claim_by(start, 12) <= ends + timedelta(days=1)
    assert mutual.is_renewal(ends + timedelta(days=1), ends)
    assert not mutual.is_renewal(ends + timedelta(days=2), ends)


@given(st.sampled_from(sorted(mutual.PRODUCTS)), st.sampled_from(sorted(mutual.PRODUCTS)))
def test_exclusion_is_the_same_both_ways(one, other):
    assert bool(mutual.clash(one, other)) == bool(mutual.clash(other, one))


def test_a_verdict_keeps_every_figure_and_replays():
    stored = decided(
        "hospital", event="hospital", on=date(2026, 3, 1), until=date(2026, 3, 11), start=START,
        claimed_on=date(2026, 4, 1), level=2,
    )  # fmt: skip
    assert stored.figures["amount"] == 500_00
    assert stored.figures["claim_by"] == date(2028, 3, 11)
    found = Verdict.from_dict(stored.as_dict())
    assert mutual_paying.RULE.replay(found) == found


def test_a_late_claim_says_until_when_it_could_be_made():
    found = decided(
        "hospital", event="hospital", on=date(2023, 3, 1), until=date(2023, 3, 11), claimed_on=TODAY
    )
    assert (found.outcome, mutual_paying.amount_of(found)) == ("none", 0)
    assert "申请期限 24 个月，到 2025-03-11，已经过期" in [reason.text for reason in found.reasons]


@pytest.mark.parametrize(
    ("who", "product", "shares", "words"),
    [
        (mutual.Applicant(date(1990, 1, 1)), "hospital", 1, ""),
        (mutual.Applicant(date(1990, 1, 1)), "hospital", 2, "每人 1 到 1 份"),
        (mutual.Applicant(date(1965, 1, 1)), "hospital", 1, "满 61 周岁"),
        (mutual.Applicant(None), "hospital", 1, "没有出生日期"),
        (mutual.Applicant(date(1990, 1, 1), in_service=False), "hospital", 1, "不是在职会员"),
        (mutual.Applicant(date(1990, 1, 1), sex="1"), "women", 1, "只有女职工"),
        (mutual.Applicant(date(1990, 1, 1), holds=("combined",)), "hospital", 1, "只能参加一种"),
    ],
)
def test_who_is_unfit_and_why(who, product, shares, words):
    why = mutual.unfit(who, TERMS[product], shares=shares, start=START)
    assert words in why
    assert bool(why) is bool(words)
