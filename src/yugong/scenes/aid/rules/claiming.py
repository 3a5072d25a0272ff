"""Who may confirm an offer, and which union takes it: one that is no employer's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.access.roles import COUNTY
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.decision import Decision
from yugong.kernel.fields import LongText, Text
from yugong.scenes.aid.models import AidOffer, OfferState
from yugong.scenes.aid.queries.facts import facts_of
from yugong.scenes.aid.rules.offering import policies

OFFICES = frozenset(("street", "city", *COUNTY))
KIND = "aid.claim"
FIELDS = (Text("policy", "政策", longest=40), LongText("because", "依据", personal=True, longest=1000))
Answers = Mapping[str, Any]


def eligible(*, asker: Any, answers: Answers, at: datetime) -> Decision:
    """Only an offer opens it: nobody fills in a form for it."""
    rules = [one.key for one in policies if one.name == answers.get("policy")]
    open_ = AidOffer.objects.filter(person_id=asker.pk, rule__in=rules, state=OfferState.OPEN).exists()
    return Decision(open_, "" if open_ else "现在没有等你确认的政策，需要帮助可以直接申请困难职工建档")


def desk(*, asker: Any, answers: Answers, at: datetime) -> int | None:
    """The nearest union above him that is no employer's: his own need not know what he lives on."""
    stretch, known = membership_of(asker.pk), facts_of(asker.pk)
    here = stretch.unit if stretch else known.unit if known else None
    if here is None:
        return None
    above = Unit.objects.in_bulk(list(tree.ids(here.path)))
    offices = (above[key] for key in reversed(tree.ids(here.path)) if above[key].kind in OFFICES)
    return next((one.pk for one in offices if not org.of_an_employer(one)), None)


def may_take(*, unit: Unit, asker: Any, answers: Answers, at: datetime) -> Decision:
    """No union of an employer: what a household lives on is none of his business."""
    if org.of_an_employer(unit):
        return Decision(False, "涉及家庭收入，不能交给单位自己的工会，请选街道、区县或者行业的工会")
    return Decision(True, "")
