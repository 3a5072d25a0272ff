"""Dates on the way of a dispute: mediation, judicial confirmation, arbitration and suing (R23–R31)."""

from datetime import date

from yugong.kernel.calculating import (
    Answer,
    Calculator,
    Given,
    add,
    case,
    in_order,
    need_one,
    on,
    said,
)
from yugong.kernel.calculator_fields import Date, One, Yes
from yugong.kernel.calendar import before, days, workdays
from yugong.kernel.topic import Basis

MEDIATED = "劳动争议调解仲裁法第十四条"
COMMITTEE = "企业劳动争议协商调解规定（2012）"
CONFIRMED = "人民调解法第三十三条；民事诉讼法第二百零五条"
PROCEDURE = "劳动争议调解仲裁法第{}条；劳动人事争议仲裁办案规则（2017）附则：三日、五日、十日为工作日"
AWARD = "劳动争议调解仲裁法第四十三条"

MEDIATION = (
    Date("received", "调解组织收到申请的日期", optional=True),
    Date("accepted", "企业调委会受理的日期", "向单位的调解委员会申请的才填", optional=True),
)


def _mediation(given: Given, basis: Basis) -> Answer:
    need_one(given, MEDIATION)
    in_order(given, "received", "accepted", "受理的日期不能早于收到申请的日期。")
    found = Answer()
    received, accepted = on(given, "received"), on(given, "accepted")
    if received:
        end = found.last_day("due", "调解期满", received, days(15), basis, MEDIATED)
        found.say(f"{said(end)}过后还没有达成协议，可以申请仲裁。", MEDIATED)
        found.last_day("accept_by", "企业调委会决定受理", received, workdays(3), basis, COMMITTEE)
    if accepted:
        end = found.last_day("end_by", "企业调委会结束调解", accepted, days(15), basis, COMMITTEE)
        found.say("双方都同意的，可以延长。", COMMITTEE)
        found.figures.setdefault("due", end.isoformat())
    return found


def _confirmation(given: Given, basis: Basis) -> Answer:
    effective = on(given, "effective")
    assert effective is not None
    found, both = Answer(), given["parties"] != "one"
    found.figures["allowed"] = both
    if not both:
        found.say("一方单独申请的，法院不受理：司法确认要双方共同申请。", CONFIRMED)
        found.shown.append(("能不能申请", "不能，要双方一起"))
    found.last_day("due", "共同申请司法确认", effective, days(30), basis, CONFIRMED)
    found.figures["confirm_by"] = found.figures["due"]
    found.last_day("review_by", "共同申请仲裁审查（企业调委会的协议）", effective, days(15), basis, COMMITTEE)
    found.say("协议双方签名或者盖章、调解员签名、加盖调解组织印章后生效。", MEDIATED)
    return found


ARBITRATION = (
    Date("received", "仲裁委收到申请的日期", optional=True),
    Date("accepted", "仲裁委受理的日期", optional=True),
    Date("served", "单位收到申请书副本的日期", optional=True),
    Date("hearing", "开庭的日期", optional=True),
    Date("award", "收到裁决书的日期", optional=True),
    Yes("final", "是终局裁决吗", optional=True),
)


def _arbitration(given: Given, basis: Basis) -> Answer:
    need_one(given, ARBITRATION[:5])
    in_order(given, "received", "accepted", "受理的日期不能早于收到申请的日期。")
    found = Answer()
    if received := on(given, "received"):
        found.last_day("decide_by", "决定是否受理", received, workdays(5), basis, PROCEDURE.format("二十九"))
    if accepted := on(given, "accepted"):
        found.last_day("copy_by", "副本送达单位", accepted, workdays(5), basis, PROCEDURE.format("三十"))
        found.last_day("award_by", "作出裁决", accepted, days(45), basis, AWARD)
        found.last_day("extended_by", "经批准延长后", accepted, days(60), basis, AWARD)
        found.say("到期还不裁决的，可以就这件事直接起诉。", AWARD)
    if served := on(given, "served"):
        found.last_day("answer_by", "单位提交答辩书", served, workdays(10), basis, PROCEDURE.format("三十"))
    if hearing := on(given, "hearing"):
        for key, label, count in (
            ("notice_by", "开庭日期通知双方", 5),
            ("postpone_by", "申请延期开庭", 3),
        ):
            day = before(hearing, workdays(count), calendar=basis.calendar)
            found.provisional |= not basis.calendar.knows(day) or not basis.calendar.knows(hearing)
            found.say(f"{label}：开庭 {count} 个工作日前，即 {said(day)}。", PROCEDURE.format("三十五"))
            found.day(key, label, day)
    if award := on(given, "award"):
        _after_award(found, given, basis, award)
    return found


def _after_award(found: Answer, given: Given, basis: Basis, award: date) -> None:
    """The days to sue, and for the employer to ask that a final award be annulled."""
    article = "劳动争议调解仲裁法第四十八条、第五十条"
    found.last_day("sue_by", "职工起诉", award, days(15), basis, article)
    if given["final"] == "no":
        found.say("不是终局裁决，单位也可以在 15 日内起诉。", article)
    else:
        found.last_day(
            "annul_by",
            "终局裁决，单位申请撤销",
            award,
            days(30),
            basis,
            "劳动争议调解仲裁法第四十九条",
        )


add(
    Calculator(
        "mediation",
        "调解期限",
        "调解最多多久，什么时候可以去仲裁",
        MEDIATION,
        _mediation,
        (
            case("收到申请", "received=2026-02-05", of="WE-13", due="2026-02-24", accept_by="2026-02-10"),
            case("企业调委会受理", "accepted=2026-09-22", of="WE-14", due="2026-10-08", end_by="2026-10-08"),
            case(
                "收到后三天受理",
                "received=2026-11-02 accepted=2026-11-05",
                due="2026-11-17",
                end_by="2026-11-20",
                accept_by="2026-11-05",
            ),
        ),
        icon="messages-square",
    )
)
add(
    Calculator(
        "confirmation",
        "司法确认期限",
        "调解协议最晚哪天申请法院确认",
        (
            Date("effective", "调解协议生效的日期"),
            One(
                "parties",
                "谁申请",
                optional=True,
                of=(("both", "双方一起"), ("one", "只有一方")),
            ),
        ),
        _confirmation,
        (
            case("三十日遇春节", "effective=2026-01-23", of="WE-16", due="2026-02-24", allowed=True),
            case("仲裁审查遇补班日", "effective=2026-09-05", of="WE-17", review_by="2026-09-20"),
            case("只有一方申请", "effective=2026-09-05 parties=one", of="WE-89", allowed=False),
        ),
        icon="scale",
    )
)
add(
    Calculator(
        "arbitration",
        "仲裁各步期限",
        "受理、开庭、裁决、起诉各在哪天前",
        ARBITRATION,
        _arbitration,
        (
            case(
                "裁决期限", "accepted=2026-09-01", of="WE-22", award_by="2026-10-16", extended_by="2026-11-02"
            ),
            case("受理决定", "received=2026-09-29", of="WE-23", decide_by="2026-10-12"),
            case("收到裁决", "award=2026-04-20", of="WE-25", sue_by="2026-05-06", annul_by="2026-05-20"),
            case("开庭通知", "hearing=2026-10-12", notice_by="2026-09-29", postpone_by="2026-10-08"),
            case("单位答辩", "served=2026-11-02", answer_by="2026-11-16"),
        ),
        icon="gavel",
    )
)
