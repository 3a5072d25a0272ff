"""One matter in full, within what the reader may see: answers, messages, clocks, place in the queue."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from yugong.engines.matters.models import ClockRow, Draft, Matter, Message
from yugong.engines.matters.queries.keeping import barred
from yugong.engines.matters.queries.lookups import picked_words
from yugong.engines.matters.queries.officers import taking
from yugong.engines.matters.sealing import unseal
from yugong.ground.access import scope
from yugong.ground.audit.statements import columns
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.decision import Decision, may
from yugong.kernel.errors import Broken
from yugong.kernel.fields import Consent, Field, Identifier, PersonName
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission

QUEUE_CAP = 1000
NUMBERED = "SELECT {columns} FROM matters_matter m JOIN org_unit u ON u.id = m.unit_id WHERE m.number = %s"
CLOCKS = "SELECT {columns} FROM matters_clock c WHERE c.matter_id = %s ORDER BY c.started_at, c.id"
THREAD = """
    SELECT {columns} FROM matters_message s WHERE s.matter_id = %s ORDER BY s.at DESC, s.id DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the thread."""

    at: datetime
    by: str
    by_label: str
    from_asker: bool
    body: str


def own(actor: Actor, number: str) -> Matter:
    """The actor's own matter; Http404 for everything else."""
    rows = Matter.objects.select_related("unit").filter(asker_id=actor.person_id)
    if actor.person_id is None or (found := rows.filter(number=number).first()) is None:
        raise Http404
    return found


def on_desk(actor: Actor, number: str) -> Matter:
    """A matter within the seat's subtree; Http404 for everything else, one's own matters included."""
    found = by_number(number) if actor.seat is not None else None
    if found is None:
        raise Http404
    return let(actor, found)


def let(actor: Actor, found: Matter) -> Matter:
    """The matter, if the actor may see it at his desk; Http404 otherwise, as if there were none."""
    if actor.person_id is not None and found.asker_id == actor.person_id:
        raise Http404
    if not may(actor, Permission.MATTER_VIEW, found) or barred(actor, found):
        raise Http404
    return found


def picked(actor: Actor, numbers: list[str]) -> list[Matter]:
    """Several matters within the seat's subtree, for bulk acts, at most a page of them."""
    rows = Matter.objects.select_related("unit").filter(number__in=numbers[:100])
    found = scope.within(actor, Permission.MATTER_VIEW, rows).order_by("due_at", "id")
    return [row for row in found if not barred(actor, row)]


def may_take(matter: Matter, *, at: datetime) -> Callable[[Unit], Decision]:
    """Which desks this matter's kind lets it lie at, one asked at a time."""
    kind, asker, answers = kinds[matter.kind], matter.asker, all_answers(matter)
    return lambda unit: taking(kind, unit, asker=asker, answers=answers, at=at)


def all_answers(matter: Matter) -> dict[str, Any]:
    """Every answer, the personal ones opened; for effects and for those who may see them."""
    sealed = unseal(matter.answers_sealed, column="matter.answers", row=matter.pk)
    return {**matter.answers, **(sealed or {})}


def shown_answers(matter: Matter, *, full: bool) -> list[tuple[str, str]]:
    """(label, words) of each answer given; personal ones masked unless `full`."""
    return shown(kinds[matter.kind].fields, all_answers(matter), full=full)


def shown(fields: Iterable[Field], given: Mapping[str, Any], *, full: bool) -> list[tuple[str, str]]:
    """(label, words) of answers; identity numbers and the like stay masked even to their owner's screen."""
    picked, found = picked_words(fields, given), []
    for field in fields:
        if given.get(field.name) is None or isinstance(field, Consent):
            continue
        open_ = full and (isinstance(field, PersonName) or not isinstance(field, Identifier))
        words = picked.get(field.name) or field.show(given.get(field.name), open_)
        if words:
            found.append((field.label, words))
    return found


def thread(matter: Matter, *, limit: int = 100) -> list[Said]:
    """The newest messages of a matter, oldest first."""
    text, part = columns(Message, "s")
    with connection.cursor() as cursor:
        cursor.execute(THREAD.format(columns=text), [matter.pk, limit])
        rows = [part.made(row) for row in cursor.fetchall()]
    found = [
        Said(
            row.at,
            row.by,
            row.by_label,
            row.from_asker,
            unseal(row.body_sealed, column="message.body", row=row.pk),
        )
        for row in rows
    ]
    return found[::-1]


def clocks(matter: Matter) -> list[ClockRow]:
    """Every clock of a matter in order of its start."""
    text, part = columns(ClockRow, "c")
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS.format(columns=text), [matter.pk])
        return [part.made(row) for row in cursor.fetchall()]


def place_in_queue(matter: Matter) -> int:
    """How many of the same sort wait before this one at the same desk, plus one; counted to a thousand."""
    before = Matter.objects.filter(
        kind=matter.kind, unit_id=matter.unit_id, stage=matter.stage, closed_at__isnull=True
    ).filter(opened_at__lt=matter.opened_at)
    return before.values("id")[:QUEUE_CAP].count() + 1


def open_of(person_id: UUID, kind: str) -> Matter | None:
    """The person's matter of this kind that is still open, the newest."""
    rows = Matter.objects.filter(asker_id=person_id, kind=kind, closed_at__isnull=True)
    return rows.order_by("-id").first()


def by_number(number: str) -> Matter | None:
    """The matter with this number, for effects and jobs; pages use `own` or `on_desk`."""
    (own, matter), (beside, unit) = columns(Matter, "m"), columns(Unit, "u")
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED.format(columns=f"{own}, {beside}"), [number])
        values = cursor.fetchone()
    if values is None:
        return None
    found: Matter = matter.made(values[: len(matter.names)])
    found.unit = unit.made(values[len(matter.names) :])
    return found


def numbered(numbers: Iterable[str]) -> list[Matter]:
    """The matters with these numbers, the newest first; for lists whose rows are already the reader's."""
    return list(Matter.objects.filter(number__in=set(numbers)).order_by("-opened_at", "-id"))


def draft(person_id: UUID, kind: str) -> tuple[dict[str, Any], str]:
    """What the person has filled in so far and the key it will be sent under; ({}, "") without a draft."""
    row = Draft.objects.filter(person_id=person_id, kind=kind).first()
    if row is None:
        return {}, ""
    body = unseal(row.body_sealed, column="draft.body", row=row.pk)
    if not isinstance(body, dict):
        raise Broken(f"draft {row.pk}: its body is no form")
    return {name: value for name, value in body.items() if name}, row.key
