"""The yes of every adult to the check of means: by himself, behind a link on his own phone, or on paper."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept
from yugong.ground.files.formats import PHOTOS
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.models import ConsentWay, Household, HouseholdConsent, HouseholdMember
from yugong.scenes.aid.queries import sheets
from yugong.scenes.aid.queries.linked import code_of, fingerprint
from yugong.scenes.aid.rules.declaring import SELF, WORDING

LASTS, AGAIN = timedelta(days=7), timedelta(minutes=10)


def yes(
    member: HouseholdMember, way: ConsentWay, *, by: Actor, at: datetime, paper: UUID | None = None
) -> HouseholdConsent:
    """Keep a member's yes; one that stands is given back."""
    standing: HouseholdConsent | None = member.consents.filter(withdrawn_at__isnull=True).first()
    if standing is not None:
        return standing
    row = HouseholdConsent(
        id=uuid7(), member=member, way=way, wording=WORDING, given_at=at, recorded_by_id=by.person_id,
        paper=paper,
    )  # fmt: skip
    row.save()
    member.link_until = None
    if way != ConsentWay.LINK:  # whoever said yes behind his link may take it back there
        member.link_print = None
    member.save()
    facts(way=str(way), wording=WORDING)
    return row


@action(Permission.PERSON_SELF, on="household", named="aid.agreed")
def agree(*, household: Household, by: Actor, at: datetime) -> Household:
    """The main person says yes for himself, and as guardian for those who are not grown up."""
    for member in household.members.filter(left_on__isnull=True).order_by("id"):
        if member.relation == SELF:
            yes(member, ConsentWay.SELF, by=by, at=at)
        elif not member.adult:
            yes(member, ConsentWay.GUARDIAN, by=by, at=at)
    return household


@action(Permission.MATTER_OPEN, on="household", named="aid.consent_asked")
def ask(*, household: Household, member: HouseholdMember, by: Actor, at: datetime) -> tuple[str, str, str]:
    """A fresh link for a grown-up member; an earlier one is worthless. Returns (phone, secret, code)."""
    phone = str(sheets.member(member).get("phone") or "")
    if not phone:
        raise Refused("先填这位家人的手机号；没有手机，用纸上签字", code="no_phone")
    if member.link_until and member.link_until - LASTS + AGAIN > at:
        raise Refused("刚发过，10 分钟后可以再发", code="too_soon")
    secret = secrets.token_urlsafe(18)
    member.link_print, member.link_until = fingerprint(secret), at + LASTS
    member.save()
    return phone, secret, code_of(secret)


@action(Permission.UNIT_VIEW, on="member", named="aid.consent_given")
def answer(*, member: HouseholdMember, secret: str, code: str, by: Actor, at: datetime) -> HouseholdConsent:
    """Behind the link: the code from his own message, and his yes."""
    if not member.link_until or member.link_until < at:
        raise Refused("链接已经失效，请家人重发", code="gone")
    _prove(member, secret, code)
    return yes(member, ConsentWay.LINK, by=by, at=at)


def _prove(member: HouseholdMember, secret: str, code: str) -> None:
    """Who holds the link also reads the messages of the phone it was sent to."""
    if bytes(member.link_print or b"") != fingerprint(secret):
        raise Refused("链接已经失效，请家人重发", code="gone")
    if not secrets.compare_digest(code.strip(), code_of(secret)):
        raise Refused("授权码不对，请看短信里的 6 位数字", field="code", code="wrong")


@action(Permission.MATTER_OPEN, on="household", named="aid.consent_paper")
def on_paper(
    *, household: Household, member: HouseholdMember, upload: Any, by: Actor, at: datetime
) -> HouseholdConsent:
    """A signature on paper, photographed: for who has no phone, and at the desk."""
    if not upload:
        raise Refused("请拍下签字的那一页", field="paper", code="missing")
    kept = accept(upload=upload, owner=f"aid.household:{household.pk}", kinds=(*PHOTOS, "pdf"), by=by, at=at)
    return yes(member, ConsentWay.PAPER, paper=kept.pk, by=by, at=at)


@action(Permission.UNIT_VIEW, on="member", named="aid.consent_taken_back")
def take_back(*, member: HouseholdMember, secret: str, code: str, by: Actor, at: datetime) -> int:
    """Behind the same link, with the same code: the yes that was given there ends, and the link with it."""
    _prove(member, secret, code)
    ended = _end(member, at)
    member.link_print = None
    member.save()
    return ended


def _end(member: HouseholdMember, at: datetime) -> int:
    ended = member.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=at)
    if not ended:
        raise Refused("没有这项授权，或者已经撤回", code="none")
    return int(ended)


@action(Permission.UNIT_VIEW, on="member", named="aid.consent_withdrawn")
def withdraw(*, member: HouseholdMember, by: Actor, at: datetime) -> int:
    """Take the yes back: nothing is checked any more; what was decided stands until it is looked at again."""
    if by.person_id is None or by.person_id not in (member.person_id, member.household.person_id):
        raise Refused("本人或者申请人才能撤回", code="not_own")
    return _end(member, at)
