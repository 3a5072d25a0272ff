"""A claim on mutual aid: what is asked, whose desk it is (never the employer's), what the rule looks at."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people import vault
from yugong.ground.people.queries import membership_of
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.fields import Choice, Consent, Day, Files, LongText, Money, Number, Select, Text
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import MutualCover, MutualInvoice, MutualLead
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.queries import mutual_terms as terms_of
from yugong.scenes.aid.rules import mutual, mutual_paying

YES_NO = (("yes", "是"), ("no", "不是"))
WHATS = (
    ("hospital", "住院"), ("illness", "确诊重大疾病"), ("women", "确诊女职工特殊疾病"),
    ("disability", "意外伤残"),
)  # fmt: skip
PRODUCTS_OF: Mapping[str, tuple[str, ...]] = {
    "hospital": ("hospital",), "illness": ("illness_a", "illness_b"), "women": ("women",),
    "disability": ("combined",),
}  # fmt: skip
EVENTS = {
    "hospital": "hospital", "illness": "illness", "women": "illness", "disability": "disability",
    "death": "death",
}  # fmt: skip
DESKS = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.ZONE, UnitKind.INDUSTRY)
MEDICAL, WORDING = "mutual.medical", "2026-1"
AGREED = (
    "我单独同意区县工会和互助保障办事处查看我的诊断、住院和费用材料，只用来核对这一次给付。"
    "不同意就不能核对，也就不能给付；我的单位和单位工会看不到这些材料。"
)
FIELDS = (
    Select("what", "为什么事", of=WHATS, page="什么事"),
    Day("on", "入院、确诊或者出事那天", past=True, page="什么事"),
    Day("until", "出院那天", hint="住院的要填，出院后再申请", past=True, optional=True, page="什么事"),
    Choice("accident", "是意外伤害吗", of=YES_NO, usual="no", page="什么事"),
    Choice(
        "level", "医院级别", of=(("3", "三级"), ("2", "二级"), ("1", "一级和以下")), optional=True,
        hint="出院小结或者医院门口写着", page="医院和费用",
    ),
    Money("own_costs", "医保报销后自己付了多少", hint="大病填，结算单上有", optional=True, page="医院和费用"),
    Number(
        "percent", "伤残给付比例", hint="意外伤残填，鉴定书上有", unit="%", least=1, most=100, optional=True,
        page="医院和费用",
    ),
    Text(
        "invoices", "发票号码", hint="几张用顿号隔开；一张发票只能用一次", personal=True, longest=200,
        optional=True, page="医院和费用",
    ),
    Text("hospital", "医院名称", personal=True, longest=60, page="材料"),
    LongText("diagnosis", "诊断", hint="照诊断证明写；单位看不到", personal=True, longest=300, page="材料"),
    Files(
        "papers", "诊断证明、出院小结、费用结算单", hint="都要拍；医保已经告知的不用", optional=True, most=8,
        page="材料",
    ),
    Consent("medical", "单独同意处理病情材料", text=AGREED, version=WORDING),
)  # fmt: skip
WHY = LongText("why", "理由", hint="职工会看到", longest=300)
MISSING = LongText("missing", "要补什么", hint="一次说全", longest=300)
PARTS = re.compile(r"[,，、;；\s]+")


def invoices(text: str | None) -> tuple[str, ...]:
    """The numbers of invoices as somebody wrote them: plain, each once."""
    plain = unicodedata.normalize("NFKC", text or "").upper()
    return tuple(dict.fromkeys(one for one in PARTS.split(plain) if one))


def prints(numbers: Sequence[str]) -> list[list[bytes]]:
    """Every print under which a number may be kept, the present one first."""
    return [[vault.blind(one, "invoice"), *vault.blinds(one, "invoice")] for one in numbers]


def used_before(numbers: Sequence[str]) -> bool:
    """Whether one of these invoices stands behind a claim already."""
    wanted = [one for row in prints(numbers) for one in row]
    return MutualInvoice.objects.filter(print__in=wanted).exclude(claim__state="dropped").exists()


def eligible(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Insured that day, the days in order, the invoice not used, the papers there; the rest is the rule's."""
    on, until = day(answers["on"]), day(answers.get("until"))
    cover = queries.cover_on(asker.pk, products=PRODUCTS_OF[answers["what"]], on=on)
    if cover is None:
        return Decision(False, f"{on} 这天您没有这一项互助保障，请核对日期，或者在“我的保障”里看参加了什么")
    if why := _days(answers, on, until):
        return Decision(False, why)
    if answers["what"] == "disability" and not answers.get("percent"):
        return Decision(False, "请填写伤残鉴定书上的给付比例")
    numbers = invoices(answers.get("invoices"))
    if answers["what"] == "hospital" and not numbers:
        return Decision(False, "请填写住院发票号码")
    if used_before(numbers):
        return Decision(False, "这张发票已经申请过给付，一张发票只能用一次")
    if queries.overlapping(asker.pk, on, until or on, event=EVENTS[answers["what"]]):
        return Decision(False, "这几天已经申请过，请在“办件”里看进度")
    if not answers.get("papers") and not told_before(asker.pk, numbers):
        return Decision(False, "请上传诊断证明、出院小结和费用结算单的照片")
    return Decision(True, "")


