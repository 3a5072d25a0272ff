"""Mutual aid: what a stay, an illness or an accident pays, who may join with what, from when cover holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from yugong.kernel.calculating import Answer, Calculator, Given, add, case, need_one, on
from yugong.kernel.calculator_fields import PARTS, Date, One, Sum, Whole, Yes, plain
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field
from yugong.kernel.fields import Day
from yugong.kernel.identifiers import age
from yugong.kernel.money import yuan
from yugong.kernel.rules import Parameter
from yugong.kernel.topic import Basis
from yugong.scenes.aid.rules import mutual, mutual_paying
from yugong.scenes.aid.rules.mutual import PRODUCTS, TERMS_2015, Terms

NAMES = tuple((one.key, one.name) for one in PRODUCTS.values())
PEOPLE = f"{TERMS_2015}：参加年龄、份数、互斥"
WAITS = f"{TERMS_2015}：等待期（天数为参数）"
PLACES = {"daily": "daily", "cap": "cap", "lump": "lump", "extra": "extra", "over": "extra_over"}
COUNTS = ("waiting", "limit", "level")


@dataclass(frozen=True)
class Activity(One):
    """One of the five products, by its key or its words; 重大疾病 alone means A."""

    of: tuple[str | tuple[str, str], ...] = NAMES
    WORDS: ClassVar[Mapping[str, str]] = {
        "illness": "illness_a", "重大疾病": "illness_a", "a": "illness_a", "b": "illness_b",
        "津贴": "hospital", "allowance": "hospital", "综合": "combined", "女职工": "women",
    }  # fmt: skip

    def read(self, text: Any, today: date | None) -> str:
        return super().read(self.WORDS.get(str(text).lower().replace(" ", ""), text), today)


@dataclass(frozen=True)
class Activities(Field):
    """Some products, parted by commas."""

    def read(self, text: Any, today: date | None) -> list[str]:
        one = Activity(self.name, self.label)
        return [one.clean(word) for word in PARTS.split(plain(text)) if word]


FIELDS = (
    Activity("product", "参加的是哪一种"),
    Whole("nights", "住院几晚", "出院日减入院日；知道日期就填日期", optional=True, most=3660, unit="晚"),
    Date("admitted", "入院、确诊或者出事那天", optional=True),
    Date("discharged", "出院（身故）那天", optional=True),
    Sum("daily", "每天津贴", "不填按现行参数", optional=True),
    Sum("cap", "年度上限", "不填按现行参数", optional=True),
    Sum("used", "本保障年度已经给付", optional=True),
    Whole("level", "医院级别", "二级以上才给付", optional=True, least=1, most=3, unit="级"),
    Whole("shares", "参加几份", optional=True, most=100, unit="份"),
    Sum("own_costs", "医保报销后自己付的", optional=True),
    Sum("lump", "每份给付", "不填按现行参数", optional=True),
    Sum("extra", "自付过线再给付", "不填按现行参数", optional=True),
    Sum("over", "自付要超过多少", "不填按现行参数", optional=True),
    Whole("percent", "伤残给付比例", optional=True, least=1, most=100, unit="%"),
    Date("start", "保障从哪天开始", "写了就算等待期", optional=True),
    Whole("waiting", "等待几天", "不填按现行参数；开始那天算第 1 天", optional=True, most=3660, unit="天"),
    Yes("renewal", "不间断续保吗", optional=True),
    Yes("accident", "是意外伤害吗", optional=True),
    Activities("with", "还想参加（已参加）哪些", "看能不能一起参加", optional=True),
    Day("born", "出生日期", "看生效那天的年龄", optional=True),
    Whole("limit", "每人最多几份", "不填按现行参数", optional=True, least=1, most=100, unit="份"),
)
LACKING = {
    "hospital": "请写住院几晚（nights），或者入院和出院那天（admitted、discharged）。",
    "combined": "请写伤残给付比例（percent），或者出事和身故那天（admitted、discharged）。",
    "illness": "请写参加几份（shares），医保报销后自己付的写在 own_costs。",
}
ASKED = tuple(
    one for one in FIELDS if one.name in ("nights", "admitted", "shares", "percent", "with", "start", "born")
)


def _mutual(given: Given, basis: Basis) -> Answer:
    found, key = Answer(), given["product"]
    if key not in ("hospital", "combined") and given["own_costs"] is not None and given["shares"] is None:
        raise _lacking(key)
    need_one(given, ASKED)
    values = given_over(given, basis.parameters)
    terms = Terms(key, values)
    _joining(found, given, terms, basis)
    _covering(found, given, terms)
    if (facts := happened(given, terms)) is None:
        if not found.figures:
            raise _lacking(key)
        return found
    if found.figures.get("allowed") is False:
        found.sum("amount", "应给付", 0)
        return found
    parameters = [Parameter(name, values[name], TERMS_2015, basis.today) for name in mutual.names((key,))]
    verdict = mutual_paying.RULE.apply(facts, on=basis.today, parameters=parameters)
    for step in mutual_paying.lines(verdict.reasons):
        found.say(step, verdict.citation)
    figures = verdict.figures
    if "nights" in figures:
        found.figures["nights"] = figures["nights"]
    found.sum("amount", "应给付", mutual_paying.amount_of(verdict))
    return found


def _lacking(key: str) -> Refused:
    """What is not said yet of a product, from which its amount follows."""
    return Refused(LACKING.get(key, LACKING["illness"]), code="missing")


def given_over(given: Given, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of the product, with those the question brings itself in their place."""
    key = given["product"]
    values = {name: parameters[name] for name in mutual.names((key,))}
    told = {place: yuan(given[name]) for name, place in PLACES.items() if given[name] is not None}
    told |= {name: given[name] for name in COUNTS[:1] if given[name] is not None}
    if given["limit"]:
        told["shares"] = given["limit"]
    return values | {f"mutual.{key}.{name}": value for name, value in told.items()}


