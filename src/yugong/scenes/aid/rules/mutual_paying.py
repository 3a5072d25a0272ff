"""What mutual aid pays: one rule with its clauses and figures, capped for the cover year (I3, D7)."""

from collections.abc import Iterable
from datetime import date

from yugong.kernel.money import yuan
from yugong.kernel.rules import Facts, Finding, Reason, Rule, Values, Verdict, Version
from yugong.scenes.aid.rules.mutual import TERMS_2015, Terms, claim_by, covered_from, nights

CITATION = f"{TERMS_2015}；现行金额以参数为准"
PAY, NONE = "pay", "none"


def decide(facts: Facts, values: Values) -> Finding:
    """Pay or not: inside the period, past the waiting, in time; then the amount, never over what is left."""
    terms = Terms(facts["product"], values)
    reasons, change = _admitted(facts, terms)
    if not all(reason.holds for reason in reasons):
        reasons.append(Reason("应给付 0.00 元", holds=False, figures={"amount": 0}))
        return Finding(NONE, tuple(reasons), tuple(change))
    amount, steps = AMOUNTS[facts["event"]](facts, terms)
    words = f"应给付 {yuan(amount)} 元"
    reasons += [*steps, Reason(words, holds=amount > 0, figures={"amount": amount})]
    return Finding(PAY if amount else NONE, tuple(reasons))


def _admitted(facts: Facts, terms: Terms) -> tuple[list[Reason], list[str]]:
    """Whether it happened under cover and was claimed in time; what is not given is not looked at."""
    reasons: list[Reason] = []
    change: list[str] = []
    on, start, ends = facts.get("on"), facts.get("start"), facts.get("ends")
    if on and start:
        since = _since(facts, terms)
        if start <= on and on < since:
            day = (on - start).days + 1
            words = f"{on} 是保障第 {day} 天，还在等待期内（从 {since} 起保障）"
            reasons.append(Reason(words, holds=False, figures={"day": day, "covered_from": since}))
            change.append(f"{since} 及以后发生的可以给付；意外伤害没有等待期")
        else:
            inside = start <= on and (ends is None or on <= ends)
            words = f"{on} 在保障期内（从 {since} 起保障）" if inside else f"{on} 不在保障期内"
            reasons.append(Reason(words, holds=inside, figures={"covered_from": since}))
    if on and facts.get("claimed_on"):
        months = terms.general("claim_months")
        last = claim_by(facts.get("until") or on, months)
        holds = facts["claimed_on"] <= last
        words = f"申请期限 {months} 个月，到 {last}" + ("" if holds else "，已经过期")
        reasons.append(Reason(words, holds=holds, figures={"claim_by": last}))
    if facts["event"] == "death" and facts.get("accident") is False:
        reasons.append(Reason("不是意外伤害造成的身故，不在这个险种的给付范围内", holds=False))
        change.clear()
    return reasons, change


def _since(facts: Facts, terms: Terms) -> date:
    told = bool(facts.get("renewal")), bool(facts.get("accident"))
    waiting = 0 if any(told) else terms.whole("waiting")
    return covered_from(facts["start"], waiting, renewal=told[0], accident=told[1])


def _hospital(facts: Facts, terms: Terms) -> tuple[int, list[Reason]]:
    """Nights by the daily rate, up to what the cover year still holds; level-2 hospitals and above."""
    if (level := facts.get("level")) is not None and level < (least := terms.whole("level")):
        return 0, [Reason(f"医院是 {level} 级，要求 {least} 级以上", holds=False)]
    stay = facts["nights"] if facts.get("nights") is not None else nights(facts["on"], facts["until"])
    daily, cap = terms.fen("daily"), terms.fen("cap")
    full = stay * daily
    words = f"住院 {stay} 晚（出院日减入院日）× {yuan(daily)} 元 = {yuan(full)} 元"
    steps = [Reason(words, figures={"nights": stay, "daily": daily})]
    return _capped(full, cap, facts, steps)


def _illness(facts: Facts, terms: Terms) -> tuple[int, list[Reason]]:
    """A lump for each share; one extra when own costs after insurance lie over the line, not at it."""
    shares, lump = facts["shares"], terms.fen("lump")
    amount = shares * lump
    words = f"{shares} 份 × {yuan(lump)} 元 = {yuan(amount)} 元"
    steps = [Reason(words, figures={"shares": shares, "lump": lump})]
    costs = facts.get("own_costs")
    if terms.product.family == "illness" and costs is not None:
        extra, line = terms.fen("extra"), terms.fen("extra_over")
        over = costs > line
        told = f"医保后自付 {yuan(costs)} 元，{'超过' if over else '没有超过'} {yuan(line)} 元"
        words = f"{told}，再给付 {yuan(extra)} 元" if over else told
        figures = {"own_costs": costs, "extra_over": line, "extra": extra if over else 0}
        steps.append(Reason(words, figures=figures))
        amount += extra if over else 0
    return _capped(amount, shares * lump + _extra(terms), facts, steps)


def _extra(terms: Terms) -> int:
    return terms.fen("extra") if terms.product.family == "illness" else 0


def _disability(facts: Facts, terms: Terms) -> tuple[int, list[Reason]]:
    """The share of the sum that the appraised degree gives."""
    whole, percent = terms.fen("disability"), facts["percent"]
    amount = whole * percent // 100
    words = f"伤残给付比例 {percent}% × {yuan(whole)} 元 = {yuan(amount)} 元"
    return _capped(amount, whole, facts, [Reason(words, figures={"percent": percent, "disability": whole})])


def _death(facts: Facts, terms: Terms) -> tuple[int, list[Reason]]:
    """The sum, when death followed the accident within the days of the terms."""
    limit, days = terms.whole("death_days"), (facts["until"] - facts["on"]).days
    if days > limit:
        return 0, [Reason(f"事故后第 {days} 天身故，超过 {limit} 天", holds=False, figures={"days": days})]
    amount = terms.fen("death")
    words = f"事故后第 {days} 天身故，{limit} 天内的给付 {yuan(amount)} 元"
    return _capped(amount, amount, facts, [Reason(words, figures={"days": days, "death": amount})])


def _capped(amount: int, cap: int, facts: Facts, steps: list[Reason]) -> tuple[int, list[Reason]]:
    """Never more than the cap of the cover year less what it has paid already."""
    used = facts.get("used") or 0
    left = max(cap - used, 0)
    if amount > left:
        told = f"，已给付 {yuan(used)} 元，还剩 {yuan(left)} 元" if used else ""
        figures = {"cap": cap, "used": used, "left": left}
        steps.append(Reason(f"本保障年度最多 {yuan(cap)} 元{told}", figures=figures))
    return min(amount, left), steps


AMOUNTS = {"hospital": _hospital, "illness": _illness, "disability": _disability, "death": _death}
RULE = Rule(
    key="aid.mutual",
    name="职工互助保障给付",
    versions=(Version("2015-01", date(2015, 1, 1), CITATION, decide),),
)


def amount_of(verdict: Verdict) -> int:
    """The amount a verdict came to, in fen."""
    return int(verdict.reasons[-1].figures["amount"])


def lines(reasons: Iterable[Reason]) -> list[str]:
    """The steps in words."""
    return [f"{reason.text}。" for reason in reasons]