def _days(answers: Mapping[str, Any], on: date, until: date | None) -> str:
    if answers["what"] == "hospital" and until is None:
        return "请填写出院那天；还没有出院，出院后再申请"
    return "出院的日期不能早于入院的日期" if until and until < on else ""


def told_before(person_id: Any, numbers: Sequence[str]) -> bool:
    """Whether the insurer has told of these invoices, so that nobody need send papers."""
    wanted = [one for row in prints(numbers) for one in row]
    return MutualLead.objects.filter(person_id=person_id, print__in=wanted).exists()


def day(text: Any) -> date:
    """A day as the answers hold it; None stays None."""
    return date.fromisoformat(text) if text else None  # type: ignore[return-value]


def desk(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> int | None:
    """The district's union above the one that insured him; illness never lies at the employer's."""
    cover = queries.cover_on(asker.pk, products=PRODUCTS_OF[answers["what"]], on=day(answers["on"]))
    stretch = membership_of(asker.pk)
    unit = cover.unit if cover else stretch.unit if stretch else None
    return terms_of.reviewer_of(unit.path).pk if unit else None


def may_take(*, unit: Unit, asker: Any, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only districts and above see what somebody suffers from."""
    if unit.kind not in DESKS:
        return Decision(False, "病情材料不能交给单位和镇街的工会，请选区县以上的工会")
    return Decision(True, "")


def decided(
    cover: MutualCover, answers: Mapping[str, Any], *, claimed_on: date, on: date, besides: str = ""
) -> Verdict:
    """What the rule says to a claim on a cover, by the terms of the cover's first day.

    A claim of a member says what it is for; the one of his family is for his death.
    """
    what = answers.get("what", "death")
    facts = {
        "product": cover.product, "event": EVENTS[what], "on": day(answers["on"]),
        "until": day(answers.get("until")), "start": cover.starts_on, "ends": cover.ends_on,
        "accident": answers.get("accident") == "yes" or what == "disability",
        "renewal": cover.renewal,
        "level": int(answers["level"]) if answers.get("level") else None, "shares": cover.shares,
        "own_costs": answers.get("own_costs"), "percent": answers.get("percent"), "claimed_on": claimed_on,
        "used": queries.paid_on_cover(cover, besides=besides),
    }  # fmt: skip
    parameters = terms_of.told(mutual.names((cover.product,)), on=cover.starts_on, path=cover.unit.path)
    return mutual_paying.RULE.apply(facts, on=on, parameters=parameters)


def opened_on(matter: Any) -> date:
    """The day on which the claim was made."""
    return local_day(matter.opened_at)
