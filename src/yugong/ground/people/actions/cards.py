"""The electronic card: a token shown as a QR code, short-lived, revocable, read without an account."""

import secrets
from datetime import datetime, timedelta

from yugong.ground.audit.action import action
from yugong.ground.parameters.queries import value
from yugong.ground.people import vault
from yugong.ground.people.models import CardToken, Membership, Person
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

PURPOSES = {"member": "核对会籍", "benefit": "享优惠、进驿站"}  # what is shown differs: queries.card_view


@action(Permission.PERSON_SELF, on="person")
def issue_card_token(*, person: Person, purpose: str = "member", by: Actor, at: datetime) -> str:
    """A fresh secret for the member's QR code; earlier ones of the same purpose are revoked."""
    if purpose not in PURPOSES:
        raise Refused("会员码没有这种用途，请从会员卡重新出示", field="purpose")
    if not Membership.objects.filter(person=person, valid_to=None, superseded_at=None).exists():
        raise Refused("现在不是工会会员，还没有会员码")
    CardToken.objects.filter(person=person, purpose=purpose, revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(24)
    seconds = int(value("card.token_seconds", on=local_day(at)))
    CardToken(
        person=person,
        secret_index=vault.blind(secret, "card"),
        purpose=purpose,
        made_at=at,
        expires_at=at + timedelta(seconds=seconds),
    ).save()
    return secret


@action(Permission.CARD_VERIFY)
def read_card_token(*, secret: str, by: Actor, at: datetime) -> CardToken:
    """What a shown code stands for; refuses an unknown, revoked or expired one alike."""
    row = CardToken.objects.filter(secret_index__in=vault.blinds(secret, "card")).first()
    if row is None or row.revoked_at is not None or row.expires_at <= at:
        raise Refused("这个会员码已经失效，请对方重新打开会员卡", code="card_expired")
    row.read_at = row.read_at or at
    row.save(update_fields=["read_at"])
    return row


@action(Permission.PERSON_SELF, on="person")
def revoke_card_tokens(*, person: Person, by: Actor, at: datetime) -> int:
    """Make every code shown so far worthless."""
    return CardToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
