"""The member behind a link of consent: found by the print of its secret, which is not kept."""

import hashlib
from datetime import datetime

from yugong.ground.people import vault
from yugong.scenes.aid.models import HouseholdMember


def fingerprint(secret: str) -> bytes:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).digest()


def code_of(secret: str) -> str:
    """The six digits that go out with a link; only the house can work them out from its secret."""
    return f"{int.from_bytes(vault.blind(secret, 'consent-code')[1:9]) % 1_000_000:06d}"


def member_of(secret: str, *, at: datetime) -> HouseholdMember | None:
    """Who was asked by this link, while it lasts."""
    rows = HouseholdMember.objects.filter(link_print=fingerprint(secret), link_until__gt=at)
    return rows.select_related("household", "household__person").first()
