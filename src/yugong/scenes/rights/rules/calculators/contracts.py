"""Double pay for work without a written contract, from the second month to the twelfth (R36)."""

from datetime import date, timedelta
from fractions import Fraction

from yugong.kernel.calculating import (
    Answer,
    Calculator,
    Given,
    add,
    case,
    day_before,
    in_order,
    on,
    said,
)
from yugong.kernel.calculator_fields import Date, Sum
from yugong.kernel.money import portion, yuan
from yugong.kernel.topic import Basis
from yugong.scenes.rights.rules.calculators.leaving import month_day

NO_CONTRACT = "劳动合同法第八十二条；劳动合同法实施条例第六条、第七条"
OPEN_ENDED = "劳动合同法第十四条第三款"


def _no_contract(given: Given, basis: Basis) -> Answer:
    in_order(given, "joined", "signed", "签合同的日期不能早于入职的日期。")
    in_order(given, "joined", "left", "离职的日期不能早于入职的日期。")
    joined, signed, left = on(given, "joined"), on(given, "signed"), on(given, "left")
    assert joined is not None
    first, year = month_day(joined, 1), month_day(joined, 12)
    ends = [year, *([signed] if signed else []), *([left + timedelta(days=1)] if left else [])]
    if not signed and not left:
        ends.append(basis.today + timedelta(days=1))
    end = min(ends)
    found, wage = Answer(), given["monthly_wage"]
    found.say("用工满一个月还没有书面合同的，从满一个月的第二天起每月付两倍工资，最多十一个月。", NO_CONTRACT)
    whole, part, length = _stretch(joined, first, end)
    amount = wage * whole + portion(wage, Fraction(part, length))
    if end > first:
        found.say(
            f"{said(first)}至 {said(day_before(end))}，共 {whole} 个月{f'零 {part} 天' if part else ''}。",
            NO_CONTRACT,
        )
        odd = f" + {yuan(wage)} × {part}/{length}" if part else ""
        found.say(f"另付的一倍：{yuan(wage)} × {whole}{odd} = {yuan(amount)} 元。", NO_CONTRACT)
        found.figures |= {"from": first.isoformat(), "to": day_before(end).isoformat()}
    else:
        found.say("没有超过一个月，不用付两倍工资。", NO_CONTRACT)
    found.sum("amount", "另付的一倍工资", amount)
    deemed = not (signed and signed < year) and not (left and left < year) and year <= basis.today
    found.figures |= {"months": whole, "days": part, "open_ended": deemed}
    if deemed:
        found.say("满一年没有书面合同的，视为已经订立无固定期限劳动合同。", OPEN_ENDED)
    return found


def _stretch(joined: date, first: date, end: date) -> tuple[int, int, int]:
    """Whole service months from the second on, days left over, and the days of the month they lie in."""
    if end <= first:
        return 0, 0, 1
    months = 1
    while month_day(joined, months + 1) <= end:
        months += 1
    begun, over = month_day(joined, months), month_day(joined, months + 1)
    return months - 1, (end - begun).days, (over - begun).days


add(
    Calculator(
        "no_contract",
        "没签合同的两倍工资",
        "没有书面合同，要补多少",
        (
            Sum("monthly_wage", "月工资"),
            Date("joined", "入职的日期"),
            Date("signed", "签书面合同的日期", "一直没签就不填", optional=True),
            Date("left", "离职的日期", optional=True),
        ),
        _no_contract,
        (
            case(
                "一年没签，十一个月",
                "monthly_wage=6000 joined=2025-03-10 left=2026-05-31",
                amount="66000.00",
                months=11,
                open_ended=True,
            ),
            case(
                "半年后签",
                "monthly_wage=6000 joined=2026-01-15 signed=2026-07-15",
                amount="30000.00",
                **{"from": "2026-02-15", "to": "2026-07-14"},
            ),
            case("一个月内签", "monthly_wage=6000 joined=2026-01-31 signed=2026-02-28", amount="0.00"),
            case(
                "零 10 天", "monthly_wage=6000 joined=2026-01-01 left=2026-03-10", amount="7935.48", days=10
            ),
        ),
        icon="file-text",
        group="money",
    )
)
