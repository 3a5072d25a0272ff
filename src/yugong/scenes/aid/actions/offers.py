"""Offers: made by the nightly search, taken by one press, declined, weighed anew when the facts change."""

from collections.abc import Sequence
from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.notices.actions import Word, tell_each
from yugong.ground.people.row_cells import seal
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.rules import Verdict
from yugong.scenes.aid.models import AidOffer, HouseholdFacts, OfferState
from yugong.scenes.aid.models.facts import LEVELS
from yugong.scenes.aid.offer_texts import OFFER
from yugong.scenes.aid.queries.facts import facts_of, facts_of_many
from yugong.scenes.aid.queries.scan import Hit, Standing
from yugong.scenes.aid.rules.offering import policies
from yugong.scenes.aid.rules.weighing import because, weighing

QUIET_MONTHS = 12
MINE = "/aid/offers/"


def make(hits: Sequence[Hit], *, at: datetime) -> int:
    """Offers for households which the search has found, each told once; how many. Part of its action."""
    on, found = local_day(at), []
    weigh = weighing(on)
    rows = HouseholdFacts.objects.select_related("unit").in_bulk([one.facts_id for one in hits])
    has = {one.key: one.has([hit.person_id for hit in hits if hit.rule == one.key], on) for one in policies}
    for hit in hits:
        row = rows[hit.facts_id]
        verdict = weigh(hit.rule, row) if hit.person_id not in has[hit.rule] else None
        if verdict is not None:
            found.append((_offered(row, verdict, at=at), verdict))
    AidOffer.objects.bulk_create([offer for offer, _ in found])
    tell_each(template=OFFER.name, words=[_word(*one, at=at) for one in found], at=at)
    return len(found)


def _offered(row: HouseholdFacts, verdict: Verdict, *, at: datetime) -> AidOffer:
    offer = AidOffer(
        person_id=row.person_id, unit=row.unit, facts=row, rule=verdict.rule, version=verdict.version,
        outcome=verdict.outcome, made_at=at, weighed_at=at,
        **dict(zip(LEVELS, tree.levels(row.unit.path), strict=True)),
    )  # fmt: skip
    offer.verdict_sealed = seal(offer, "verdict_sealed", verdict.as_dict())
    return offer


def _word(offer: AidOffer, verdict: Verdict, *, at: datetime) -> Word:
    return Word(
        to=offer.person_id,
        values={"policy": policies[verdict.rule].name, "reason": because(verdict)},
        about=f"aid.aidoffer:{offer.pk}",
        path=MINE,
        once=f"aid.offer|{verdict.rule}|{offer.facts_id}|{local_day(at).year}",
    )


def review(row: HouseholdFacts, *, at: datetime) -> None:
    """Weigh a person's open offers by his new facts: they go on, or end. Part of an action."""
    weigh = weighing(local_day(at))
    for offer in AidOffer.objects.select_for_update().filter(person_id=row.person_id, state=OfferState.OPEN):
        verdict = weigh(offer.rule, row)
        if verdict is None:
            finish(offer, OfferState.ENDED, at=at)
        else:
            renew(offer, row, verdict, at=at)


def renew(offer: AidOffer, row: HouseholdFacts, verdict: Verdict, *, at: datetime) -> None:
    """The offer stands, by other figures."""
    offer.facts, offer.version, offer.outcome, offer.weighed_at = row, verdict.version, verdict.outcome, at
    offer.verdict_sealed = seal(offer, "verdict_sealed", verdict.as_dict())
    offer.unit = row.unit
    for level, unit in zip(LEVELS, tree.levels(row.unit.path), strict=True):
        setattr(offer, level, unit)
    offer.save()


def finish(offer: AidOffer, state: OfferState, *, at: datetime) -> None:
    """The offer is over."""
    offer.state, offer.closed_at = state, at
    offer.save(update_fields=["state", "closed_at", "matter", "quiet_until"])


@action(Permission.PERSON_SELF, on="offer")
def confirm(*, offer: AidOffer, by: Actor, at: datetime) -> AidOffer:
    """The one press: the matter is opened with what is known. Pressed again, it is the same matter.

    When he does not qualify any more, the offer ends and no matter is opened: look at its state.
    """
    if offer.state == OfferState.TAKEN:
        return offer
    if offer.state != OfferState.OPEN:
        raise Refused("这条提醒已经结束，需要时可以直接申请", code="offer_over")
    row, policy = facts_of(offer.person_id), policies[offer.rule]
    verdict = weighing(local_day(at))(offer.rule, row) if row else None
    if row is None or verdict is None:
        finish(offer, OfferState.ENDED, at=at)
    else:
        offer.matter = policy.opens(person=offer.person, facts=row, verdict=verdict, by=by, at=at)
        finish(offer, OfferState.TAKEN, at=at)
    facts(rule=offer.rule, state=offer.state, matter=offer.matter)
    return offer


@action(Permission.PERSON_SELF, on="offer")
def decline(*, offer: AidOffer, by: Actor, at: datetime) -> AidOffer:
    """No thanks: he is not asked again for a year."""
    if offer.state == OfferState.OPEN:
        offer.quiet_until = add_months(local_day(at), QUIET_MONTHS)
        finish(offer, OfferState.DECLINED, at=at)
    facts(rule=offer.rule, state=offer.state)
    return offer


@action(Permission.MATTER_HANDLE, on="offer")
def called(*, offer: AidOffer, by: Actor, at: datetime) -> AidOffer:
    """An officer has phoned; others see it and need not."""
    if offer.state != OfferState.OPEN:
        raise Refused("这条提醒已经结束", code="offer_over")
    offer.called_at, offer.called_by = at, by.label
    offer.save(update_fields=["called_at", "called_by"])
    facts(rule=offer.rule)
    return offer


def mind(found: Sequence[Standing], *, at: datetime) -> int:
    """Look after open offers: those that hold no longer or were asked for otherwise end, others are renewed.

    How many ended. Part of the search's action.
    """
    on = local_day(at)
    weigh, over = weighing(on), [one.offer_id for one in found if one.category is None]
    for policy in policies:
        those = [one for one in found if one.rule == policy.key and one.category is not None]
        has = policy.has([one.person_id for one in those], on)
        over += [one.offer_id for one in those if one.person_id in has]
    AidOffer.objects.filter(pk__in=over).update(state=OfferState.ENDED, closed_at=at)
    others = {one.offer_id for one in found if one.category is not None and not one.same} - set(over)
    rows = facts_of_many([one.person_id for one in found if one.offer_id in others])
    for offer in AidOffer.objects.filter(pk__in=others):
        row = rows[offer.person_id]
        if verdict := weigh(offer.rule, row):
            renew(offer, row, verdict, at=at)
    return len(over)
