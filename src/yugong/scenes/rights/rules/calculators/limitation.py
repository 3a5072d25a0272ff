"""Until when one may ask: arbitration's year, and the two years of labour inspection (R28, R33)."""

from datetime import date, timedelta

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
from yugong.kernel.calculator_fields import Date, Dates, One, Spans, Yes
from yugong.kernel.calendar import Due, add_months, due, workdays, years
from yugong.kernel.topic import Basis

ONE_YEAR = "劳动争议调解仲裁法第二十七条第一款"
INTERRUPTED = "劳动争议调解仲裁法第二十七条第二款"
SUSPENDED = "劳动争议调解仲裁法第二十七条第三款"
WAGES = "劳动争议调解仲裁法第二十七条第四款"
ROLLED = "民法典第二百零一条、第二百零三条"
TWO_YEARS = "劳动保障监察条例第二十条"
INSPECTED = "劳动保障监察条例第十七条"
ACCEPTED = "关于实施《劳动保障监察条例》若干规定第十八条"
DAY = timedelta(days=1)

Stretch = tuple[date, date]


def merged(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch made one."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def year_from(start: date, pauses: list[Stretch]) -> tuple[date, list[tuple[Stretch, int]]]:
    """The last day of the year that begins after `start`, longer by the paused days; and which counted."""
    last, counted = add_months(start, 12), list[tuple[Stretch, int]]()
    for first, until in merged(pauses):
        begins = max(first, start + DAY)
        if begins <= until and begins <= last:
            held = (until - begins).days + 1
            last += timedelta(days=held)
            counted.append(((begins, until), held))
    return last, counted


def rolled(last: date, basis: Basis) -> Due:
    """A last day moved to a working day."""
    return due(last, years(0), calendar=basis.calendar, roll="forward")


def _limitation(given: Given, basis: Basis) -> Answer:
    found = Answer()
    knew, ended = on(given, "knew"), on(given, "ended")
    assert knew is not None
    kind = given["kind"] or ("wage" if ended else "other")
    if kind == "wage" and ended is None:
        found.say("拖欠劳动报酬，劳动关系还在的，不受一年时效限制；离职后一年内申请。", WAGES)
        found.show("due", "申请仲裁的最后一天", "还在职，没有截止日", None)
        found.figures |= {"start": None, "limited": False, "expired": False, "days_left": None}
        return found
    start = _start(found, knew, ended if kind == "wage" else None, basis)
    pauses = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in given["paused"] or ()]
    effective: list[str] = []
    for text in given["claimed"] or ():
        claim = date.fromisoformat(text)
        limit = rolled(year_from(start, pauses)[0], basis).day
        if claim <= start:
            found.say(f"{said(claim)}主张过权利，早于起算日，不影响计算。")
        elif claim > limit:
            found.say(f"{said(claim)}主张权利时，时效已在 {said(limit)}届满，不再中断。", INTERRUPTED)
        else:
            found.say(f"{said(claim)}主张权利，时效中断，从这天起重新计算一年。", INTERRUPTED)
            start = claim
            effective.append(text)
    _end(found, start, pauses, basis)
    found.figures |= {"interruptions": effective}
    return found


def _start(found: Answer, knew: date, ended: date | None, basis: Basis) -> date:
    """The day from which the year counts, said with its reason."""
    if ended is None:
        found.say(f"{said(knew)}知道或者应当知道权利被侵害，从第二天起算一年。", ONE_YEAR)
        return knew
    found.say("拖欠劳动报酬，在职期间不受一年限制，从劳动关系终止之日起一年内申请。", WAGES)
    if ended < knew:
        safe = rolled(add_months(ended, 12), basis)
        found.say(
            f"离职（{said(ended)}）在前、知道（{said(knew)}）在后，按知道之日起算；"
            f"单位可能主张从离职起算，稳妥起见请在 {said(safe.day)}前申请。",
            ONE_YEAR,
        )
        found.figures["safe_by"] = safe.day.isoformat()
        return knew
    found.say(f"劳动关系 {said(ended)}终止，从第二天起算一年。", WAGES)
    return ended


def _end(found: Answer, start: date, pauses: list[Stretch], basis: Basis) -> None:
    """The last day, with what suspended it and where it rolls."""
    last, counted = year_from(start, pauses)
    for (first, until), held in counted:
        found.say(f"{said(first)}至 {said(until)}时效中止，顺加 {held} 天。", SUSPENDED)
    end = rolled(last, basis)
    found.provisional = end.provisional
    moved = f"；这天休息，顺延到 {said(end.day)}" if end.day != last else ""
    found.say(f"一年届满是 {said(last)}{moved}。", ROLLED)
    left = (end.day - basis.today).days
    found.day("due", "申请仲裁的最后一天", end.day)
    found.shown.append(("还剩", f"{left} 天" if left >= 0 else f"已过 {-left} 天"))
    found.figures |= {
        "start": start.isoformat(),
        "raw": last.isoformat(),
        "limited": True,
        "expired": left < 0,
        "days_left": max(left, 0),
    }
    if left < 0:
        found.say("时效看来已过。中间要过钱、投诉过、单位答应过，都会重新起算，请带上证据问 12351。")


