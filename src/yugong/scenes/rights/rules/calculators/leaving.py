"""Leaving a job: severance and its double, and the lay-off procedure (R35, R36)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from yugong.kernel.calculating import (
    Answer,
    Calculator,
    Given,
    add,
    case,
    in_order,
    on,
    parameter_fen,
    said,
)
from yugong.kernel.calculator_fields import Date, Sum, Whole
from yugong.kernel.calendar import add_months, before, days
from yugong.kernel.errors import Refused
from yugong.kernel.money import portion, yuan
from yugong.kernel.topic import Basis

SEVERANCE = "劳动合同法第四十七条"
UNLAWFUL = "劳动合同法第八十七条"
FLOOR = "劳动合同法实施条例第二十七条"
LAYOFF = "劳动合同法第四十一条"
MOST_YEARS = 70


@dataclass(frozen=True, slots=True)
class Service:
    """How long somebody worked: whole months, and whether days are left over."""

    months: int
    days_left: bool = False

    @property
    def halves(self) -> int:
        """Half months of pay: two for a year, two for half a year or more, one for less."""
        whole, rest = divmod(self.months, 12)
        more = 2 if rest >= 6 else 1 if rest or self.days_left else 0
        return whole * 2 + more


def month_day(joined: date, months: int) -> date:
    """The day on which another month of work begins; the next first where the month lacks the day."""
    day = add_months(joined, months)
    return day if day.day == joined.day else day + timedelta(days=1)


def service(joined: date, left: date) -> Service:
    """The service from the first day to the last, both worked."""
    after = left + timedelta(days=1)
    months = (after.year - joined.year) * 12 + after.month - joined.month
    while month_day(joined, months) > after:
        months -= 1
    return Service(months, month_day(joined, months) < after)


def half_words(halves: int) -> str:
    """Half months as a number: "4" or "3.5"."""
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"


def _served(given: Given) -> Service:
    joined, left = on(given, "joined"), on(given, "left")
    if joined and left:
        in_order(given, "joined", "left", "离职的日期不能早于入职的日期。")
        return service(joined, left)
    if given["years"] is None and given["months"] is None:
        raise Refused("请填写工作了几年几个月，或者入职和离职的日期。", field="years", code="missing")
    return Service((given["years"] or 0) * 12 + (given["months"] or 0), bool(given["days"]))


def _severance(given: Given, basis: Basis) -> Answer:
    found, served = Answer(), _served(given)
    more = "多几天" if served.days_left else ""
    halves = served.halves
    found.say(
        f"工作 {served.months // 12} 年 {served.months % 12} 个月{more}：每满一年一个月；"
        f"余下满六个月按一年，不满六个月半个月，共 {half_words(halves)} 个月。",
        SEVERANCE,
    )
    wage, capped = _base(found, given, basis)
    most = int(basis.parameters["severance.cap_years"]) * 2
    if capped and halves > most:
        found.say(f"封顶的，年限最多 {most // 2} 年，按 {most // 2} 个月算。", SEVERANCE)
        halves = most
    amount = portion(wage * halves, Fraction(1, 2))
    times = int(basis.parameters["severance.unlawful"])
    found.sum("amount", "经济补偿", amount)
    found.say(f"{half_words(halves)} × {yuan(wage)} = {yuan(amount)} 元。", SEVERANCE)
    found.sum("unlawful", "违法解除的赔偿金", amount * times)
    found.say(f"单位违法解除或者终止的，按 {times} 倍：{yuan(amount * times)} 元。", UNLAWFUL)
    found.figures |= {
        "months_of_pay": half_words(halves), "base": yuan(wage).replace(",", ""), "capped": capped,
    }  # fmt: skip
    return found


def _base(found: Answer, given: Given, basis: Basis) -> tuple[int, bool]:
    """The monthly wage to reckon with: not below the minimum wage, not above the cap; whether capped."""
    wage, times = given["monthly_wage"], int(basis.parameters["severance.cap_times"])
    least = given["minimum_wage"] or parameter_fen(basis, "wage.min.band2")
    if wage < least:
        found.say(f"月平均工资 {yuan(wage)} 元低于最低工资，按最低工资 {yuan(least)} 元算。", FLOOR)
        return least, False
    cap = given["cap_wage"] or parameter_fen(basis, "wage.average") * times
    if not cap:
        found.say(f"没有填当地月平均工资的 {times} 倍，没有封顶；工资很高的，请填上再算。", SEVERANCE)
    elif wage > cap:
        found.say(f"月平均工资 {yuan(wage)} 元高于当地平均的 {times} 倍，按 {yuan(cap)} 元封顶。", SEVERANCE)
        return cap, True
    return wage, False


def _layoff(given: Given, basis: Basis) -> Answer:
    cut, staff = given["cut"], given["staff"]
    if cut > staff:
        raise Refused(f"裁员 {cut} 人，不能多于职工总数 {staff} 人。", field="cut")
    heads, share = int(basis.parameters["layoff.heads"]), int(basis.parameters["layoff.share"])
    by_heads, by_share = cut >= heads, 0 < staff * share <= cut * 100
    found, required = Answer(), by_heads or by_share
    found.say(f"裁 {cut} 人，{'达到' if by_heads else '不到'} {heads} 人。", LAYOFF)
    percent = Fraction(cut * 100, staff) if staff else Fraction(0)
    found.say(
        f"占职工 {staff} 人的 {float(percent):.2f}%，{'达到' if by_share else '不到'} {share}%。", LAYOFF
    )
    count = int(basis.parameters["layoff.notice"])
    words = f"适用，提前 {count} 日说明情况" if required else "不适用"
    found.show("notice_required", "裁员程序", words, required)
    found.figures |= {
        "notice_days": count if required else 0, "by_count": by_heads, "by_share": by_share,
    }  # fmt: skip
    if required:
        found.say(f"提前 {count} 日向工会或者全体职工说明情况，听取意见，方案报告劳动行政部门。", LAYOFF)
        if planned := on(given, "planned"):
            day = before(planned, days(count), calendar=basis.calendar)
            found.day("notice_by", "最晚说明", day)
            found.say(f"计划 {said(planned)}裁员，往前数 {count} 日是 {said(day)}。", LAYOFF)
    return found


MONTHLY = Sum("monthly_wage", "月平均工资", "离职前十二个月的应发平均，含奖金、津贴")

add(
    Calculator(
        "severance",
        "经济补偿",
        "离职补偿多少，违法辞退赔多少",
        (
            MONTHLY,
            Whole("years", "工作了几年", optional=True, most=MOST_YEARS, unit="年"),
            Whole("months", "零几个月", optional=True, most=MOST_YEARS * 12, unit="个月"),
            Whole("days", "零几天", optional=True, most=31, unit="天"),
            Date("joined", "入职的日期", optional=True),
            Date("left", "离职的日期", "填了入职和离职，就不用填年月", optional=True),
            Sum("cap_wage", "当地月平均工资的三倍", "工资很高的才要填", optional=True),
            Sum("minimum_wage", "当地月最低工资", "不填按全市最低一档", optional=True),
        ),
        _severance,
        (
            case(
                "3 年 7 个月",
                "years=3 months=7 monthly_wage=6000 cap_wage=27000",
                of="WE-75",
                amount="24000.00",
                unlawful="48000.00",
                months_of_pay="4",
            ),
            case(
                "15 年没有封顶",
                "years=15 months=0 monthly_wage=6000 cap_wage=27000",
                of="WE-77",
                amount="90000.00",
                unlawful="180000.00",
            ),
            case(
                "15 年，封顶",
                "years=15 months=0 monthly_wage=40000 cap_wage=27000",
                of="WE-78",
                amount="324000.00",
                unlawful="648000.00",
                capped=True,
            ),
            case("正好 6 个月按一年", "years=2 months=6 monthly_wage=6000 cap_wage=27000", amount="18000.00"),
            case("5 个月按半个月", "years=2 months=5 monthly_wage=6000.01", amount="15000.03"),
            case("只有 10 天也是半个月", "years=0 days=10 monthly_wage=6000", amount="3000.00"),
            case(
                "工资正好等于三倍，不封顶", "years=15 monthly_wage=27000 cap_wage=27000", amount="405000.00"
            ),
            case("封顶，10 年", "years=10 months=6 monthly_wage=30000 cap_wage=27000", amount="297000.00"),
            case("低于最低工资", "years=2 monthly_wage=2000 minimum_wage=2330", amount="4660.00"),
            case("闰日入职，整一年", "joined=2024-02-29 left=2025-02-28 monthly_wage=5000", amount="5000.00"),
            case("多一天，多半个月", "joined=2024-03-01 left=2025-03-01 monthly_wage=5000", amount="7500.00"),
        ),
        icon="hand-coins",
        group="money",
    )
)
add(
    Calculator(
        "layoff",
        "裁员程序",
        "裁多少人要提前 30 日说明",
        (
            Whole("cut", "裁员人数", unit="人"),
            Whole("staff", "职工总数", least=1, unit="人"),
            Date("planned", "计划裁员的日期", optional=True),
        ),
        _layoff,
        (
            case("200 人裁 19 人", "cut=19 staff=200", of="WE-82", notice_required=False),
            case("5000 人裁 20 人", "cut=20 staff=5000", of="WE-83", notice_required=True),
            case("190 人裁 19 人", "cut=19 staff=190", of="WE-85", notice_required=True, by_share=True),
            case("最晚哪天说明", "cut=20 staff=90 planned=2026-12-31", notice_by="2026-12-01"),
        ),
        icon="users",
        group="money",
    )
)
