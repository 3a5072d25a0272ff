"""The sweeper: contents without a row go, rows without a content are reported, expired files end."""

import logging
import time
from collections.abc import Iterator

from django.utils import timezone

from yugong.ground.files import actions, queries, store
from yugong.ground.files.models import Attachment, State
from yugong.ground.jobs.queue import job
from yugong.kernel.actor import CLOCK

ORPHAN_AGE = 3600.0
BATCH = 500
log = logging.getLogger(__name__)


@job("files.sweep", queue="upkeep", whole=False)
def sweep() -> None:
    """Nightly parity of shelf and rows."""
    expire()
    remove_orphans(older_than=time.time() - ORPHAN_AGE)
    for row in broken():
        log.error("file %s: the stored content is missing or was changed", row)


def expire() -> int:
    """Shred what need no longer be kept; returns how many."""
    now = timezone.now()
    ended = queries.expired(timezone.localdate(now))
    for attachment in ended:
        actions.shred(attachment=attachment, reason="保存期满", by=CLOCK, at=now)
    return len(ended)


def remove_orphans(*, older_than: float) -> int:
    """Remove contents that no row holds: what a rolled-back upload left; returns how many."""
    removed, batch = 0, []
    for sha256 in store.shelved(older_than=older_than):
        batch.append(sha256)
        if len(batch) == BATCH:
            removed, batch = removed + drop_unheld(batch), []
    return removed + drop_unheld(batch)


def drop_unheld(contents: list[str]) -> int:
    """Remove those contents that no row holds."""
    kept = Attachment.objects.filter(sha256__in=contents, state=State.KEPT)
    unheld = set(contents) - set(kept.values_list("sha256", flat=True))
    return sum(map(actions.discard, unheld))


def broken() -> Iterator[str]:
    """The ids of all attachments whose content is missing or no longer hashes to its name."""
    rows = Attachment.objects.filter(state=State.KEPT).order_by("sha256").values_list("id", "sha256")
    last, fine = "", True
    for row, sha256 in rows.iterator(chunk_size=2000):
        if sha256 != last:
            last, fine = sha256, store.whole(sha256)
        if not fine:
            yield str(row)
