"""Measures: what may be declared, and thirty declarations that are refused with the reason."""

from dataclasses import replace

import pytest

from yugong.kernel.activity import activity
from yugong.kernel.errors import Broken
from yugong.kernel.measure import Measure, Party, Ratio, Source

CASES = Source("demo", "演示记录", "demo_case c", "c.id", "c.unit_id", (("demo_case", "id"),))
GOOD = {
    "key": "demo.solved",
    "name": "已解决诉求",
    "unit": "count",
    "counts": "本人确认已经解决的诉求，按确认日计",
    "done_by": Party.HANDLER,
    "confirmed_by": Party.WORKER,
    "source": CASES,
    "day": "c.confirmed_on",
}


def made(**other: object) -> Measure:
    return Measure(**{**GOOD, **other})  # type: ignore[arg-type]


def test_a_confirmed_outcome_may_be_declared() -> None:
    one = made(amount="c.paid_fen", unit="fen", where="c.state = 'paid'")
    assert (one.stock, one.suffix, one.word) == (False, "元", "")
    assert made(until="c.left_on").stock
    assert made(word="家").suffix == "家"


RED_TEAM = [
    ({"key": "demo.clicks"}, "clicks"),
    ({"name": "页面点击量"}, "clicks"),
    ({"name": "干部登录次数"}, "log-ins"),
    ({"counts": "本月登录过的职工，每人一次"}, "log-ins"),
    ({"name": "月活会员"}, "log-ins"),
    ({"key": "demo.dau"}, "log-ins"),
    ({"source": replace(CASES, rows="django_session c")}, "log-ins"),
    ({"source": replace(CASES, rows="signin_allowance c")}, "log-ins"),
    ({"name": "资讯浏览人次"}, "views"),
    ({"amount": "c.view_count"}, "views"),
    ({"counts": "工作动态的阅读次数，按日计"}, "views"),
    ({"name": "转发量"}, "shares"),
    ({"key": "demo.shares"}, "shares"),
    ({"name": "点赞数"}, "likes"),
    ({"name": "各工会使用情况排名"}, "rankings"),
    ({"amount": "rank() OVER (ORDER BY c.n)"}, "rankings"),
    ({"name": "连续签到天数"}, "check-ins"),
    ({"counts": "每天打卡的干部人数，按日计"}, "check-ins"),
    ({"key": "demo.streak"}, "check-ins"),
    ({"name": "走访照片张数"}, "photos"),
    ({"source": replace(CASES, rows="files_attachment c")}, "photos"),
    ({"name": "各工会发帖数"}, "posts written"),
    ({"counts": "向职工发送的短信条数，按日计"}, "messages sent"),
    ({"name": "小程序注册用户"}, "registrations"),
    ({"name": "公众号粉丝"}, "followers"),
    ({"name": "干部积分"}, "points"),
    ({"name": "人均在线时长"}, "time spent"),
    ({"name": "基层填报次数"}, "papers and forms"),
    ({"name": "操作次数", "source": replace(CASES, rows="audit_event c")}, "the log"),
    ({"confirmed_by": Party.HANDLER}, "confirmed by the doer"),
]


@pytest.mark.parametrize(("bad", "reason"), RED_TEAM)
def test_what_is_no_outcome_is_refused(bad: dict[str, object], reason: str) -> None:
    with pytest.raises(Broken, match=reason):
        made(**bad)


def test_thirty_bad_ones() -> None:
    assert len(RED_TEAM) == 30


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"unit": "heads"}, "unknown unit"),
        ({"counts": "诉求"}, "a sentence"),
        ({"where": "c.name LIKE '%x'"}, "percent sign"),
    ],
)
def test_what_is_unclear_is_refused(bad: dict[str, object], reason: str) -> None:
    with pytest.raises(Broken, match=reason):
        made(**bad)


def test_a_ratio_of_itself_and_a_source_that_watches_nothing_are_refused() -> None:
    with pytest.raises(Broken, match="always 100%"):
        Ratio(key="demo.rate", name="解决率", counts="解决的占全部的比例", x="demo.solved", of="demo.solved")
    with pytest.raises(Broken, match="watches no table"):
        replace(CASES, watched=())


def test_the_reasons_name_the_word() -> None:
    assert activity("登录次数") == ("“登录”：登录和使用不是成效 (log-ins and use)",)
    assert activity("实际付给职工的救助金", "t.paid_on", "aid_household") == ()