INSPECTION = (
    Date("acted", "违法行为发生的日期", optional=True),
    Date("ended", "行为结束的日期", "一直持续的行为，填结束那天", optional=True),
    Yes("ongoing", "现在还在继续吗", optional=True),
    Date("complained", "投诉的日期", optional=True),
    Date("filed", "立案的日期", optional=True),
)


def _inspection(given: Given, basis: Basis) -> Answer:
    need_one(given, (INSPECTION[0], INSPECTION[1], *INSPECTION[3:]))
    in_order(given, "acted", "ended", "行为结束的日期不能早于发生的日期。")
    found = Answer()
    from_day = on(given, "ended") or on(given, "acted")
    if given["ongoing"] == "yes":
        found.say("违法行为还在继续，两年从结束之日才起算，现在就可以投诉。", TWO_YEARS)
        found.show("due", "投诉的最后一天", "还在继续，没有截止日", None)
    elif from_day:
        found.last_day("due", "投诉的最后一天", from_day, years(2), basis, TWO_YEARS)
        found.figures["expired"] = date.fromisoformat(found.figures["due"]) < basis.today
    if complained := on(given, "complained"):
        found.last_day("decide_by", "决定是否受理", complained, workdays(5), basis, ACCEPTED)
    if filed := on(given, "filed"):
        found.last_day("investigate_by", "调查完成", filed, workdays(60), basis, INSPECTED)
        found.last_day("extended_by", "经批准延长后", filed, workdays(90), basis, INSPECTED)
    return found


add(
    Calculator(
        "limitation",
        "仲裁时效",
        "最晚哪天申请劳动仲裁",
        (
            Date("knew", "知道权利受侵害的日期", "例如该发工资没发的那天"),
            One(
                "kind",
                "什么事",
                "不选时，填了离职日期的按拖欠工资算",
                optional=True,
                of=(("wage", "拖欠工资"), ("other", "其他争议")),
            ),
            Date("ended", "离职的日期", "还在职就不填", optional=True),
            Dates("claimed", "要过、投诉过、单位答应过的日期", "几个日期用逗号隔开", optional=True),
            Spans("paused", "因不可抗力等办不了的起止日期", "例如 2026-02-01 至 2026-03-10", optional=True),
        ),
        _limitation,
        (
            case("没有中断", "knew=2025-11-05", of="WE-19", due="2026-11-05", provisional=False),
            case(
                "书面要过一次",
                "knew=2025-11-05 claimed=2026-03-20",
                of="WE-20",
                raw="2027-03-20",
                due="2027-03-22",
                provisional=True,
            ),
            case(
                "时效过后才要，不中断",
                "knew=2024-06-03 claimed=2025-06-04",
                due="2025-06-03",
                interruptions=[],
            ),
            case(
                "要过三次，最后一次起算",
                "knew=2024-06-03 claimed=2025-01-06,2024-09-02,2025-11-10",
                due="2026-11-10",
                interruptions=["2024-09-02", "2025-01-06", "2025-11-10"],
            ),
            case(
                "拖欠工资，离职后一年",
                "knew=2024-01-15 ended=2025-10-15",
                due="2026-10-15",
                start="2025-10-15",
            ),
            case("拖欠工资，还在职", "knew=2024-01-15 kind=wage", due=None, limited=False),
            case(
                "离职在前，知道在后",
                "knew=2025-10-13 ended=2025-09-01",
                due="2026-10-13",
                safe_by="2026-09-01",
            ),
            case("其他争议不看离职", "knew=2025-10-13 ended=2025-12-01 kind=other", due="2026-10-13"),
            case(
                "中止 38 天",
                "knew=2025-10-13 paused=2026-02-01/2026-03-10",
                raw="2026-11-20",
                due="2026-11-20",
            ),
            case("闰日起算，到平年二月底", "knew=2024-02-29", due="2025-02-28"),
            case("国庆届满，顺延", "knew=2025-10-03", raw="2026-10-03", due="2026-10-08"),
        ),
        icon="hourglass",
    )
)
add(
    Calculator(
        "inspection",
        "劳动监察期限",
        "最晚哪天投诉，监察多久办完",
        INSPECTION,
        _inspection,
        (
            case("投诉最晚哪天", "acted=2024-11-18", due="2026-11-18"),
            case(
                "一直持续的，从结束算",
                "acted=2023-01-02 ended=2025-03-03",
                due="2027-03-03",
                provisional=True,
            ),
            case("还在继续", "acted=2020-01-02 ongoing=yes", due=None),
            case(
                "立案后",
                "filed=2026-01-05",
                of="WE-26",
                investigate_by="2026-04-03",
                extended_by="2026-05-20",
            ),
            case("投诉后五个工作日", "complained=2026-09-29", decide_by="2026-10-12"),
        ),
        icon="shield-alert",
    )
)
