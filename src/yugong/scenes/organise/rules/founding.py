"""Who may ask to found a union, what the request must say, and which union decides it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.ground.people.models import Person
from yugong.kernel import tree
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.decision import Decision
from yugong.kernel.fields import Choice, Consent, Day, LongText, Number, Text, UnitPick
from yugong.kernel.identifiers import check_uscc

SINGLE, JOINT, INDUSTRY = "single", "joint", "industry"
KIND_OF = {SINGLE: UnitKind.ENTERPRISE, JOINT: UnitKind.JOINT, INDUSTRY: UnitKind.HOME}
UPPER = (UnitKind.DISTRICT, UnitKind.ZONE, UnitKind.INDUSTRY, UnitKind.CITY)
ABOVE = (*UPPER, UnitKind.STREET)
WAYS = ((SINGLE, "一家单位单独建"), (JOINT, "几家单位联合建"), (INDUSTRY, "行业工会，新就业形态职工"))
REQUEST = (
    Choice("who", "你是", of=(("staff", "职工"), ("contact", "用人单位联系人")), page="建哪个工会"),
    Choice("form", "怎么建", of=WAYS, page="建哪个工会"),
    Text("name", "工会叫什么", hint="例如：重庆某某公司工会委员会", longest=100, page="建哪个工会"),
    UnitPick("unit", "上级工会", hint="单位所在的街道、乡镇或区县总工会", page="建哪个工会"),
    Text("employer", "用人单位全称", optional=True, longest=100, hint="单独建会要填", page="单位和职工"),
    Text("uscc", "统一社会信用代码", optional=True, longest=18, hint="看营业执照", page="单位和职工"),
    LongText("covered", "覆盖的单位", optional=True, hint="联合建会要填，每行一家", page="单位和职工"),
    Number("staff", "职工人数", least=1, page="单位和职工"),
    Number("willing", "愿意入会的人数", least=1, hint="含已经是会员的", page="单位和职工"),
    LongText("group", "筹备组成员", personal=True, hint="每行一人：姓名、岗位", longest=600, page="筹备组"),
    Consent("agree", "我申请建立工会", text="以上情况属实；我是职工和会员的，同意建会后把会籍转到新工会"),
)
EXTENSION = (
    UnitPick("unit", "哪个工会", known="unit"),
    Day("until", "延期到", future=True, hint="最多比届满晚半年"),
    LongText("why", "为什么要延期", longest=600),
)


def employers_covered(text: str) -> tuple[str, ...]:
    """The employers of a joint union, a line each."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def eligible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Whether the request says what its form needs, and no union stands where one is asked for."""
    upper = Unit.objects.filter(pk=answers["unit"], valid_to__isnull=True).first()
    if upper is None or upper.kind not in ABOVE:
        return Decision(False, "上级工会请选街道、乡镇工会或区县总工会，不知道选哪个就选区县总工会")
    if answers["willing"] > answers["staff"]:
        return Decision(False, "愿意入会的人数不能多于职工人数，请核对")
    if Unit.objects.filter(parent=upper, name=answers["name"], valid_to__isnull=True).exists():
        return Decision(False, f"{answers['name']}已经成立，可以直接申请加入")
    return _sound(answers)


def _sound(answers: Mapping[str, Any]) -> Decision:
    named = answers.get("employer") or ""
    if answers["form"] == SINGLE and not named:
        return Decision(False, "单独建会请填用人单位全称")
    if answers["form"] == JOINT and len(employers_covered(answers.get("covered") or "")) < 2:
        return Decision(False, "联合建会至少覆盖两家单位，请每行写一家")
    if code := answers.get("uscc"):
        checked = check_uscc(code)
        if not checked.valid:
            return Decision(False, checked.why)
    known = org.find_employer(named) if named and answers["form"] == SINGLE else None
    standing = org.union_of(known) if known else None
    if standing:
        return Decision(False, f"这家单位已经有{standing.name}，可以直接申请加入")
    return Decision(True, "")


def desk(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> int:
    """The district's, industry's or city's union at or above the one picked: it approves (TUL 12)."""
    return approving(Unit.objects.get(pk=answers["unit"]))


def approving(unit: Unit) -> int:
    """The nearest union at or above this one that may put unions into the tree."""
    above = {one.pk: one for one in Unit.objects.filter(pk__in=tree.ids(unit.path))}
    ids = reversed(tree.ids(unit.path))
    return next((pk for pk in ids if above[pk].kind in UPPER), unit.pk)


def term_end(unit: Unit) -> date | None:
    """The day a term ends by its length; an extension does not move it."""
    if unit.term_from and unit.term_years:
        return add_months(unit.term_from, 12 * unit.term_years)
    return unit.term_to


def latest_end(unit: Unit, *, on: date) -> date | None:
    """The last day to which a term may be extended."""
    ended = term_end(unit)
    months = int(value("election.extension_months", on=on, path=unit.path))
    return add_months(ended, months) if ended else None


def extensible(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only an officer of the union asks, for a day after the term's end and at most half a year later."""
    unit = Unit.objects.filter(pk=answers["unit"], valid_to__isnull=True).first()
    today = local_day(at)
    if unit is None or not any(one.person_id == asker.pk for one in people.holders(unit.pk, on=today)):
        return Decision(False, "延期换届由这个工会的主席或者干事提出")
    last = latest_end(unit, on=today)
    if last is None or unit.term_to is None:
        return Decision(False, "这个工会没有登记届期，请先请上级工会补登")
    until = date.fromisoformat(answers["until"])
    if until <= unit.term_to:
        return Decision(False, f"本届 {unit.term_to:%Y-%m-%d} 届满，延期要晚于这一天")
    if until > last:
        return Decision(False, f"延期最多半年，最晚到 {last:%Y-%m-%d}")
    return Decision(True, "")


def extension_desk(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> int:
    """The union above decides, never the one that asks."""
    unit = Unit.objects.select_related("parent").get(pk=answers["unit"])
    return approving(unit.parent) if unit.parent else unit.pk
