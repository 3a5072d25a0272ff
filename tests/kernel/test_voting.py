"""`yugong calc` of votes and committees: every line of the rules, and odd words refused clearly."""

from datetime import date

import pytest

from yugong.kernel import calc
from yugong.kernel.errors import Refused

TODAY = date(2026, 11, 21)


def answer(line: str) -> dict:
    topic, *words = line.split()
    return calc.run(topic, calc.parse(words), today=TODAY)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("election due=320 present=214 votes=161", {"quorum": 214, "valid": True, "elected": True}),
        ("election due=320 present=214 votes=160", {"valid": True, "elected": False}),
        ("election due=320 present=213 votes=213", {"valid": False, "elected": False}),
        ("election due=3 present=2 votes=2", {"quorum": 2, "majority": 2, "elected": True}),
        ("election due=1 present=1 votes=1", {"quorum": 1, "majority": 1, "elected": True}),
        ("election due=100 present=67 votes=50", {"quorum": 67, "majority": 51, "elected": False}),
        ("election due=100 present=67 seats=20", {"candidates": 21}),
        ("election due=100 present=67 seats=21", {"candidates": 23}),
        ("election due=100 present=67 seats=21 organ=standing", {"candidates": 24}),
        ("election due=100 present=67 seats=3 organ=audit", {"candidates": 4}),
        ("election due=100 present=90 votes=80,70,70 seats=2", {"elected": [80], "tied": [70, 70]}),
        ("election due=100 present=90 votes=80,70,50 seats=2", {"elected": [80, 70], "tied": [], "open": 0}),
        ("election due=100 present=60 votes=60,60 seats=1", {"valid": False, "elected": [], "open": 1}),
        ("election due=３２０ present=２１４ votes=１６１", {"elected": True}),
        ("congress size=47 present=32 yes=24", {"quorum": 32, "valid": True, "passed": True}),
        ("congress size=47 present=32 yes=23", {"passed": False}),
        ("congress size=47 present=31 yes=31", {"quorum": 32, "valid": False, "passed": False}),
        ("congress size=50 present=34 yes=25", {"majority": 26, "passed": False}),
        ("congress size=50 present=34 yes=25 rule=contract", {"majority": 25, "passed": True}),
        ("committee members=24", {"committee": "may", "least": 3, "most": 5}),
        ("committee members=25", {"committee": "required", "least": 3, "most": 7}),
        ("committee members=200", {"least": 3, "most": 7}),
        ("committee members=201", {"least": 7, "most": 15}),
        ("committee members=1000", {"least": 7, "most": 15}),
        ("committee members=1001", {"least": 15, "most": 21}),
        ("committee members=5000", {"least": 15, "most": 21}),
        ("committee members=10000", {"least": 21, "most": 29}),
        ("committee members=50000", {"least": 29, "most": 37}),
        ("committee members=50001", {"least": 37, "most": 45}),
        ("committee members=99", {"meeting": "members", "delegates": None}),
        ("committee members=850", {"meeting": "congress", "delegates": {"least": 40, "most": 60}}),
        ("committee members=30 women=9", {"women": "member"}),
        ("committee members=30 women=10", {"women": "committee"}),
        ("committee members=30 women=0", {"women": "none"}),
        ("committee members=24 staff=199", {"full_time": False, "staff_delegates": 30}),
        ("committee members=24 staff=601", {"full_time": True, "staff_delegates": 31}),
        ("candidate post=staff", {"may_stand": True, "why": []}),
        ("candidate post=relative", {"may_stand": False}),
        ("candidate post=foreign", {"may_stand": False}),
    ],
)  # fmt: skip
def test_what_the_rules_give(line, holds):
    found = answer(line)
    assert {name: found[name] for name in holds} == holds


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("election due=0 present=0 votes=0", "应到人数至少 1 人"),
        ("election due=-5 present=1 votes=1", "不能是负数"),
        ("election due=320 present=400 votes=1", "实到不能多于应到"),
        ("election due=320 present=214 votes=300", "得票不能多于实到"),
        ("election due=320 present=214 votes=10,300", "得票不能多于实到"),
        ("election due=1e3 present=7 votes=6", "应是一个整数"),
        ("election due=3.5 present=2 votes=1", "应是一个整数"),
        ("election due= present=2 votes=1", "缺少参数 due"),
        ("election due=320 due=3 present=1", "写了两次"),
        ("election due=99999999999999999999 present=1", "太大"),
        ("election due=100 present=90 seats=0", "至少 1 个名额"),
        ("election due=100 present=90 seats=3 organ=board", "organ"),
        ("election due=100 present=90 votes=80,,70", "votes 里有空的"),
        ("congress size=0 present=0 yes=0", "应到人数至少 1 人"),
        ("congress size=47 present=32 yes=33", "得票不能多于实到"),
        ("congress size=47 present=32", "缺少参数 yes"),
        ("congress size=47 present=32 yes=24 rule=law", "rule"),
        ("committee members=0", "至少 1 人"),
        ("committee members=-1", "不能是负数"),
        ("committee members=25 women=26", "会员只有 25 人"),
        ("committee", "缺少参数 members"),
        ("candidate", "缺少参数 post"),
        ("candidate post=boss", "post"),
        ("candidate relative=yes", "不认识参数"),
    ],
)
def test_what_cannot_be_is_refused_in_a_clear_sentence(line, says):
    with pytest.raises(Refused) as caught:
        answer(line)
    assert says in caught.value.reason
