"""Hand-overs as each side sees them: what an agency received, what a sender and the asker may know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from yugong.engines.matters.models import Handover, Matter
from yugong.engines.matters.queries.keeping import barred
from yugong.engines.matters.queries.lookups import picked_words
from yugong.engines.matters.queries.reading import all_answers
from yugong.engines.matters.queries.story import story
from yugong.engines.matters.sealing import unseal
from yugong.ground.access import scope
from yugong.ground.files.models import Attachment
from yugong.ground.files.owners import Owner, owners
from yugong.ground.files.queries import FileCard, files_of
from yugong.ground.org.models import Agency
from yugong.ground.org.queries import agencies_near
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.fields import Consent, Field, LongText
from yugong.kernel.flow import CLOSED, Kind, kinds
from yugong.kernel.handing import PARTS, PERSONAL, PLAIN, SUMMARY, Purpose
from yugong.kernel.permissions import Permission

Pair = tuple[str, str]
MOST = 50
owners.add(
    Owner(
        "matters.handover",
        lambda key: Handover.objects.select_related("matter__unit").filter(pk=key).first(),
        bars=lambda actor, row: barred(actor, row.matter),
    )
)


def title_of(matter: Matter) -> str:
    """What a matter is called towards others: the sort of it, without any word of the asker."""
    return kinds[matter.kind].name


def recipients(matter: Matter, purpose: Purpose) -> list[Agency]:
    """The agencies to which a matter may go for a purpose: those of its union or above, of the right sort."""
    return [one for one in agencies_near(matter.unit.path) if one.kind in purpose.to]


def sendable_files(matter: Matter) -> list[FileCard]:
    """The matter's files that still exist."""
    return [card for card in files_of(owner_of(matter)) if not card.gone]


def owner_of(thing: Matter | Handover) -> str:
    """The text by which files name what they belong to."""
    return f"matters.{'matter' if isinstance(thing, Matter) else 'handover'}:{thing.pk}"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an agency's list."""

    id: UUID
    what: str
    purpose: str
    union: str
    state: str
    label: str
    sent_at: datetime
    due_at: datetime
    expires_at: datetime
    over: bool


def received(
    actor: Actor, *, now: datetime, tab: str = "todo", after: str = "", limit: int = 20
) -> list[Item]:
    """What lies at the agency's desk, the newest first; `after` is the id of the last line seen."""
    rows = scope.within(actor, Permission.HANDOVER_ANSWER, Handover.objects.filter(expires_at__gt=now))
    rows = rows.filter(ended_at__isnull=tab != "done")
    if after:
        rows = rows.filter(id__lt=_uuid(after))
    return [line(row) for row in rows.select_related("matter__unit").order_by("-id")[:limit]]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def line(row: Handover) -> Item:
    """One hand-over for a list."""
    purpose = purpose_of(row)
    return Item(
        row.pk, title_of(row.matter), purpose.label, row.matter.unit.name, row.state,
        row.get_state_display(), row.sent_at, row.due_at, row.expires_at, row.over,
    )  # fmt: skip


def purpose_of(row: Handover) -> Purpose:
    """The declared purpose of a hand-over."""
    return kinds[row.matter.kind].purpose(row.purpose)


def waiting_at(actor: Actor, *, now: datetime) -> int:
    """How many wait for the agency's answer, counted to a thousand."""
    rows = scope.within(actor, Permission.HANDOVER_ANSWER, Handover.objects.filter(expires_at__gt=now))
    return rows.filter(ended_at__isnull=True).values("id")[:1000].count()


def lying_with(agencies: Iterable[int]) -> dict[int, int]:
    """How much lies unanswered with each of these agencies; those with nothing are left out."""
    rows = Handover.objects.filter(agency__in=list(agencies), ended_at__isnull=True).order_by()
    return dict(rows.values_list("agency").annotate(Count("id")))


