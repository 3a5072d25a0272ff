"""The member behind a link of consent: found by the print of its secret, which is not kept."""

import hashlib
from datetime import datetime

from django.db.models import Q

from yugong.ground.people import vault
from yugong.scenes.aid.models import HouseholdMember


def fingerprint(secret: str) -> bytes:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).digest()


def code_of(secret: str) -> str:
    """The six digits that go out with a link; only the house can work them out from its secret."""
    return f"{int.from_bytes(vault.blind(secret, 'consent-code')[1:9]) % 1_000_000:06d}"


def member_of(secret: str, *, at: datetime) -> HouseholdMember | None:
    """Who was asked by this link: while it lasts, and as long as the yes that was given behind it stands."""
    said = Q(link_until=None, consents__isnull=False, consents__withdrawn_at=None)
    rows = HouseholdMember.objects.filter(Q(link_until__gt=at) | said, link_print=fingerprint(secret))
    return rows.select_related("household", "household__person").first()
