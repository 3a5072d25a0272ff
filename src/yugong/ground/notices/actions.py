"""tell, read, and what becomes of a delivery."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import check, facts
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


WRITE = """
    INSERT INTO notices_notice
        (id, "to", person_id, template, version, "values", values_sealed, about, path, once, at)
    SELECT one.id, one."to", one.person, %(template)s, %(version)s, one."values"::jsonb, one.sealed,
           one.about, one.path, one.once, %(at)s
      FROM unnest(%(ids)s::uuid[], %(to)s::text[], %(people)s::uuid[], %(values)s::text[],
                  %(sealed)s::bytea[], %(about)s::text[], %(path)s::text[], %(once)s::text[])
        AS one(id, "to", person, "values", sealed, about, path, once)
        ON CONFLICT ("to", once) DO NOTHING RETURNING id
"""


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
    told = tell_each(template=template, words=[Word(to, values, about, path, once)], at=at)
    return told[0] if told else None


def tell_many(
    *,
    to: Collection[To],
    template: str,
    values: Mapping[str, str],
    at: datetime,
    about: str = "",
    path: str = "",
) -> list[Notice]:
    """Tell many readers the same; see `tell_each`."""
    return tell_each(template=template, words=[Word(one, values, about, path) for one in to], at=at)


def tell_each(*, template: str, words: Sequence[Word], at: datetime) -> list[Notice]:
    """Tell many, each with his own values, in a handful of statements; whoever knew it is left out."""
    text = latest(template)
    for word in words:
        text.check(word.values)
    told = kept([written(_draft(word, text, at), text, word.values) for word in words])
    if text.sms:
        send_out(told, text, at=at)
    return told


def _draft(word: Word, text: Template, at: datetime) -> Notice:
    return Notice(
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


def kept(told: Sequence[Notice]) -> list[Notice]:
    """Write notices of one text and moment in one step; those that are no repetition are returned."""
    if not told:
        return []
    check("Notice")
    given: dict[str, Any] = {
        "template": told[0].template,
        "version": told[0].version,
        "at": told[0].at,
        "ids": [one.pk for one in told],
        "people": [one.person_id for one in told],
        "values": [json.dumps(one.values, ensure_ascii=False) for one in told],
        "sealed": [one.values_sealed for one in told],
        **{name: [getattr(one, name) for one in told] for name in ("to", "about", "path", "once")},
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, given)
        new = {row[0] for row in cursor.fetchall()}
    return [one for one in told if one.pk in new]


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
