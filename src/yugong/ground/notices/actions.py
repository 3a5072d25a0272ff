"""tell, read, and what becomes of a delivery."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.jobs.queue import defer_many, jobs, schedule
from yugong.ground.notices import queries
from yugong.ground.notices.addresses import Boxes, To, key_of, person_of, reach
from yugong.ground.notices.letters import written
from yugong.ground.notices.models import Delivery, Fate, Notice
from yugong.ground.notices.quiet import opens_at
from yugong.ground.notices.replay import outcome
from yugong.ground.notices.templates import Template, latest
from yugong.ground.parameters.queries import value
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Broken
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

DELIVER = "deliver:{delivery}"


@dataclass(frozen=True, slots=True)
class Word:
    """What one reader is told of a text that goes to many: as the arguments of `tell`."""

    to: To
    values: Mapping[str, str]
    about: str = ""
    path: str = ""
    once: str = ""


def tell(
    *,
    to: To,
    template: str,
    values: Mapping[str, str],
    at: datetime,
    about: str = "",
    path: str = "",
    once: str = "",
) -> Notice | None:
    """Tell a person (his id) or a seat something, inside the action it follows from.

    The row and its deliveries are part of that transaction: rolled back, nothing was told. `once` is what
    must not be told twice to the same reader (by default: this text about this thing at this moment);
    None is returned for a repetition. `path` must be an address of our own.
    """
    word = Word(to, values, about, path, once)
    told = _told(latest(template), [word], at)
    return told[0] if told else None


def tell_each(*, template: str, words: Sequence[Word], at: datetime) -> int:
    """The same for many readers, each with his own values, in a handful of statements; how many were told."""
    return len(_told(latest(template), words, at))


def _told(text: Template, words: Sequence[Word], at: datetime) -> list[Notice]:
    """Write what is no repetition, and plan how it goes out."""
    drafts = []
    for word in words:
        text.check(word.values)
        notice = Notice(
            id=uuid7(),
            to=key_of(word.to),
            person_id=person_of(word.to),
            template=text.name,
            version=text.version,
            about=word.about,
            path=word.path,
            once=word.once or f"{text.name}|{word.about}|{at.isoformat()}",
            at=at,
        )
        drafts.append(written(notice, text, word.values))
    Notice.objects.bulk_create(drafts, ignore_conflicts=True)
    kept = set(Notice.objects.filter(pk__in=[one.pk for one in drafts]).values_list("pk", flat=True))
    told = [one for one in drafts if one.pk in kept]
    if text.sms:
        send_out([one for one in told if one.person_id], text, at=at)
    return told


def tell_many(
    *, to: Sequence[UUID], template: str, values: Mapping[str, str], at: datetime, about: str, path: str = ""
) -> int:
    """Tell many persons the same, in one step; only what is read in the inbox, nothing that rings."""
    text = latest(template)
    text.check(values)
    if text.sms:
        raise Broken(f"{template} rings: tell each person by himself")
    told = [
        Notice(
            id=uuid7(), to=key_of(one), person_id=one, template=text.name, version=text.version, about=about,
            path=path, once=f"{text.name}|{about}|{at.isoformat()}", at=at,
        )
        for one in to
    ]  # fmt: skip
    Notice.objects.bulk_create([written(one, text, values) for one in told], ignore_conflicts=True)
    return len(told)


def send_out(told: Sequence[Notice], text: Template, *, at: datetime) -> None:
    """Plan a delivery by every way on which each of the persons can be reached."""
    persons = {one.person_id for one in told if one.person_id}
    if not persons:
        return
    moment = at if text.urgent else quiet_until(at)
    made: list[Delivery] = []
    for way, addresses_of in reach.items():
        found = addresses_of(persons)
        made += [
            Delivery(notice=one, way=way, not_before=moment, **outcome(moment))
            for one in told
            if one.person_id in found
        ]
    Delivery.objects.bulk_create(made)
    waiting = [{"delivery": one.pk} for one in made if one.fate == Fate.WAITING]
    when = moment if moment > at else None
    defer_many(jobs["notices.deliver"], waiting, when=when, once=DELIVER)


def quiet_until(at: datetime) -> datetime:
    """The first moment from `at` on at which a message may ring."""
    day = timezone.localtime(at).date()
    hours = {key: int(value(f"notice.{key}", on=day)) for key in ("quiet_from", "quiet_to")}
    return opens_at(at, **hours)


def dispatch(delivery: int, *, when: datetime | None = None) -> None:
    """Queue one delivery, once, in the caller's transaction."""
    schedule(
        jobs["notices.deliver"], {"delivery": delivery}, when=when, once=DELIVER.format(delivery=delivery)
    )


@action(Permission.NOTICE_READ)
def read(*, boxes: Boxes, upto: UUID, only: bool = False, by: Actor, at: datetime) -> str:
    """Mark as read what lies in the mailboxes up to a notice, or that one only."""
    rows = queries.of(boxes).filter(read_at__isnull=True)
    rows = rows.filter(pk=upto) if only else rows.filter(pk__lte=upto)
    facts(count=rows.update(read_at=at))
    return f"notices.notice:{upto}"


@action(Permission.NOTICE_SEND, on="delivery")
def note_sent(*, delivery: Delivery, receipt: str, by: Actor, at: datetime) -> Delivery:
    """The carrier took it."""
    facts(way=delivery.way, tries=delivery.tries + 1)
    return close(delivery, Fate.SENT, at, receipt=receipt)


@action(Permission.NOTICE_SEND, on="delivery")
def note_failed(*, delivery: Delivery, error: str, final: bool, by: Actor, at: datetime) -> Delivery:
    """The carrier did not take it; `final` when no further try is due."""
    facts(way=delivery.way, tries=delivery.tries + 1, error=error)
    return close(delivery, Fate.FAILED if final else Fate.WAITING, at, error=error)


def close(delivery: Delivery, fate: Fate, at: datetime, *, receipt: str = "", error: str = "") -> Delivery:
    """Write down one try."""
    delivery.tries += 1
    delivery.fate, delivery.receipt, delivery.error = fate, receipt[:80], error[:40]
    delivery.done_at = None if fate == Fate.WAITING else at
    delivery.save(update_fields=["tries", "fate", "receipt", "error", "done_at"])
    return delivery
