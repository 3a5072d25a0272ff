"""A member died: the district writes his family's claim down, and who of the kin is paid on which card."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from yugong.engines.ledger.actions import payees
from yugong.engines.ledger.queries import payees as cards
from yugong.engines.matters import actions as matters
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept
from yugong.ground.org.models import Unit
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.ground.people.models import Person
from yugong.kernel.actor import RULE, Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_card
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import MutualClaim, MutualCover
from yugong.scenes.aid.rules import mutual_claiming as claiming
from yugong.scenes.aid.rules import mutual_deaths as deaths
from yugong.scenes.aid.rules.mutual_paying import amount_of

KIND = "aid.mutual_death"
SEXES = {"男": "1", "女": "2"}


@action(Permission.MATTER_HANDLE, on="cover", named="mutual.file_death")
def file(
    *,
    cover: MutualCover,
    asked: Mapping[str, Any],
    kin: Mapping[str, Any],
    papers: Sequence[Any],
    by: Actor,
    at: datetime,
) -> Any:
    """Open the claim of the kin on the cover of somebody who died; the kin follows it as his own matter.

    Only a district's office or the city's may: the cause of death is never shown to the employer's union.
    """
    if not by.seat or not Unit.objects.filter(pk=by.seat.unit_id, kind__in=claiming.DESKS).exists():
        raise Refused("身故给付由区县以上的工会登记，请家属带材料到区县工会。", code="not_here")
    payee = _enrolled(kin, at=at)
    if not may(by, Permission.MATTER_OPEN, payee):
        raise Refused("这位家属是别的区县的会员，请由市里的办事处登记。", field="number", code="elsewhere")
    _carded(payee, kin, at=at)
    held = [
        str(accept(upload=one, owner=f"people.person:{payee.pk}", by=by, at=at).pk) for one in papers if one
    ]
    matter = matters.open(kind=KIND, asker=payee, answers={**asked, "papers": held}, by=by, at=at)
    facts(matter=matter.number)
    return matter


def _enrolled(kin: Mapping[str, Any], *, at: datetime) -> Person:
    """The kin as a person the platform knows; what is known of him already is not changed."""
    paper, checked = deaths.paper_of(kin["number"], today=local_day(at))
    sex = SEXES.get(checked.sex or "", "")
    given = Identity(kin["name"], paper, kin["number"], kin["phone"], sex, checked.birth)
    found: Person = people.enrol(given=given, source="kin", by=RULE, at=at)
    return found


def _carded(payee: Person, kin: Mapping[str, Any], *, at: datetime) -> None:
    """His own card; one that is known already is not changed by somebody else's hand."""
    known = cards.card_of(payee.pk)
    if known and check_card(kin["card"]).normalised[-4:] != known.tail:
        raise Refused(
            "这位家属已经登记过另一张收款银行卡，请填那张卡，或者请他先自己更换。", field="card", code="card"
        )
    if known:
        return
    try:
        payees.account(person=payee, bank=kin["bank"], number=kin["card"], holder=kin["name"], by=RULE, at=at)
    except Refused as refused:
        field = "card" if refused.field == "number" else refused.field
        raise Refused(refused.reason, field=field, code=refused.code) from None


def note(*, matter: Any, answers: Mapping[str, Any], at: datetime) -> Verdict:
    """Write the claim down beside its new matter; says what the rule says of it."""
    cover, today = deaths.cover_of(answers), local_day(at)
    verdict = claiming.decided(cover, answers, claimed_on=today, on=today)
    row = MutualClaim(
        matter=matter.number, cover=cover, person_id=cover.person_id, payee=matter.asker,
        unit_id=cover.unit_id, product=cover.product, event=deaths.EVENT,
        happened_on=claiming.day(answers["on"]), until=claiming.day(answers["until"]), told_by="kin",
        verdict=verdict.as_dict(), amount_fen=amount_of(verdict),
    )  # fmt: skip
    row.save(force_insert=True)
    return verdict
