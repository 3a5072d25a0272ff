"""Pay: overtime by kind of day, the pay day before a rest day, the line of a final award (R31, R37)."""

from datetime import date
from fractions import Fraction

from yugong.kernel.calculating import (
    Answer,
    Calculator,
    Given,
    add,
    case,
    on,
    parameter_fen,
    plain,
    said,
)
from yugong.kernel.calculator_fields import Date, Dates, Hours, One, Sum, Sums
from yugong.kernel.calendar import Calendar
from yugong.kernel.errors import Refused
from yugong.kernel.money import portion, yuan
from yugong.kernel.topic import Basis

OVERTIME = "劳动法第四十四条"
MONTHLY = "关于职工全年月平均工作时间和工资折算问题的通知（2008）；2025 年折算办法月计薪天数仍为 21.75 天"
STATUTORY = "全国年节及纪念日放假办法（2024）"
HOURS_CAP = "劳动法第四十一条"
PAYDAY = "保障农民工工资支付条例第十四条"
FINAL = "劳动争议调解仲裁法第四十七条"
EACH_ITEM = "最高法审理劳动争议案件司法解释（一）第十九条、第二十条"
DAY_HOURS, MONTH_HOURS = 8, 36
KINDS = {"weekday": "工作日", "restday": "休息日", "holiday": "法定节假日"}


def sort_of(day: date, calendar: Calendar) -> str:
    """holiday (statutory), restday, or weekday with make-up days among them."""
    if calendar.statutory(day):
        return "holiday"
    return "weekday" if calendar.is_workday(day) else "restday"


def hours_text(hours: Fraction) -> str:
    return f"{float(hours):.2f}".rstrip("0").rstrip(".")


def _overtime(given: Given, basis: Basis) -> Answer:
    if not any(given[name] for name in ("weekday_hours", "restday_hours", "holiday_hours", "dates")):
        raise Refused("请填写加班的小时数，或者上班的日期。", field="weekday_hours", code="missing")
    found = Answer()
    hours = {kind: Fraction(given[f"{kind}_hours"] or 0) for kind in KINDS}
    for text in given["dates"] or ():
        kind, extra = _of_day(found, date.fromisoformat(text), Fraction(given["hours"] or DAY_HOURS), basis)
        hours[kind] += extra
    if hours["weekday"] > MONTH_HOURS:
        found.say(f"延长工作时间每月不得超过 {MONTH_HOURS} 小时；多做的同样要付钱。", HOURS_CAP)
    rate = _hourly(found, given, basis)
    if rate is None:
        return found
    total = 0
    for kind, label in KINDS.items():
        percent = int(basis.parameters[f"overtime.{kind}"])
        amount = portion(1, rate * hours[kind] * Fraction(percent, 100))
        total += amount
        found.sum(kind, f"{label}加班工资", amount)
        if hours[kind]:
            found.say(
                f"{label} {hours_text(hours[kind])} 小时 × {yuan(portion(1, rate))} × {percent}% "
                f"= {yuan(amount)} 元。",
                OVERTIME,
            )
    found.sum("total", "合计", total)
    found.figures["hourly"] = plain(portion(1, rate))
    if hours["restday"]:
        found.say("休息日加班安排了补休的，不再付加班工资；法定节假日不能用补休代替。", OVERTIME)
    return found


def _of_day(found: Answer, day: date, worked: Fraction, basis: Basis) -> tuple[str, Fraction]:
    """What sort of day it was, said; and its hours of overtime: on working days those beyond eight."""
    kind = sort_of(day, basis.calendar)
    percent = int(basis.parameters[f"overtime.{kind}"])
    found.provisional |= not (basis.calendar.knows(day) and basis.calendar.knows_statutory(day.year))
    make_up = kind == "weekday" and day.weekday() >= 5
    label = "调休上班的工作日" if make_up else KINDS[kind]
    if kind == "weekday":
        extra = max(Fraction(0), worked - DAY_HOURS)
        words = f"工资照常，超过 {DAY_HOURS} 小时的按 {percent}%"
    else:
        extra = worked
        words = f"按 {percent}%" + ("，或者安排补休" if kind == "restday" else "，不能用补休代替")
    rate = 100 if kind == "weekday" and not extra else percent
    found.say(f"{said(day)}是{label}：{words}。", OVERTIME, STATUTORY)
    found.shown.append((said(day), f"{label}，{words}"))
    found.figures.setdefault("days", []).append({"date": day.isoformat(), "kind": kind, "percent": rate})
    found.figures.setdefault("percent", rate)
    return kind, extra


def _hourly(found: Answer, given: Given, basis: Basis) -> Fraction | None:
    """The wage of an hour in fen, exact; None when no wage was given but days were."""
    if given["hourly_wage"]:
        found.say(f"小时工资 {yuan(given['hourly_wage'])} 元。", OVERTIME)
        return Fraction(given["hourly_wage"])
    monthly = given["monthly_wage"]
    if monthly is None:
        if given["dates"]:
            return None
        raise Refused("请填写月工资或者小时工资。", field="monthly_wage", code="missing")
    month_days = Fraction(str(basis.parameters["wage.days"]))
    daily = monthly / month_days
    found.say(
        f"日工资 {yuan(monthly)} ÷ {basis.parameters['wage.days']} = {yuan(portion(1, daily))} 元，"
        f"÷ {DAY_HOURS} = 小时工资 {yuan(portion(1, daily / DAY_HOURS))} 元（不先取整）。",
        MONTHLY,
    )
    least = parameter_fen(basis, "wage.min.band2")
    if monthly < least:
        found.say(f"月工资低于最低工资 {yuan(least)} 元，单位还要补足差额，请问 12351。")
        found.figures["below_minimum"] = True
    return daily / DAY_HOURS


