"""Reading attachments: those of one thing, one by its id, and whether an actor may open it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from yugong.ground.audit.statements import columns
from yugong.ground.files import store
from yugong.ground.files.checks import told_name
from yugong.ground.files.formats import Format, formats
from yugong.ground.files.models import Attachment, State
from yugong.ground.files.owners import barred, thing_of
from yugong.ground.people import vault
from yugong.kernel.actor import Actor
from yugong.kernel.decision import Decision, may
from yugong.kernel.permissions import Permission

MOST = 100
OF_OWNER = "SELECT {columns} FROM files_attachment f WHERE f.owner = %s ORDER BY f.id LIMIT %s"


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file as a page lists it; `name` is in clear and only for those who may open the file."""

    id: UUID
    name: str
    kind: str
    label: str
    size: str
    is_image: bool
    added_at: datetime
    gone: bool


def files_of(owner: str) -> list[FileCard]:
    """The files of one thing, oldest first, shredded ones included without their name."""
    text, part = columns(Attachment, "f")
    with connection.cursor() as cursor:
        cursor.execute(OF_OWNER.format(columns=text), [owner, MOST])
        return [card(part.made(row)) for row in cursor.fetchall()]


def card(row: Attachment) -> FileCard:
    """One attachment for a page."""
    form, gone = format_of(row), row.state == State.SHREDDED
    name = "" if gone else name_of(row)
    return FileCard(
        row.id, name, row.kind, form.label, spoken_size(row.size), form.family == "image", row.added_at, gone
    )


def find(attachment: UUID | str) -> Attachment | None:
    """An attachment whose content can be had."""
    return Attachment.objects.filter(pk=attachment, state=State.KEPT).first()


def name_of(row: Attachment) -> str:
    """The name a file is downloaded under."""
    name = vault.unseal(row.name_sealed, table="files_attachment", column="name_sealed", row=row.id)
    return told_name(name, row.kind)


def format_of(row: Attachment) -> Format:
    """The format a file was stored in."""
    return formats[row.kind]


def may_open(actor: Actor, row: Attachment) -> Decision:
    """Whether an actor may open a file: his own upload, or FILE_READ for the thing it belongs to."""
    if own := may(actor, Permission.FILE_READ, row):
        return own
    thing = thing_of(row.owner)
    if thing is None or barred(actor, row.owner, thing):
        return own
    return may(actor, Permission.FILE_READ, thing)


def intact(row: Attachment) -> bool:
    """Whether the stored content still hashes to what was recorded."""
    return store.whole(row.sha256)


def expired(on: date) -> list[Attachment]:
    """Files whose retention has ended, a bounded number at a time."""
    ended = Attachment.objects.filter(state=State.KEPT, keep_until__lt=on)
    return list(ended.order_by("keep_until")[:500])


def spoken_size(size: int) -> str:
    """A size as one says it: "340 KB", "1.2 MB"."""
    return f"{max(1, round(size / 1024))} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
