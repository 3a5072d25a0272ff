"""Carrying notices out of the house, with patience, and looking for those that were overlooked."""

from datetime import timedelta

from django.utils import timezone

from yugong.ground.jobs.queue import job
from yugong.ground.jobs.retry import Retry
from yugong.ground.notices import actions, channels, queries
from yugong.ground.notices.addresses import reach
from yugong.ground.notices.channels import Outgoing, Undelivered
from yugong.ground.notices.letters import letter
from yugong.ground.notices.models import Delivery, Fate, Way
from yugong.ground.notices.templates import templates
from yugong.kernel.actor import SYSTEM

PATIENCE = Retry(times=6, wait=60, growth=3, cap=3600)
LATE = timedelta(minutes=15)


@job("notices.deliver", retry=PATIENCE, queue="notices", whole=False)
def deliver(delivery: int) -> None:
    """Send one delivery; a failure is noted and tried again later, outside the quiet hours."""
    row = Delivery.objects.select_related("notice").filter(pk=delivery, fate=Fate.WAITING).first()
    if row is None:
        return
    now = timezone.now()
    urgent = templates[f"{row.notice.template}@{row.notice.version}"].urgent
    opening = now if urgent else actions.quiet_until(now)
    if opening > now:
        actions.dispatch(row.pk, when=opening)
        return
    try:
        receipt = hand_over(row)
    except Undelivered as error:
        final = not error.again or row.tries >= PATIENCE.times
        actions.note_failed(delivery=row, error=error.code, final=final, by=SYSTEM, at=now)
        if not final:
            raise
    else:
        actions.note_sent(delivery=row, receipt=receipt, by=SYSTEM, at=now)


def hand_over(row: Delivery) -> str:
    """Give a delivery to its channel; returns the receipt, raises Undelivered."""
    person = row.notice.person_id
    address = reach[row.way]([person]).get(person, "") if person else ""
    if not address:
        raise Undelivered("address_missing", again=False)
    channel = channels.sms() if row.way == Way.SMS else channels.wechat()
    try:
        return channel.send(Outgoing(address, letter(row.notice).sms, f"delivery:{row.pk}"))
    except OSError:
        raise Undelivered("carrier_unreachable", again=True) from None


@job("notices.overlooked", queue="upkeep")
def overlooked() -> None:
    """Queue again what should have gone out a while ago and waits without a job."""
    for delivery in queries.overlooked(timezone.now() - LATE):
        actions.dispatch(delivery)
