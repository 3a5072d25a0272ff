"""The calculators: their answers, and a clear sentence for every wrong topic, key or value."""

from datetime import date
from typing import Any

import pytest

from yugong.kernel.calc import parse, run
from yugong.kernel.errors import Refused
from yugong.kernel.topic import topics

TODAY = date(2026, 11, 21)


def calc(line: str) -> dict[str, Any]:
    topic, *words = line.split()
    return run(topic, parse(words), today=TODAY)


def test_the_deadline_of_a_hotline_ticket():
    assert calc("deadline start=2026-09-30 days=5 unit=workday") == {
        "due": "2026-10-13",
        "provisional": False,
        "counted": ["2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12", "2026-10-13"],
    }


@pytest.mark.parametrize(
    ("line", "due", "provisional"),
    [
        ("deadline start=2026-10-01T23:20 hours=2", "2026-10-02T01:20", False),
        ("deadline start=2026-10-01T23:20+08:00 days=2 unit=hour roll=none", "2026-10-02T01:20+08:00", False),
        ("deadline start=2026-02-05 days=15", "2026-02-24", False),
        ("deadline start=2026-02-05 count=15 unit=day roll=none", "2026-02-20", False),
        ("deadline start=2026-10-05 days=0 roll=backward", "2026-09-30", False),
        ("deadline start=2026-01-31 months=1", "2026-02-28", False),
        ("deadline start=2026-03-20 years=1", "2027-03-22", True),
        ("deadline start=2026-10-16 days=-7", "2026-10-09", False),
        ("deadline start=2026-12-28 workdays=5", "2027-01-05", True),
        ("deadline start=2026-09-30T09:00 workdays=1", "2026-10-08", False),
    ],
)
def test_deadlines(line: str, due: str, provisional: bool):
    answer = calc(line)
    assert (answer["due"], answer["provisional"]) == (due, provisional)


def test_papers_and_credit_codes():
    assert calc("id number=11010519491231002x") == {
        "valid": True,
        "why": "",
        "normalised": "11010519491231002X",
        "code": "",
        "birth": "1949-12-31",
        "sex": "女",
    }
    assert calc("id number=50010320270201000X today=2027-03-01")["code"] == ""
    assert calc("id number=50010320270201000X")["code"] == "id_birth_date"
    assert calc("id number=E72952862 kind=passport")["valid"]
    assert calc("uscc code=9135010OM000100Y43") == {
        "valid": False,
        "why": "统一社会信用代码里有不会使用的字符（不用字母 I、O、S、V、Z），请对照证照核对。",
        "normalised": "9135010OM000100Y43",
        "code": "uscc_letters",
        "kind": None,
    }


@pytest.mark.parametrize(
    ("birth", "track", "years", "months", "month"),
    [
        ("1966-03", "man", 60, 4, "2026-07"),
        ("1971-06", "woman55", 55, 5, "2026-11"),
        ("1976-02", "woman50", 50, 7, "2026-09"),
        ("1976-09-30", "man", 63, 0, "2039-09"),
        ("1964-12", "man", 60, 0, "2024-12"),
    ],
)
def test_retirement_we_133(birth: str, track: str, years: int, months: int, month: str):
    answer = calc(f"retirement birth={birth} track={track}")
    assert answer == {"years": years, "months": months, "month": month}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "moon phase=full",
            f"没有“moon”这个计算，可用的有：{'、'.join(topics.keys())}。",
        ),
        ("id 5001", "参数“5001”应写成 键=值 的样子，例如 start=2026-09-30。"),
        ("id number=1 number=2", "参数 number 写了两次，请只保留一个。"),
        ("uscc code=1 unit=day", "uscc 不认识参数 unit，可用的有：code。"),
        ("uscc code=", "uscc 缺少参数 code=…，例如 code=81500103MC00000125。"),
        (
            "deadline start=2026-09-30",
            "请用 count、workdays、days、months、years、hours 之一写明期限长短，且只写一个。",
        ),
        ("deadline start=2026-09-30 days=x", "days=x 应是一个整数。"),
        ("deadline start=2026-09-30 days=99999", "days=99999 太大，最多 10000。"),
        (
            "deadline start=2026-09-31 days=1",
            "start=2026-09-31 不是有效的日期，请写成 2026-09-30 或 2026-10-01T23:20。",
        ),
        (
            "deadline start=2026-09-30 days=1 unit=week",
            "unit=week 不可用，请从 workday、day、month、year、hour 中选择。",
        ),
        ("deadline start=2026-09-30 days=1 roll=up", "roll=up 不可用，请从 none、forward、backward 中选择。"),
        ("deadline start=2026-09-30 hours=1", "按小时计算时，start 要写明时刻，例如 2026-10-01T23:20。"),
        ("deadline start=2026-09-30 years=9999", "算出的日期超出了日历范围，请缩短期限。"),
    ],
)
def test_wrong_words_are_refused_in_a_clear_sentence(line: str, text: str):
    with pytest.raises(Refused) as caught:
        calc(line)
    assert caught.value.reason == text


def test_an_election_by_those_due_to_come():
    assert calc("election due=320 present=214 votes=161") == {
        "quorum": 214,
        "valid": True,
        "majority": 161,
        "elected": True,
    }
    assert calc("election due=320 present=214 votes=160")["elected"] is False
    assert calc("election due=320 present=213 votes=213")["elected"] is False


def test_an_election_of_several():
    assert calc("election due=320 present=300 votes=290,161,161,160 seats=2") == {
        "quorum": 214,
        "valid": True,
        "majority": 161,
        "candidates": 3,
        "elected": [290],
        "tied": [161, 161],
        "open": 1,
    }


def test_a_staff_congress():
    assert calc("congress size=47 present=32 yes=24") == {
        "quorum": 32,
        "valid": True,
        "majority": 24,
        "passed": True,
    }
    assert calc("congress size=47 present=31 yes=31")["passed"] is False
    assert calc("congress size=50 present=34 yes=25 rule=contract")["passed"] is True
    assert calc("congress size=50 present=34 yes=25")["passed"] is False


def test_the_committee_of_a_union():
    assert calc("committee members=25 women=10 staff=601") == {
        "committee": "required",
        "least": 3,
        "most": 7,
        "audit": {"form": "committee", "least": 3, "most": 11},
        "delegates": None,
        "meeting": "members",
        "women": "committee",
        "staff_delegates": 31,
        "full_time": True,
    }
    assert calc("committee members=24")["committee"] == "may"
    assert calc("committee members=850")["delegates"] == {"least": 40, "most": 60}


def test_who_may_not_stand():
    assert calc("candidate post=staff") == {"may_stand": True, "why": []}
    assert calc("candidate post=relative")["may_stand"] is False


def test_terms_and_answers_of_elections_by_the_deadline_calculator():
    """WE-35, WE-37, WE-38."""
    assert calc("deadline start=2026-06-08 days=15")["due"] == "2026-06-23"
    assert calc("deadline start=2021-03-15 years=5 roll=none")["due"] == "2026-03-15"
    assert calc("deadline start=2026-03-15 months=6 roll=none")["due"] == "2026-09-15"
    assert calc("deadline start=2025-10-20 years=1")["due"] == "2026-10-20"
