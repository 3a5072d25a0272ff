"""accept, assign, shred: how files come in, change hands and end."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Sum

from yugong.ground.audit.action import action
from yugong.ground.audit.actions import record
from yugong.ground.audit.writing import facts, words
from yugong.ground.files import store
from yugong.ground.files.checks import clean
from yugong.ground.files.formats import EVIDENCE, MB
from yugong.ground.files.models import Attachment, State
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission

TABLE = "files_attachment"
DAILY_FILES, DAILY_BYTES = 100, 300 * MB


@action(Permission.FILE_ADD)
def accept(
    *,
    upload: IO[bytes] | Any,
    owner: str,
    kinds: tuple[str, ...] = EVIDENCE,
    keep_until: date | None = None,
    by: Actor,
    at: datetime,
) -> Attachment:
    """Check, clean and store one upload for the thing named by `owner` ("matters.matter:42").

    `kinds` are format keys (see formats.py). Raises Refused with a sentence for the person who uploads.
    The content is on disk before the row: a row without its file cannot be.
    """
    refuse_flood(by, at)
    checked = clean(upload, kinds)
    row = uuid7()
    attachment = Attachment(
        id=row,
        owner=owner,
        kind=checked.kind,
        size=len(checked.data),
        sha256=hold(checked.data),
        name_sealed=vault.seal(checked.name, table=TABLE, column="name_sealed", row=row),
        width=checked.width,
        height=checked.height,
        added_by=by.key,
        person_id=by.person_id if by.seat is None else None,
        added_at=at,
        keep_until=keep_until,
    )
    attachment.save(force_insert=True)
    facts(owner=owner, kind=checked.kind, size=attachment.size, sha256=attachment.sha256)
    return attachment


def hold(data: bytes) -> str:
    """Store a content while nobody can be shredding the same one; returns its SHA-256."""
    sha256 = store.name_of(data)
    lock_content(sha256)
    store.put(data)
    return sha256


def lock_content(sha256: str) -> None:
    """One transaction at a time stores or destroys a content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])


def refuse_flood(by: Actor, at: datetime) -> None:
    """A person may hand in so much in 24 hours and no more."""
    if not by.is_person or by.seat is not None:
        return
    recent = Attachment.objects.filter(added_by=by.key, added_at__gt=at - timedelta(days=1))
    found = recent.aggregate(files=Count("id"), size=Sum("size"))
    if found["files"] >= DAILY_FILES or (found["size"] or 0) >= DAILY_BYTES:
        raise Refused("今天上传的文件太多了，请明天再传，或带材料到工会办理。", code="file_quota")


@action(Permission.FILE_ADD)
def assign(*, files: Sequence[UUID | str], owner: str, by: Actor, at: datetime) -> str:
    """Hand files the actor uploaded for himself (owner: himself or his draft) to the thing they were for.

    Files of others or already assigned elsewhere are refused. Returns the owner.
    """
    rows = Attachment.objects.select_for_update().filter(pk__in=files, added_by=by.key, state=State.KEPT)
    mine = [
        row for row in rows if row.owner == owner or row.owner.split(":")[0] in ("people.person", "draft")
    ]
    if len(mine) != len(set(map(str, files))):
        raise Refused("有的附件已经不在了，请重新上传。", code="file_gone")
    Attachment.objects.filter(pk__in=[row.pk for row in mine]).update(owner=owner)
    facts(files=[str(row.pk) for row in mine])
    return owner


@action(Permission.SYSTEM_RUN, on="attachment")
def shred(*, attachment: Attachment, reason: str, by: Actor, at: datetime) -> Attachment:
    """Destroy a content for good, unless another attachment still holds the same; the row stays as proof."""
    if attachment.state == State.SHREDDED:
        return attachment
    lock_content(attachment.sha256)
    attachment.state, attachment.shredded_at = State.SHREDDED, at
    attachment.name_sealed = b""
    attachment.save(update_fields=["state", "shredded_at", "name_sealed"])
    facts(sha256=attachment.sha256)
    words(reason=reason)
    if not Attachment.objects.filter(sha256=attachment.sha256, state=State.KEPT).exists():
        store.drop(attachment.sha256)
    return attachment


def discard(sha256: str) -> bool:
    """Drop a content that no row holds, left by an upload that was rolled back; False when one does."""
    with transaction.atomic():
        lock_content(sha256)
        if Attachment.objects.filter(sha256=sha256, state=State.KEPT).exists():
            return False
        store.drop(sha256)
        return True


def note_reading(*, attachment: Attachment, by: Actor, at: datetime) -> None:
    """Write into the log who opened a file; under the person who handed it in, so that he can see it."""
    on = f"people.person:{attachment.person_id}" if attachment.person_id else attachment
    data = {"file": str(attachment.pk), "owner": attachment.owner}
    with transaction.atomic():
        record(by=by, did="files.read", on=on, at=at, data=data)