def item(actor: Actor, key: UUID, *, now: datetime) -> Handover:
    """One hand-over the agency may see now; Http404 for everything else."""
    rows = Handover.objects.filter(expires_at__gt=now).select_related("matter__unit")
    return scope.one(actor, Permission.HANDOVER_ANSWER, rows, pk=key)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the agency reads of a matter: only the parts that were chosen."""

    summary: list[Pair]
    story: list[tuple[datetime, str]]
    plain: list[Pair]
    personal: list[Pair]
    files: list[FileCard]
    note: str


def shown_to_agency(row: Handover) -> Shown:
    """The chosen parts, and nothing else."""
    matter, kind, chosen = row.matter, kinds[row.matter.kind], set(row.parts)
    given = all_answers(matter)
    secret = [one for one in kind.fields if one.personal or isinstance(one, LongText)]
    plain = [one for one in kind.fields if one not in secret]
    asker = [("申请人", names({matter.asker_id}).get(matter.asker_id, ""))]
    return Shown(
        summary=_summary(matter, kind) if SUMMARY in chosen else [],
        story=_story(matter, before=row.sent_at) if SUMMARY in chosen else [],
        plain=_answers(plain, given) if PLAIN in chosen else [],
        personal=asker + _answers(secret, given) if PERSONAL in chosen else [],
        files=[card for card in sendable_files(matter) if str(card.id) in row.files],
        note=unseal(row.note_sealed, column="handover.note", row=row.pk) or "",
    )


def _summary(matter: Matter, kind: Kind) -> list[Pair]:
    return [("编号", matter.number), ("事项", kind.name), ("承办工会", matter.unit.name)]


def _story(matter: Matter, *, before: datetime) -> list[tuple[datetime, str]]:
    """What was done up to the hand-over, without the notes."""
    steps = (step for step in story(matter, full=False) if step.at <= before)
    return [(step.at, step.what) for step in steps if not step.did.startswith("hand_")]


def _answers(fields: Sequence[Field], given: dict[str, Any]) -> list[Pair]:
    """Answers in full: what was chosen to be sent is meant to be read."""
    words = picked_words(fields, given)
    pairs = (
        (one.label, words.get(one.name) or one.show(given.get(one.name), True))
        for one in fields
        if not isinstance(one, Consent)
    )
    return [pair for pair in pairs if pair[1]]


def may_send(me: Actor, found: Matter) -> bool:
    """Whether the officer may hand this matter over now: at its own desk, while it is open."""
    here = me.seat is not None and me.seat.unit_id == found.unit_id and found.stage != CLOSED
    return bool(here and kinds[found.kind].hands_to and may(me, Permission.HANDOVER_SEND, found))


@dataclass(frozen=True, slots=True)
class Handed:
    """One hand-over as its sender and the asker see it."""

    id: UUID
    to: str
    purpose: str
    what: str
    state: str
    label: str
    sent_at: datetime
    due_at: datetime
    expires_at: datetime
    read_at: datetime | None
    taken_at: datetime | None
    ended_at: datetime | None
    noted_at: datetime | None
    open: bool
    over: bool
    waits: bool
    result: str
    answer: str
    figures: list[Pair]
    files: list[FileCard]
    by_link: bool
    late: bool


def handed(matter: Matter, *, now: datetime, full: bool) -> list[Handed]:
    """Where the matter lies and has lain outside, the newest first; the answer in words only when `full`."""
    if not kinds[matter.kind].hands_to:
        return []
    rows = Handover.objects.filter(matter=matter).order_by("-id")[:MOST]
    return [_handed(row, kinds[matter.kind], now, full) for row in rows]


def _handed(row: Handover, kind: Kind, now: datetime, full: bool) -> Handed:
    purpose = kind.purpose(row.purpose)
    what = [PARTS[part] for part in row.parts] + ([f"材料 {len(row.files)} 份"] if row.files else [])
    figures = [(one.label, one.show(row.figures.get(one.name), True)) for one in purpose.figures]
    return Handed(
        row.pk, row.to_name, purpose.label, "、".join(what), row.state, row.get_state_display(),
        row.sent_at, row.due_at, row.expires_at, row.read_at, row.taken_at, row.ended_at, row.noted_at,
        open=row.open and row.expires_at > now,
        over=row.over,
        waits=row.waits and not row.over,
        result=purpose.result_words(row.result) if row.result else "",
        answer=(unseal(row.answer_sealed, column="handover.answer", row=row.pk) or "") if full else "",
        figures=[pair for pair in figures if pair[1]],
        files=files_of(owner_of(row)) if full else [],
        by_link=row.agency_id is None,
        late=not row.over and row.due_at <= now,
    )  # fmt: skip


def answer_of(row: Handover) -> list[Pair]:
    """What the agency itself has answered, in words; nothing before it has."""
    if not row.result:
        return []
    purpose = purpose_of(row)
    said = unseal(row.answer_sealed, column="handover.answer", row=row.pk) or ""
    figures = [(one.label, one.show(row.figures.get(one.name), True)) for one in purpose.figures]
    pairs = [("办理结果", purpose.result_words(row.result)), *figures, ("答复说明", said)]
    return [pair for pair in pairs if pair[1]]


def may_read_file(row: Handover, file: Attachment) -> bool:
    """Whether a file is one of those chosen, still the matter's, or the agency's own."""
    chosen = str(file.pk) in row.files and file.owner == owner_of(row.matter)
    return chosen or file.owner == owner_of(row)


def one_of(matter: Matter, key: UUID) -> Handover:
    """A hand-over of this matter; Http404 for another's."""
    row = Handover.objects.select_related("matter__unit").filter(matter=matter, pk=key).first()
    if row is None:
        raise Http404
    return row


def readers(matter: Matter) -> list[tuple[str, str, datetime]]:
    """Which agencies opened what was sent to them, as (name, what for, first time), for the asker to see."""
    kind = kinds[matter.kind]
    if not kind.hands_to:
        return []
    rows = Handover.objects.filter(matter=matter, read_at__isnull=False).order_by("-read_at")[:MOST]
    return [
        (row.to_name, f"协作单位 · {kind.purpose(row.purpose).label}", row.read_at)
        for row in rows
        if row.read_at
    ]
