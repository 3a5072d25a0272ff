"""Being helped: legal-aid dates, petition dates, and many with one claim (LAL 42–44, R10, R40)."""

from yugong.kernel.calculating import (
    Answer,
    Calculator,
    Given,
    add,
    case,
    in_order,
    need_one,
    on,
    parameter_fen,
    said,
)
from yugong.kernel.calculator_fields import Date, One, Sum, Whole, Yes
from yugong.kernel.calendar import days
from yugong.kernel.money import yuan
from yugong.kernel.topic import Basis

DECIDED = "法律援助法第四十三条"
FIRST = "法律援助法第四十四条"
NO_MEANS = "法律援助法第四十二条"
REPRESENTED = "劳动争议调解仲裁法第七条"
PETITION = "信访工作条例第二十二条、第二十三条"
SETTLED = "信访工作条例第三十四条"
REVIEWED = "信访工作条例第三十五条、第三十六条"
URGENT_DAYS = 7

LEGAL_AID = (
    Date("received", "材料交齐的日期", "材料没交齐就填申请那天", optional=True),
    Date("decided", "决定援助的日期", optional=True),
    Date("limit_ends", "起诉、仲裁期限的最后一天", optional=True),
    Yes("complete", "材料齐了吗", optional=True),
    Yes("preservation", "要不要查封、冻结", optional=True),
    One(
        "claim",
        "什么事",
        optional=True,
        of=(("wage", "讨要劳动报酬"), ("injury", "工伤待遇"), ("other", "其他")),
    ),
    Yes("rural", "是不是进城务工人员", optional=True),
)


def _legal_aid(given: Given, basis: Basis) -> Answer:
    need_one(given, (*LEGAL_AID[:3], LEGAL_AID[5]))
    in_order(given, "received", "decided", "决定的日期不能早于申请的日期。")
    found = Answer()
    received, decided = on(given, "received"), on(given, "decided")
    if received and given["complete"] != "no":
        last = found.last_day("decide_by", "决定是否援助", received, days(7), basis, DECIDED)
        decided = decided or last
    if decided:
        found.last_day("appoint_by", "指派律师", decided, days(3), basis, DECIDED)
    _urgency(found, given, basis)
    if given["claim"]:
        free = given["rural"] == "yes" and given["claim"] in ("wage", "injury")
        words = "不查，直接援助" if free else "要查，符合困难标准才援助"
        found.say("进城务工人员讨要劳动报酬、工伤待遇的，不审查经济困难条件。", NO_MEANS)
        found.show("means_test", "查不查经济困难", words, not free)
    return found


def _urgency(found: Answer, given: Given, basis: Basis) -> None:
    """Whether aid comes first and the papers later."""
    ends, urgent = on(given, "limit_ends"), given["preservation"] == "yes"
    if ends:
        asked = on(given, "received") or basis.today
        left = (ends - asked).days
        urgent |= left < URGENT_DAYS
        found.figures["days_left"] = left
        found.say(f"离 {said(ends)}还有 {left} 天，{'不足' if left < URGENT_DAYS else '够'} 7 天。", FIRST)
    if ends or given["preservation"]:
        words = "先援助，材料和手续后补" if urgent else "按一般程序"
        found.say("期限不足七日，或者要立即保全的，可以先提供援助，事后补手续。", FIRST)
        found.show("aid_first", "先援助后补材料", words, urgent)


PETITIONS = (
    Date("received", "信访件收到的日期", optional=True),
    Date("accepted", "受理的日期", "不填按收到当天受理算", optional=True),
    Date("answered", "收到处理意见的日期", optional=True),
    Date("review_asked", "复查、复核申请收到的日期", optional=True),
)


def _petition(given: Given, basis: Basis) -> Answer:
    need_one(given, PETITIONS)
    in_order(given, "received", "accepted", "受理的日期不能早于收到的日期。")
    found = Answer()
    received = on(given, "received")
    if received:
        found.last_day("accept_by", "答复是否受理", received, days(15), basis, PETITION)
    if accepted := on(given, "accepted") or received:
        if not on(given, "accepted"):
            found.say(f"没有填受理日期，按 {said(accepted)}当天受理算。")
        found.last_day("settle_by", "办结", accepted, days(60), basis, SETTLED)
        found.last_day("extended_by", "经批准延长后", accepted, days(90), basis, SETTLED)
    if answered := on(given, "answered"):
        found.last_day("review_by", "申请复查或者复核", answered, days(30), basis, REVIEWED)
    if asked := on(given, "review_asked"):
        found.last_day("review_answer_by", "答复复查或者复核", asked, days(30), basis, REVIEWED)
    return found


def _collective(given: Given, basis: Basis) -> Answer:
    workers, owed = given["workers"], given["owed"]
    line = int(basis.parameters["collective.heads"])
    found, many = Answer(), workers >= line
    found.say(f"{workers} 人有共同请求，{'达到' if many else '不到'} {line} 人。", REPRESENTED)
    words = "可以，推举代表参加" if many else "不到人数，各自申请"
    found.show("collective", "能不能合并办、推举代表", words, many)
    if owed is not None:
        least = parameter_fen(basis, "collective.red_sum")
        red = many and owed >= least
        found.say(f"拖欠合计 {yuan(owed)} 元，{'达到' if owed >= least else '不到'} {yuan(least)} 元。")
        found.show("red", "欠薪红色预警", "是" if red else "不是", red)
    return found


add(
    Calculator(
        "legal_aid",
        "法律援助期限",
        "多久决定、多久派律师，要不要查困难",
        LEGAL_AID,
        _legal_aid,
        (
            case(
                "决定和指派",
                "received=2026-04-28",
                of="WE-28",
                decide_by="2026-05-06",
                appoint_by="2026-05-09",
            ),
            case(
                "期限只剩 6 天，材料不齐",
                "received=2026-11-02 complete=no limit_ends=2026-11-08",
                of="WE-88",
                aid_first=True,
                days_left=6,
            ),
            case("正好 7 天，一般程序", "received=2026-11-02 limit_ends=2026-11-09", aid_first=False),
            case("农民工讨薪不查困难", "claim=wage rural=yes", means_test=False),
            case("其他事要查困难", "claim=other rural=yes", means_test=True),
        ),
        icon="scale",
        group="help",
    )
)
add(
    Calculator(
        "petition",
        "信访期限",
        "多久受理、多久办结",
        PETITIONS,
        _petition,
        (
            case(
                "当天受理", "received=2026-09-16", of="WE-41", accept_by="2026-10-08", settle_by="2026-11-16"
            ),
            case("十天后受理", "received=2026-09-16 accepted=2026-09-26", settle_by="2026-11-25"),
            case("不满意，申请复查", "answered=2026-11-02", review_by="2026-12-02"),
        ),
        icon="file-text",
        group="help",
    )
)
add(
    Calculator(
        "collective",
        "多人一起办",
        "几个人的事可以合并、推举代表",
        (Whole("workers", "有共同请求的人数", unit="人"), Sum("owed", "一共拖欠多少", optional=True)),
        _collective,
        (
            case("12 人欠薪", "workers=12 owed=36000", of="WE-86", collective=True, red=True),
            case("9 人", "workers=9 owed=36000", collective=False, red=False),
            case("10 人，不到三万", "workers=10 owed=29999.99", collective=True, red=False),
        ),
        icon="users",
        group="help",
    )
)
