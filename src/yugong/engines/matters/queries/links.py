"""One-time links of agencies without an account: where a secret leads, and who stands behind a browser."""

from datetime import datetime

from django.utils.crypto import constant_time_compare

from yugong.engines.matters.models import HandoverLink
from yugong.ground.people import vault
from yugong.kernel.actor import Actor, partner

TRIES = 5


def alive(secret: str, *, at: datetime) -> HandoverLink | None:
    """The link of a secret while it leads anywhere: not revoked, expired, taken back or used up."""
    held = vault.blinds(secret, "handover_link")
    row = HandoverLink.objects.select_related("handover__matter__unit").filter(secret_index__in=held).first()
    if row is None or row.revoked_at or (row.tries >= TRIES and not row.bound_at):
        return None
    return row if row.handover.open and row.handover.expires_at > at else None


def visitor(link: HandoverLink, kept: str) -> Actor | None:
    """The agency behind the browser that opened the link first; None for every other browser."""
    if not kept or link.browser_index is None:
        return None
    held = [
        constant_time_compare(one, bytes(link.browser_index))
        for one in vault.blinds(kept, "handover_browser")
    ]
    return partner(link.handover_id, label=link.handover.to_name) if any(held) else None
