"""Handing parts of a matter to a partner agency: sent, taken, answered, taken back; clocks on both sides."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from yugong.engines.matters.actions import clocks
from yugong.engines.matters.actions.pausing import go_on
from yugong.engines.matters.actions.records import happen
from yugong.engines.matters.actions.standing import said
from yugong.engines.matters.actions.telling import tell_agency, tell_asker, tell_sender
from yugong.engines.matters.models import Handover, Matter
from yugong.engines.matters.models.handing import Lying
from yugong.engines.matters.queries.handing import owner_of, recipients, sendable_files, title_of
from yugong.engines.matters.sealing import seal
from yugong.ground.audit.action import action
from yugong.ground.audit.actions import record
from yugong.ground.audit.writing import facts
from yugong.ground.files.actions import accept
from yugong.ground.org.models import Agency
from yugong.ground.parameters.queries import calendar
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import Span, due, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.field import insist_all
from yugong.kernel.flow import CLOSED, kinds
from yugong.kernel.handing import PARTS, PERSONAL, Purpose
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

LONGEST, MOST_FILES = 1000, 3
EARLY = 0.8  # the agency is reminded when so much of its time is used
AGAIN = timedelta(minutes=10)  # an opening is written down once in so long


@action(Permission.HANDOVER_SEND, on="matter", named="matters.hand_over")
def send(
    *,
    matter: Matter,
    purpose: str,
    parts: Sequence[str],
    files: Sequence[str] = (),
    agency: Agency | None = None,
    link_to: str = "",
    note: str = "",
    within: Span | None = None,
    keep: Span | None = None,
    by: Actor,
    at: datetime,
) -> Handover:
    """Send chosen parts to an agency that has a desk here, or to one named in words, which gets a link.

    `within` is its time to answer, `keep` how long it sees what was sent; both as the kind declares unless
    given. Refused for a closed matter, an undeclared purpose, an agency of another place, or nothing chosen.
    """
    why = wanted(matter, purpose, by)
    to = receiver(matter, why, agency, link_to)
    chosen, held = picked(matter, parts, files)
    answer_by = due(at, within or why.within, calendar=calendar()).ends_at()
    seen_until = max(due(at, keep or why.keep, calendar=calendar()).ends_at(), answer_by)
    row = uuid7()
    waits = why.waits and matter.paused_at is None
    sent = Handover(
        id=row, matter=matter, agency=agency, to_name=to, purpose=purpose, parts=chosen, files=held,
        note_sealed=seal(short(note), column="handover.note", row=row),
        sent_at=at, sent_by_id=by.person_id, due_at=answer_by, expires_at=seen_until, waits=waits,
        look_at=at + (answer_by - at) * EARLY,
    )  # fmt: skip
    sent.save(force_insert=True)
    if waits:
        clocks.pause(clocks.running(matter), at=at)
        matter.paused_at = at
    trace(sent, matter, "hand_over", by=by, at=at, due=local_day(answer_by - timedelta(seconds=1)))
    tell_asker(matter, "matter.handed", at=at, to=to)
    tell_agency(sent, "matter.handed_to_you", at=at, what=title_of(matter))
    return sent


def wanted(matter: Matter, purpose: str, by: Actor) -> Purpose:
    """The declared purpose, or why this cannot be sent now."""
    kind = kinds[matter.kind]
    found = next((one for one in kind.hands_to if one.key == purpose), None)
    if found is None:
        raise Refused("这类事项不能为这个用途送交，请从列表里选择", field="purpose")
    if matter.stage == CLOSED:
        raise Refused("这件事已经办结，不能再送交", code="closed")
    if by.seat is not None and by.seat.unit_id != matter.unit_id:
        raise Refused("由承办的工会送交协作单位", code="other_desk")
    return found


def receiver(matter: Matter, why: Purpose, agency: Agency | None, link_to: str) -> str:
    """What the receiver is called; refused unless it is exactly one, of the right sort and place."""
    if (agency is None) == (not link_to.strip()):
        raise Refused("请选择协作单位，或者写明没有账号的单位名称，两样填一样", field="agency")
    if agency is not None and agency.pk not in {one.pk for one in recipients(matter, why)}:
        raise Refused("这个单位不能为这个用途接收，请从列表里选择", field="agency")
    to = agency.name if agency else " ".join(link_to.split())
    if len(to) > 60:
        raise Refused("单位名称最多 60 个字", field="link_to", code="too_long")
    alive = Handover.objects.filter(matter=matter, to_name=to, purpose=why.key, ended_at__isnull=True)
    if alive.exists():
        raise Refused(f"已经为这个用途送交{to}，还没有答复；要改内容请先撤回", field="agency", code="sent")
    return to


def picked(matter: Matter, parts: Sequence[str], files: Sequence[str]) -> tuple[list[str], list[str]]:
    """The chosen parts and files in their usual order; refused when one is unknown or nothing is chosen."""
    known = {str(card.id) for card in sendable_files(matter)}
    if set(parts) - set(PARTS) or set(map(str, files)) - known:
        raise Refused("送交内容里有认不出的项，请重新勾选", field="parts")
    if not parts and not files:
        raise Refused("请至少勾选一项送交内容", field="parts", code="missing")
    return [part for part in PARTS if part in parts], sorted(map(str, files))


def short(text: str) -> str:
    """A text of bearable length."""
    if len(text) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字，现在是 {len(text)} 个字", field="note", code="too_long")
    return text.strip()


def trace(sent: Handover, matter: Matter, did: str, *, by: Actor, at: datetime, **more: Any) -> None:
    """Write the happening, save the matter, and put the plain facts into the log."""
    purpose = kinds[matter.kind].purpose(sent.purpose).label
    data = {"to_name": sent.to_name, "purpose": purpose, "handover": str(sent.pk), **more}
    happen(matter, did, by=by, at=at, data=data)
    matter.save()
    facts(number=matter.number, **data)


def locked_matter(sent: Handover) -> Matter:
    """The matter of a hand-over under its lock."""
    return Matter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sent.matter_id)


def insist_open(sent: Handover, *, at: datetime) -> None:
    """Refuse the agency what it may no longer do."""
    if not sent.open or sent.expires_at <= at:
        raise Refused("这件已经撤回或者到期，不能再办", code="gone")
    if sent.over:
        raise Refused("这件已经答复过了", code="answered")


@action(Permission.HANDOVER_ANSWER, on="handover", named="matters.handover_seen")
def seen(*, handover: Handover, by: Actor, at: datetime) -> Handover:
    """Note that the agency opened it; where personal parts were sent, the asker sees this as well."""
    if not handover.open or handover.expires_at <= at:
        raise Refused("这件已经撤回或者到期", code="gone")
    first = handover.read_at is None
    if first:
        handover.read_at = at
        handover.save(update_fields=["read_at"])
    facts(first=first, agency=handover.to_name)
    if first and PERSONAL in handover.parts:
        purpose = kinds[handover.matter.kind].purpose(handover.purpose).label
        data = {"fields": ["handover"], "purpose": purpose, "who": handover.to_name}
        record(by=by, did="people.reveal", on=handover.matter.asker, at=at, data=data)
    return handover


@action(Permission.HANDOVER_ANSWER, on="handover", named="matters.hand_taken")
def take(*, handover: Handover, by: Actor, at: datetime) -> Handover:
    """The agency signs for it; a second time changes nothing."""
    insist_open(handover, at=at)
    if handover.state == Lying.TAKEN:
        return handover
    matter = locked_matter(handover)
    handover.state, handover.taken_at = Lying.TAKEN, at
    handover.save()
    trace(handover, matter, "hand_taken", by=by, at=at)
    tell_sender(handover, "matter.hand_taken", at=at)
    return handover


@action(Permission.HANDOVER_ANSWER, on="handover", named="matters.hand_back")
def answer(
    *,
    handover: Handover,
    result: str,
    text: str = "",
    figures: Mapping[str, Any] | None = None,
    uploads: Sequence[Any] = (),
    by: Actor,
    at: datetime,
) -> Handover:
    """The agency answers, once: a declared result, figures as the purpose asks, words and files."""
    insist_open(handover, at=at)
    matter = locked_matter(handover)
    purpose = kinds[matter.kind].purpose(handover.purpose)
    if result not in dict(purpose.results):
        raise Refused("请选择办理结果", field="result", code="missing")
    given = insist_all(purpose.figures, dict(figures or {}), today=local_day(at))
    if len(uploads) > MOST_FILES:
        raise Refused(f"最多交 {MOST_FILES} 份材料", field="files", code="too_many")
    for upload in uploads:
        accept(upload=upload, owner=owner_of(handover), by=by, at=at)
    handover.state, handover.ended_at, handover.result = Lying.RETURNED, at, result
    handover.taken_at = handover.taken_at or at
    handover.figures = {name: value for name, value in given.items() if value is not None}
    handover.answer_sealed = seal(short(text), column="handover.answer", row=handover.pk)
    handover.look_at = handover.expires_at
    handover.save()
    run_on(handover, matter, at=at)
    matter.news_for_desk = True
    trace(handover, matter, "hand_back", by=by, at=at, result=purpose.result_words(result))
    tell_sender(handover, "matter.hand_back", at=at)
    tell_asker(matter, "matter.hand_answered", at=at, to=handover.to_name)
    return handover


@action(Permission.HANDOVER_SEND, on="handover", named="matters.hand_noted")
def note(*, handover: Handover, by: Actor, at: datetime) -> Handover:
    """The sender has read the answer."""
    if handover.state == Lying.RETURNED and handover.noted_at is None:
        handover.noted_at = at
        handover.save(update_fields=["noted_at"])
    return handover


@action(Permission.HANDOVER_SEND, on="handover", named="matters.hand_recall")
def withdraw(*, handover: Handover, reason: str, by: Actor, at: datetime) -> Handover:
    """Take it back: from this moment the agency sees nothing of it."""
    why = said(reason, "请写明为什么撤回")
    if not handover.open:
        raise Refused("这件已经撤回或者到期", code="gone")
    matter = locked_matter(handover)
    if by.seat is not None and by.seat.unit_id != matter.unit_id:
        raise Refused("由承办的工会撤回", code="other_desk")
    handover.open, handover.look_at = False, None
    if not handover.over:
        handover.state, handover.ended_at = Lying.WITHDRAWN, at
    handover.save()
    run_on(handover, matter, at=at)
    happen(matter, "hand_recall", by=by, at=at, note=why, data={"to_name": handover.to_name})
    matter.save()
    facts(number=matter.number, to_name=handover.to_name)
    tell_agency(handover, "matter.hand_recall", at=at, what=title_of(matter))
    return handover


def run_on(handover: Handover, matter: Matter, *, at: datetime) -> None:
    """Let our clocks go on, unless they wait for another agency or already run."""
    others = Handover.objects.filter(matter=matter, waits=True, ended_at__isnull=True)
    if handover.waits and matter.paused_at and not others.exclude(pk=handover.pk).exists():
        go_on(matter, at=at)


@action(Permission.MATTER_SWEEP, on="handover", named="matters.hand_look")
def look(*, handover: Handover, by: Actor, at: datetime) -> str:
    """What a hand-over asks for now: a reminder, word of its delay, or its end."""
    if handover.look_at is None or handover.look_at > at:
        return ""
    if handover.expires_at <= at:
        return expire(handover, by=by, at=at)
    matter = locked_matter(handover)
    late = handover.due_at <= at
    handover.warned = 100 if late else 80
    handover.look_at = handover.expires_at if late else handover.due_at
    handover.save(update_fields=["warned", "look_at"])
    tell_agency(handover, "matter.hand_late" if late else "matter.hand_due", at=at, what=title_of(matter))
    if late:
        trace(handover, matter, "hand_late", by=by, at=at)
        tell_sender(handover, "matter.hand_overdue", at=at)
    return "late" if late else "remind"


def expire(handover: Handover, *, by: Actor, at: datetime) -> str:
    """The agency sees it no longer; without an answer the sender is told and our clocks go on."""
    handover.open, handover.look_at = False, None
    if handover.over:
        handover.save()
        return "close"
    matter = locked_matter(handover)
    handover.state, handover.ended_at = Lying.EXPIRED, at
    handover.save()
    run_on(handover, matter, at=at)
    matter.news_for_desk = True
    trace(handover, matter, "hand_lapse", by=by, at=at)
    tell_sender(handover, "matter.hand_lapsed", at=at)
    return "expire"


def sweep(*, by: Actor, at: datetime, limit: int = 500) -> dict[str, int]:
    """Look at every hand-over whose moment has come, each in its own transaction; how many of what."""
    rows = Handover.objects.filter(look_at__lte=at).order_by("look_at", "id")[:limit]
    done = [look(handover=row, by=by, at=at) for row in rows]
    return {word: done.count(word) for word in ("remind", "late", "expire", "close")}
