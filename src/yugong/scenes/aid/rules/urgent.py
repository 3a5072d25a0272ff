"""临时救助: what is asked when something has happened, and what the union above learns later.

The union's own help is up to a ceiling, once a year, reported afterwards; it is no replacement of the
temporary assistance of civil affairs, to which the case may be handed (domain rules A8).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.parameters.queries import calendar, value
from yugong.ground.people.queries import membership_of
from yugong.kernel.calendar import days, due, workdays
from yugong.kernel.fields import Choice, Consent, Day, Files, LongText, Money, Select
from yugong.kernel.flow import Purpose
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import Season
from yugong.scenes.aid.queries import programmes
from yugong.scenes.aid.rules.explaining import explain
from yugong.scenes.aid.rules.ruling import advised, decided

CAUSES = (
    ("fire", "火灾、水灾"), ("accident", "交通事故、意外伤害"), ("illness", "突发重病"),
    ("spending", "突然要花一大笔钱"),
)  # fmt: skip
FIELDS = (
    Select("cause", "出了什么事", of=CAUSES, page="出了什么事"),
    Day("happened", "哪天", past=True, page="出了什么事"),
    LongText(
        "story", "说说情况", hint="谁、伤在哪里、家里怎么样", personal=True, longest=800, page="出了什么事"
    ),
    Money("loss", "自己要花多少", hint="保险、医保报的不算", page="出了什么事"),
    Choice(
        "civil", "找过民政吗", hint="民政另有临时救助，工会可以帮你转过去",
        of=(("no", "没有"), ("yes", "找过了")), usual="no", page="要不要转民政",
    ),
    Files(
        "proof", "证明", hint="有什么拍什么，没有可以后补", optional=True, accepts=("image", "pdf"),
        page="要不要转民政",
    ),
    Consent(
        "agree", "同意工会核实情况",
        text="工会向单位、社区、医院核实这件事；转民政时只送你同意的内容。", page="要不要转民政",
    ),
)  # fmt: skip
AMOUNT = Money("amount", "救助金额", hint="在本级上限内，全年一次")
WHY = LongText("why", "理由", hint="本人会看到：为什么、怎样会不同", longest=300)
LOST = LongText("lost", "怎么没收到", hint="例如：卡号换了", longest=200)
PURPOSES = (
    Purpose(
        "civil", "转民政临时救助", to=("civil",), within=days(10),
        results=(("taken", "民政已经受理"), ("helped", "民政已经救助"), ("no", "不符合民政的条件")),
        waits=False,
    ),
)  # fmt: skip


def weighed(asker: Any, answers: Mapping[str, Any], *, on: date, path: str = "") -> Verdict:
    """What the rule of urgent help says: a member, something sudden, not helped before this year."""
    got = [one for one in programmes.got_in(asker.pk, on.year) if one.purpose == Season.TEMPORARY]
    facts = {
        "member": membership_of(asker.pk) is not None, "cause": answers["cause"],
        "amount": max(1, answers.get("loss") or 0), "times": len(got),
    }  # fmt: skip
    return explain("aid.temporary", facts, on=on, path=path)


decide = decided(weighed)
advice = advised(weighed, "自己要花的，不超过本级上限")


def report_by(at: date | datetime, path: str) -> date:
    """The last day to report to the union above."""
    start = at.date() if isinstance(at, datetime) else at
    span = workdays(int(value("aid.temporary.report", on=start, path=path)))
    return due(start, span, calendar=calendar()).day