def _joining(found: Answer, given: Given, terms: Terms, basis: Basis) -> None:
    """May he join: exclusions, age on the start date, shares; the sentence says what stands in the way."""
    key, whys = given["product"], []
    for place, other in enumerate(others := given["with"] or []):
        whys += [mutual.clash(other, held) for held in (key, *others[:place])]
    if given["born"]:
        start = on(given, "start") or basis.today
        whys.append(mutual.aged(age(date.fromisoformat(given["born"]), start), terms))
    if given["shares"] is not None:
        if terms.told("shares"):
            whys.append(mutual.too_many(given["shares"], terms))
        else:
            found.say("每人最多几份还没有设置，份数没有核对；知道的话写在 limit。")
    if not others and not given["born"] and not any(whys):
        return
    said = [f"{why}。" for why in whys if why]
    found.show("allowed", "能不能参加", "；".join(said).replace("。；", "；") or "可以", not said)
    found.figures["refused"] = said
    found.say(said[0] if said else "年龄、份数、互斥都没有妨碍，可以参加。", PEOPLE)


def _covering(found: Answer, given: Given, terms: Terms) -> None:
    """From which day cover holds; and whether the day asked about is covered."""
    start = on(given, "start")
    if start is None:
        return
    renewal, accident = given["renewal"] == "yes", given["accident"] == "yes"
    waiting = 0 if renewal or accident else terms.whole("waiting")
    since = mutual.covered_from(start, waiting, renewal=renewal, accident=accident)
    found.day("covered_from", "从哪天起保障", since)
    told = "不间断续保和意外伤害没有等待期" if not waiting else f"等待 {waiting} 天，{start} 是第 1 天"
    found.say(f"{told}，从 {since} 起保障。", WAITS)
    if day := on(given, "admitted"):
        ends = mutual.ends_on(start, terms)
        covered = since <= day <= ends
        found.show("covered", "那天在不在保障内", "在" if covered else "不在", covered)
        found.figures["day"] = (day - start).days + 1


def happened(given: Given, terms: Terms) -> dict[str, Any] | None:
    """What the rule looks at; None when only joining or waiting was asked about."""
    start, day, until = (on(given, name) for name in ("start", "admitted", "discharged"))
    facts: dict[str, Any] = {
        "product": given["product"], "on": day, "until": until, "start": start, "used": given["used"] or 0,
        "ends": mutual.ends_on(start, terms) if start else None,
        "renewal": given["renewal"] == "yes", "accident": given["accident"] == "yes",
    }  # fmt: skip
    key = given["product"]
    if key == "hospital":
        stay = given["nights"]
        if stay is None and not (day and until):
            return None
        if day and until and (counted := mutual.nights(day, until)) != stay and stay is not None:
            raise Refused(f"按日期是 {counted} 晚，和填的 {stay} 晚不一样，请只填一样。", field="nights")
        return facts | {"event": "hospital", "nights": stay, "level": given["level"]}
    if key == "combined":
        if given["percent"]:
            return facts | {"event": "disability", "percent": given["percent"], "accident": True}
        return facts | {"event": "death", "accident": True} if day and until else None
    if not given["shares"]:
        return None
    return facts | {"event": "illness", "shares": given["shares"], "own_costs": given["own_costs"]}


add(
    Calculator(
        "mutual",
        "职工互助保障",
        "住院、大病、意外能领多少，什么时候起保障",
        FIELDS,
        _mutual,
        (
            case(
                "住院 23 晚，每天 50 元",
                "product=hospital nights=23 daily=50 cap=9000",
                amount="1150.00",
                nights=23,
            ),
            case(
                "按入院、出院日期算",
                "product=hospital admitted=2026-02-23 discharged=2026-03-18 daily=50",
                of="WE-68",
                amount="1150.00",
                nights=23,
            ),
            case(
                "一年 200 晚，到上限为止",
                "product=hospital nights=200 daily=50 cap=9000",
                of="WE-69",
                amount="9000.00",
            ),
            case("4 份，自付超过 20 万元", "product=illness shares=4 own_costs=206000", amount="90000.00"),
            case(
                "自付正好 20 万元，不算超过",
                "product=illness shares=4 own_costs=200000",
                of="WE-71",
                amount="40000.00",
            ),
            case("A 和 B 只能选一种", "product=illness_a with=illness_b", of="WE-72", allowed=False),
            case("津贴和综合只能选一种", "product=hospital with=combined", of="WE-72", allowed=False),
            case("重大疾病和住院津贴可以一起", "product=illness_a with=hospital", allowed=True),
            case(
                "第一次参加，第 30 天还在等待期",
                "product=hospital start=2026-01-01 waiting=30 admitted=2026-01-30",
                of="WE-74",
                covered=False,
                covered_from="2026-01-31",
            ),
            case(
                "不间断续保，没有等待期",
                "product=hospital start=2027-01-01 waiting=30 admitted=2027-01-05 renewal=yes",
                of="WE-74",
                covered=True,
                covered_from="2027-01-01",
            ),
            case("伤残给付 30%", "product=combined percent=30", amount="3000.00"),
        ),
        icon="shield-plus",
        group="money",
    )
)
