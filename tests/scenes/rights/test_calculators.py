"""The rights calculators: every case beside its rule, worked examples, variants, what always holds."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yugong.ground.parameters.defaults import DEFAULTS
from yugong.kernel.calc import parse, run
from yugong.kernel.calculating import calculators
from yugong.kernel.errors import Refused
from yugong.kernel.money import fen
from yugong.scenes.rights.rules.calculators.leaving import month_day, service

TODAY = date(2026, 11, 21)
SHIPPED = {key: one.value for key, one in DEFAULTS.items()}
CASES = [(one.key, case) for one in calculators for case in one.cases]
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
WAGES = st.integers(2_200_00, 80_000_00)


def calc(line: str, today: date = TODAY) -> dict[str, Any]:
    topic, *words = line.split()
    return run(topic, parse(words), today=today, parameters=SHIPPED)


def yuan(amount: int) -> str:
    return f"{amount // 100}.{amount % 100:02d}"


@pytest.mark.parametrize(("topic", "case"), CASES, ids=[f"{topic} {case.words}" for topic, case in CASES])
def test_every_case_beside_its_rule(topic, case):
    found = run(topic, case.given, today=TODAY, parameters=SHIPPED)
    assert {key: found.get(key) for key in case.gives} == dict(case.gives)
    assert found["steps"]
    assert found["articles"]


def test_every_worked_example_of_its_kind_has_its_case():
    shown = [case.of for _, case in CASES]
    wanted = {13, 14, 16, 17, 19, 20, 22, 23, 25, 26, 28, 40, 41, 75, 77, 78, 80, 82, 83, 85, 86, 88, 89}
    assert [number for number in sorted(wanted) if f"WE-{number}" not in shown] == []
    assert shown.count("WE-80a") == 3


@pytest.mark.parametrize(
    ("line", "due", "provisional"),
    [
        ("deadline start=2026-09-30 workdays=5", "2026-10-13", False),  # WE-01
        ("deadline start=2026-09-30 workdays=1", "2026-10-08", False),  # WE-02
        ("deadline start=2026-02-13 workdays=3", "2026-02-25", False),  # WE-04
        ("deadline start=2026-02-14 workdays=2", "2026-02-25", False),  # WE-05
        ("deadline start=2026-04-30 workdays=5", "2026-05-11", False),  # WE-07
        ("deadline start=2026-06-18 workdays=3", "2026-06-24", False),  # WE-08
        ("deadline start=2026-12-28 workdays=5", "2027-01-05", True),  # WE-10
        ("deadline start=2026-09-21 workdays=15", "2026-10-19", False),  # WE-11
        ("deadline start=2026-09-16 days=20", "2026-10-08", False),  # WE-29
        ("deadline start=2026-03-02 days=15", "2026-03-17", False),  # WE-31
        ("deadline start=2026-03-18 days=10", "2026-03-30", False),  # WE-31
        ("deadline start=2026-10-16 days=-7", "2026-10-09", False),  # WE-32
        ("deadline start=2026-10-16 days=-5", "2026-10-11", False),  # WE-32
        ("deadline start=2026-04-29 workdays=5", "2026-05-09", False),  # WE-34
        ("deadline start=2026-06-08 days=15", "2026-06-23", False),  # WE-35
        ("deadline start=2026-10-01T23:20 hours=2", "2026-10-02T01:20", False),  # WE-42a
    ],
)
def test_the_deadlines_of_the_other_examples(line, due, provisional):
    found = calc(line)
    assert (found["due"], found["provisional"]) == (due, provisional)


def test_the_whole_answer_about_severance():
    assert calc("severance years=3 months=7 monthly_wage=6000 cap_wage=27000") == {
        "amount": "24000.00",
        "unlawful": "48000.00",
        "months_of_pay": "4",
        "base": "6000.00",
        "capped": False,
        "provisional": False,
        "steps": [
            "工作 3 年 7 个月：每满一年一个月；余下满六个月按一年，不满六个月半个月，共 4 个月。",
            "4 × 6,000.00 = 24,000.00 元。",
            "单位违法解除或者终止的，按 2 倍：48,000.00 元。",
        ],
        "articles": ["劳动合同法第四十七条", "劳动合同法第八十七条"],
    }


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("limitation knew=２０２５年１１月５日", "due", "2026-11-05"),
        ("limitation knew=20251105", "due", "2026-11-05"),
        ("limitation knew=2025/11/5", "due", "2026-11-05"),
        ("limitation knew=2025.11.5 claimed=2026年3月20日、2026-04-01", "due", "2027-04-01"),
        ("limitation knew=2025-10-13 kind=拖欠工资", "due", None),
        (
            "limitation knew=2025-10-13 paused=2026-02-01至2026-02-10,2026-02-05/2026-02-20",
            "raw",
            "2026-11-02",
        ),
        ("limitation knew=2025-10-13 paused=2025-09-01/2025-10-20", "raw", "2026-10-20"),
        ("limitation knew=2025-10-13 paused=2026-10-14/2026-10-20", "raw", "2026-10-13"),
        ("limitation knew=2024-06-03 today=2025-06-03", "expired", False),
        ("limitation knew=2024-06-03 today=2025-06-04", "expired", True),
        ("severance years=３ months=７ monthly_wage=６，０００元 cap_wage=27,000", "amount", "24000.00"),
        ("severance years=3年 months=7个月 monthly_wage=6000", "amount", "24000.00"),
        ("severance months=43 monthly_wage=6000", "amount", "24000.00"),
        ("severance years=0 months=0 monthly_wage=6000", "amount", "0.00"),
        ("severance years=12 months=1 monthly_wage=30000 cap_wage=27000", "amount", "324000.00"),
        ("severance years=12 months=1 monthly_wage=20000 cap_wage=27000", "amount", "250000.00"),
        ("severance joined=2020-03-15 left=2026-03-14 monthly_wage=6000", "amount", "36000.00"),
        ("severance joined=2020-03-15 left=2026-09-14 monthly_wage=6000", "amount", "42000.00"),
        ("severance joined=2020-03-15 left=2026-09-13 monthly_wage=6000", "amount", "39000.00"),
        ("severance joined=2026-01-31 left=2026-02-28 monthly_wage=6000", "amount", "3000.00"),
        ("overtime hourly_wage=25 dates=2026-10-03,2026-10-04,2026-10-10", "total", "1000.00"),
        ("overtime dates=2027-02-06", "provisional", True),
        ("overtime dates=2024-02-10", "provisional", True),
        ("overtime dates=2025-10-06", "percent", 300),
        ("overtime dates=2026-05-02,2026-05-03", "provisional", False),
        ("final_award claims=28,000、9600.5", "final", False),
        ("no_contract monthly_wage=5000 joined=2025-12-21", "amount", "50166.67"),
        ("layoff cut=10 staff=100", "notice_required", True),
        ("layoff cut=9 staff=91", "notice_required", False),
        (
            "legal_aid received=2026-11-02 complete=否 limit_ends=2026-11-30 preservation=是",
            "aid_first",
            True,
        ),
    ],
)
def test_variants(line, key, value):
    assert calc(line)[key] == value


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("limitation", "limitation 缺少参数 knew=…，例如 knew=2025-11-05。"),
        ("limitation knew=2025-02-29", "knew=2025-02-29：知道权利受侵害的日期请写成 2026-07-14 这样的日期"),
        ("limitation knew=1889-01-01", "knew=1889-01-01：知道权利受侵害的日期要在 1990 年到 2099 年之间"),
        (
            "limitation knew=2025-10-03 kind=x",
            "kind=x：什么事请从 wage（拖欠工资）、other（其他争议） 中选一项",
        ),
        (
            "limitation knew=2025-10-03 claimed=昨天",
            "claimed=昨天：要过、投诉过、单位答应过的日期请写成 2026-03-20 这样的日期，几个日期用逗号隔开",
        ),
        (
            "limitation knew=2025-10-03 paused=2026-03-10/2026-02-01",
            "paused=2026-03-10/2026-02-01：因不可抗力等办不了的起止日期的结束日期不能早于开始日期",
        ),
        ("severance years=1 monthly_wage=-5", "monthly_wage=-5：金额不能是负数。"),
        ("severance years=1 monthly_wage=1.234", "monthly_wage=1.234：金额最多写到分，即小数点后两位。"),
        ("severance monthly_wage=6000", "years=：请填写工作了几年几个月，或者入职和离职的日期。"),
        (
            "severance monthly_wage=6000 joined=2026-02-01 left=2026-01-01",
            "left=2026-01-01：离职的日期不能早于入职的日期。",
        ),
        ("layoff cut=20 staff=19", "cut=20：裁员 20 人，不能多于职工总数 19 人。"),
        ("layoff cut=2 staff=0", "staff=0：职工总数要在 1 到 1000000000 之间"),
        ("overtime monthly_wage=4350", "weekday_hours=：请填写加班的小时数，或者上班的日期。"),
        ("overtime weekday_hours=3", "monthly_wage=：请填写月工资或者小时工资。"),
        (
            "overtime monthly_wage=4350 weekday_hours=2.555",
            "weekday_hours=2.555：工作日加班请写小时数，例如 8 或 2.5",
        ),
        (
            "mediation",
            "请至少填写一项：调解组织收到申请的日期（received）、企业调委会受理的日期（accepted）。",
        ),
        (
            "petition wage=1",
            "petition 不认识参数 wage，可用的有：received、accepted、answered、review_asked、today。",
        ),
    ],
)
def test_wrong_words_are_refused_in_a_clear_sentence(line, words):
    with pytest.raises(Refused) as caught:
        calc(line)
    assert caught.value.reason == words


@PATIENT
@given(months=st.integers(0, 480), more=st.integers(0, 24), wage=WAGES, cap=WAGES)
def test_severance_grows_with_service_and_is_never_negative(months, more, wage, cap):
    line = f"severance monthly_wage={yuan(wage)} cap_wage={yuan(cap)}"
    less, much = calc(f"{line} months={months}"), calc(f"{line} months={months + more}")
    assert 0 <= fen(less["amount"]) <= fen(much["amount"])
    assert fen(less["unlawful"]) == 2 * fen(less["amount"])
    assert fen(less["amount"]) <= min(wage, max(cap, 2_200_00)) * 41
    if less["capped"]:
        assert fen(less["amount"]) <= cap * 12


@PATIENT
@given(months=st.integers(0, 144), wage=WAGES, more=st.integers(0, 10_000_00), cap=WAGES)
def test_severance_up_to_twelve_years_grows_with_the_wage(months, wage, more, cap):
    low, high = (
        calc(f"severance months={months} monthly_wage={yuan(one)} cap_wage={yuan(cap)}")
        for one in (wage, wage + more)
    )
    assert fen(low["amount"]) <= fen(high["amount"])


@PATIENT
@given(joined=DAYS, months=st.integers(1, 400))
def test_service_of_whole_months_has_no_days_over(joined, months):
    last = month_day(joined, months) - timedelta(days=1)
    assert (service(joined, last).months, service(joined, last).days_left) == (months, False)
    assert service(joined, last + timedelta(days=1)).days_left


@PATIENT
@given(knew=DAYS, claims=st.lists(DAYS, max_size=4), pause=st.tuples(DAYS, st.integers(0, 200)))
def test_nothing_that_a_worker_did_shortens_the_limitation(knew, claims, pause):
    base = calc(f"limitation knew={knew}")["due"]
    claimed = f" claimed={','.join(map(str, claims))}" if claims else ""
    interrupted = calc(f"limitation knew={knew}{claimed}")
    first, length = pause
    paused = calc(f"limitation knew={knew} paused={first}/{first + timedelta(days=length)}")["due"]
    assert base <= interrupted["due"]
    assert base <= paused
    assert interrupted["start"] in {str(knew), *map(str, claims)}
    assert interrupted["interruptions"] == sorted(interrupted["interruptions"])


@PATIENT
@given(
    wage=WAGES,
    hours=st.tuples(*[st.integers(0, 14400)] * 3),
)
def test_overtime_is_the_sum_of_its_parts_and_exact_to_half_a_fen(wage, hours):
    given_hours = zip(("weekday", "restday", "holiday"), (Fraction(one, 100) for one in hours), strict=True)
    parts = dict(given_hours)
    words = " ".join(f"{kind}_hours={float(count):.2f}" for kind, count in parts.items())
    found = calc(f"overtime monthly_wage={yuan(wage)} {words}")
    rates = {"weekday": Fraction(3, 2), "restday": Fraction(2), "holiday": Fraction(3)}
    for kind, count in parts.items():
        exact = wage / Fraction("21.75") / 8 * count * rates[kind]
        assert abs(fen(found[kind]) - exact) <= Fraction(1, 2)
    assert fen(found["total"]) == sum(fen(found[kind]) for kind in parts)


@PATIENT
@given(cut=st.integers(0, 300), more=st.integers(0, 3000))
def test_a_lay_off_counts_by_heads_or_by_share(cut, more):
    staff = max(1, cut + more)
    expected = cut >= 20 or Fraction(cut, staff) >= Fraction(1, 10)
    assert calc(f"layoff cut={cut} staff={staff}")["notice_required"] is expected


@PATIENT
@given(
    claims=st.lists(st.integers(1, 60_000_00), min_size=1, max_size=5), minimum=st.integers(1_00, 5_000_00)
)
def test_an_award_is_final_when_every_item_is_within_the_line(claims, minimum):
    words = "、".join(yuan(one) for one in claims)
    found = calc(f"final_award minimum_wage={yuan(minimum)} claims={words}")
    assert found["line"] == yuan(minimum * 12)
    assert found["final"] is (max(claims) <= minimum * 12)
    assert [one["claim"] for one in found["items"]] == [yuan(one) for one in claims]


@PATIENT
@given(joined=DAYS, length=st.integers(0, 800), more=st.integers(0, 60), wage=WAGES)
def test_double_pay_grows_with_time_up_to_eleven_months(joined, length, more, wage):
    line = f"no_contract monthly_wage={yuan(wage)} joined={joined} left="
    less, much = (
        fen(calc(f"{line}{joined + timedelta(days=one)}")["amount"]) for one in (length, length + more)
    )
    assert 0 <= less <= much <= wage * 11


def test_days_are_in_order_on_the_way_of_a_dispute():
    found = calc("arbitration received=2026-09-29 accepted=2026-10-12 hearing=2026-11-10 award=2026-11-20")
    days = [found[key] for key in ("decide_by", "copy_by", "award_by", "extended_by")]
    assert days == sorted(days)
    assert found["sue_by"] < found["annul_by"]
