"""A claim for a member who died: what the district writes down, which cover it is, whether it can be made."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from yugong.ground.people.queries import find_by_number, identity_of
from yugong.kernel.decision import Decision
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Files, IdNumber, LongText, PersonName, Phone, Select, Text
from yugong.kernel.identifiers import PAPERS, Checked, check_id
from yugong.scenes.aid.models import ClaimState, MutualClaim, MutualCover
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.queries import mutual_terms as terms_of
from yugong.scenes.aid.rules.mutual import PRODUCTS
from yugong.scenes.aid.rules.mutual_claiming import YES_NO, day

EVENT = "death"
KINSHIP = (("spouse", "配偶"), ("child", "子女"), ("parent", "父母"), ("other", "其他近亲属"))
WITH_DEATH = tuple(key for key, one in PRODUCTS.items() if EVENT in one.events)
NO_COVER = "没有查到这名职工在出事那天有身故保障，请核对姓名、证件号码和日期"
FIELDS = (
    PersonName("died_name", "去世职工的姓名"),
    IdNumber("died_number", "去世职工的证件号码", document="any"),
    Day("on", "出事那天", hint="因病去世的，填去世那天", past=True),
    Day("until", "去世那天", past=True),
    Choice("accident", "是意外伤害造成的吗", of=YES_NO),
    LongText("cause", "去世原因", hint="照死亡证明写；单位看不到", personal=True, longest=300),
    Select("relation", "家属是职工的", of=KINSHIP),
    Files("papers", "死亡证明、事故证明、亲属关系证明、家属签字的申请", hint="都要拍", most=8),
)  # fmt: skip
KIN = (
    PersonName("name", "家属姓名"),
    IdNumber("number", "家属证件号码", document="any"),
    Phone("phone", "家属手机号", hint="进度和结果告诉这个号码，家属用它看办件、申诉"),
    Text("bank", "开户银行", hint="写到银行就可以，例如重庆农村商业银行", longest=40),
    Text("card", "家属银行卡号", hint="只能是家属本人的卡", personal=True, longest=24),
)


def paper_of(number: str, *, today: date) -> tuple[str, Checked]:
    """Of which paper a number is, and what it says."""
    found = ((paper, check_id(number, kind=paper, today=today)) for paper in PAPERS)
    return next(one for one in found if one[1].valid)


def cover_of(answers: Mapping[str, Any]) -> MutualCover:
    """The cover of the member who died; whether his membership has been ended since does not matter."""
    found = (find_by_number(answers["died_number"], paper=paper) for paper in PAPERS)
    person = next(filter(None, found), None)
    if person is None or identity_of(person).name != answers["died_name"]:
        raise Refused(NO_COVER, field="died_number", code="no_cover")
    cover = queries.cover_on(person.pk, products=WITH_DEATH, on=day(answers["on"]))
    if cover is None:
        raise Refused(NO_COVER, field="on", code="no_cover")
    return cover


def eligible(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Insured that day, the days in order, paid to somebody else, claimed once; the rest is the rule's."""
    try:
        cover = cover_of(answers)
    except Refused as refused:
        return Decision(False, refused.reason)
    if day(answers["until"]) < day(answers["on"]):
        return Decision(False, "去世的日期不能早于出事的日期")
    if cover.person_id == asker.pk:
        return Decision(False, "收款的家属不能是职工本人")
    rows = MutualClaim.objects.filter(person=cover.person_id, event=EVENT)
    if rows.exclude(state__in=(ClaimState.DROPPED, ClaimState.REFUSED)).exists():
        return Decision(False, "这名职工的身故给付已经登记过，请在“给付”里看进度")
    return Decision(True, "")


def desk(*, asker: Any, answers: Mapping[str, Any], at: datetime) -> int:
    """The district's union above the one that insured him; the cause never lies at the employer's."""
    return terms_of.reviewer_of(cover_of(answers).unit.path).pk
