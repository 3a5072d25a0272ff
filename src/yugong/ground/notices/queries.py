"""Reading notices: an inbox by pages, the number unread, one by its id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yugong.ground.notices.addresses import Boxes
from yugong.ground.notices.letters import letter
from yugong.ground.notices.models import Delivery, Fate, Notice
from yugong.ui.counts import Asked, Number, told

PAGE, CAP = 20, 100
DESK = "/desk/"
UNREAD = """
    SELECT count(*) FROM (
        SELECT 1 FROM notices_notice WHERE read_at IS NULL AND "to" IN (%s, %s)
        AND ("to" <> %s OR (path LIKE '/desk/%%') = %s) LIMIT %s
    ) waiting
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in a list."""

    id: UUID
    title: str
    body: str
    at: datetime
    unread: bool
    path: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page, newest first; `older` is what to pass as `before` for the next, None at the end."""

    lines: Sequence[Line]
    older: UUID | None


def of(boxes: Boxes) -> QuerySet[Notice]:
    """Every notice in the mailboxes of one face."""
    own = Q(to=boxes.own, path__startswith=DESK)
    if not boxes.desk:
        return Notice.objects.filter(to=boxes.own).exclude(path__startswith=DESK)
    return Notice.objects.filter(Q(to=boxes.seat) | own if boxes.seat else own)


def inbox(boxes: Boxes, *, before: UUID | None = None, limit: int = PAGE) -> Inbox:
    """The notices of some mailboxes from `before` back."""
    rows = of(boxes)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: limit + 1])
    lines = [line(row) for row in found[:limit]]
    return Inbox(lines, lines[-1].id if len(found) > limit else None)


def line(row: Notice) -> Line:
    """One notice as a list shows it."""
    read = letter(row)
    return Line(row.id, read.title, read.body, row.at, row.read_at is None, row.path)


def unread(boxes: Boxes) -> int:
    """How many wait to be read, counted up to 100."""
    return told([to_count(boxes)])[0]


def to_count(boxes: Boxes) -> Number:
    """What to ask the database for that number, together with others."""
    return Asked(UNREAD, (boxes.own, boxes.seat, boxes.own, boxes.desk, CAP)) if boxes.own else 0


def find(boxes: Boxes, notice: UUID) -> Notice | None:
    """A notice, if it lies in one of the mailboxes."""
    return of(boxes).filter(pk=notice).first()


def told_about(about: str) -> list[Notice]:
    """What was told about a thing, oldest first."""
    return list(Notice.objects.filter(about=about).order_by("id")[:200])


def overlooked(before: datetime) -> list[int]:
    """Deliveries that should have gone out by then and did not."""
    late = Delivery.objects.filter(fate=Fate.WAITING, not_before__lt=before)
    return list(late.order_by("not_before").values_list("id", flat=True)[:1000])