def _payday(given: Given, basis: Basis) -> Answer:
    due_on = on(given, "due")
    assert due_on is not None
    found, paid = Answer(), basis.calendar.rolled(due_on, "backward")
    found.provisional = not (basis.calendar.knows(due_on) and basis.calendar.knows(paid))
    moved = (
        f"{said(due_on)}休息，提前到最近的工作日 {said(paid)}。" if paid != due_on else "这天上班，当天发。"
    )
    found.say(f"发薪日遇法定节假日或者休息日，应当提前支付：{moved}", PAYDAY)
    found.day("pay_by", "最晚发工资", paid)
    return found


def _final_award(given: Given, basis: Basis) -> Answer:
    months = int(basis.parameters["final_award.months"])
    minimum = given["minimum_wage"] or parameter_fen(basis, f"wage.min.{given['area'] or 'band1'}")
    line, found = minimum * months, Answer()
    found.say(f"当地月最低工资 {yuan(minimum)} × {months} 个月 = {yuan(line)} 元。", FINAL)
    found.sum("line", "终局裁决线", line)
    if given["subject"] == "standards":
        found.say("因执行国家劳动标准在工作时间、休息休假、社会保险等方面发生的争议，不看金额。", FINAL)
        found.show("final", "是不是终局裁决", "是，单位不能起诉", True)
    elif claims := given["claims"]:
        items = [{"claim": plain(claim), "final": claim <= line} for claim in claims]
        for claim in claims:
            found.say(f"{yuan(claim)} 元{'没有超过' if claim <= line else '超过'} {yuan(line)} 元。", FINAL)
        final = all(claim <= line for claim in claims)
        found.say("几项请求分别看，每项都不超过才是终局；有一项超过，整份裁决按非终局处理。", EACH_ITEM)
        found.show("final", "是不是终局裁决", "是，单位不能起诉" if final else "不是，双方都可以起诉", final)
        found.figures["items"] = items
    found.say("终局裁决：职工不服仍可以在十五日内起诉，单位只能在三十日内申请撤销。", FINAL)
    return found


add(
    Calculator(
        "overtime",
        "加班工资",
        "平时、周末、法定节假日各多少",
        (
            Sum("monthly_wage", "月工资", "按小时计酬的，填下面的小时工资", optional=True),
            Sum("hourly_wage", "小时工资", optional=True),
            Hours("weekday_hours", "工作日加班", optional=True),
            Hours("restday_hours", "休息日加班", "已经补休的不算", optional=True),
            Hours("holiday_hours", "法定节假日加班", optional=True),
            Dates(
                "dates", "上班的日期", "分不清是哪种就填日期，例如 2026-10-03，几个用逗号隔开", optional=True
            ),
            Hours("hours", "这些日期每天上班", "不填按 8 小时", optional=True, most=24),
        ),
        _overtime,
        (
            case(
                "三种加班",
                "monthly_wage=4350 weekday_hours=10 restday_hours=8 holiday_hours=8",
                of="WE-80",
                weekday="375.00",
                restday="400.00",
                holiday="600.00",
                total="1375.00",
            ),
            case("法定节假日", "dates=2026-10-03", of="WE-80a", percent=300),
            case("连休的休息日", "dates=2026-10-04", of="WE-80a", percent=200),
            case("补班的周六", "dates=2026-10-10", of="WE-80a", percent=100),
            case("补班的周六做了 10 小时", "monthly_wage=4350 dates=2026-10-10 hours=10", total="75.00"),
            case("按小时计酬", "hourly_wage=25 restday_hours=2.5", restday="125.00", hourly="25.00"),
            case("除不尽的，最后才取整", "monthly_wage=5000 weekday_hours=3", weekday="129.31"),
        ),
        icon="calendar-clock",
        group="money",
    )
)
add(
    Calculator(
        "payday",
        "发薪日遇休息日",
        "发工资那天放假，最晚哪天发",
        (Date("due", "约定的发薪日"),),
        _payday,
        (
            case("国庆", "due=2026-10-05", of="WE-40", pay_by="2026-09-30"),
            case("春节，前一天补班", "due=2026-02-15", of="WE-40", pay_by="2026-02-14"),
            case("劳动节", "due=2026-05-03", of="WE-40", pay_by="2026-04-30"),
            case("上班的日子", "due=2026-11-10", pay_by="2026-11-10"),
        ),
        icon="calendar-days",
        group="money",
    )
)
add(
    Calculator(
        "final_award",
        "终局裁决线",
        "多少钱以内，单位不能再起诉",
        (
            Sum("minimum_wage", "当地月最低工资", "不填按下面的档次", optional=True),
            One(
                "area",
                "所在区县的档次",
                optional=True,
                of=(("band1", "最低工资一档"), ("band2", "最低工资二档")),
            ),
            Sums("claims", "各项请求的金额", "几项用顿号隔开，例如 28000、9600", optional=True),
            One(
                "subject",
                "争什么",
                optional=True,
                of=(("pay", "工资、工伤医疗费、补偿、赔偿"), ("standards", "工时、休假、社保")),
            ),
        ),
        _final_award,
        (
            case("一档地区", "minimum_wage=2330", line="27960.00"),
            case("正好等于，终局", "minimum_wage=2330 claims=27960", line="27960.00", final=True),
            case("一项超过，不是终局", "minimum_wage=2330 claims=27960、27960.01", final=False),
            case("二档地区", "area=band2", line="26400.00"),
            case("工时、社保", "minimum_wage=2330 subject=standards", final=True),
        ),
        icon="gavel",
        group="money",
    )
)
