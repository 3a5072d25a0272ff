"""The one-time way in for an agency without an account: a secret address and a code by another way."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import constant_time_compare

from yugong.engines.matters.models import Handover, HandoverLink
from yugong.engines.matters.queries.links import TRIES
from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.people import vault
from yugong.kernel.actor import VISITOR, Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

GONE = Refused("这个链接已经失效，请联系送交的工会", code="gone")


@dataclass(frozen=True, slots=True)
class Issued:
    """What is shown once to the officer: the secret of the address, and the code to tell by another way."""

    secret: str
    code: str


@action(Permission.HANDOVER_SEND, on="handover", named="matters.hand_link")
def issue(*, handover: Handover, by: Actor, at: datetime) -> Issued:
    """A new link to a hand-over of an agency without an account; an earlier one is worthless from now on."""
    if handover.agency_id is not None:
        raise Refused("这个单位有账号，请对方登录查看")
    if not handover.open or handover.over or handover.expires_at <= at:
        raise Refused("这件已经结束，不能再生成链接", code="gone")
    HandoverLink.objects.filter(handover=handover, revoked_at__isnull=True).update(revoked_at=at)
    secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**6):06d}"
    row = HandoverLink(handover=handover, made_at=at)
    row.secret_index = vault.blind(secret, "handover_link")
    row.code_index = vault.blind(f"{row.pk}:{code}", "handover_code")
    row.save(force_insert=True)
    facts(number=handover.matter.number)
    return Issued(secret, code)


def enter(*, link: HandoverLink, code: str, at: datetime) -> str:
    """The right code, the first time, binds the link to this browser; returns what the browser remembers.

    A wrong code is counted even when the page then fails; after the fifth the link is worthless.
    """
    found = _enter(link=link, code=code, by=VISITOR, at=at)
    if not found:
        raise Refused(f"提取码不对。连续输错 {TRIES} 次，链接就会作废", field="code", code="wrong")
    return found


@action(Permission.SIGN_IN, on="link", named="matters.hand_entered")
def _enter(*, link: HandoverLink, code: str, by: Actor, at: datetime) -> str:
    if link.revoked_at or link.bound_at or link.tries >= TRIES:
        raise GONE
    link.tries += 1
    given = vault.blinds(f"{link.pk}:{code.strip()}", "handover_code")
    right = [constant_time_compare(one, bytes(link.code_index)) for one in given]
    facts(right=any(right), tries=link.tries)
    if not any(right):
        link.save(update_fields=["tries"])
        return ""
    kept = secrets.token_urlsafe(32)
    link.browser_index, link.bound_at = vault.blind(kept, "handover_browser"), at
    link.save(update_fields=["tries", "browser_index", "bound_at"])
    return kept


@action(Permission.HANDOVER_SEND, on="handover", named="matters.hand_link_revoked")
def revoke(*, handover: Handover, by: Actor, at: datetime) -> Handover:
    """Make the link worthless; the hand-over itself stays, and a new link can be made."""
    HandoverLink.objects.filter(handover=handover, revoked_at__isnull=True).update(revoked_at=at)
    return handover
