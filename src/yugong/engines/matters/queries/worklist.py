"""The desk's worklist and the asker's list: keyset-paged, scoped in SQL, counts capped, few queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from yugong.engines.matters.models import Matter
from yugong.engines.matters.queries.alongside import alongside
from yugong.engines.matters.queries.keeping import kept_from
from yugong.engines.matters.queries.marks import About, Mark, marks_around, marks_of
from yugong.engines.matters.queries.nearest import asked_by, nearest
from yugong.engines.matters.queries.tabs import TABS, has_tab
from yugong.ground.access import scope
from yugong.ground.parameters.queries import calendar
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.clock import Reading
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.kernel.permissions import Permission

GROUPS = {
    "overdue": "已超时",
    "today": "今天到期",
    "week": "本周",
    "later": "更晚",
    "paused": "暂停",
    "done": "已办",
}
CAP = 1000
COLUMNS = (
    *("id", "number", "kind", "stage", "title", "asker_id", "unit_id", "unit__short", "due_at", "paused_at"),
    *("claimed_by_id", "news_for_desk", "urgency", "closed_at", "held_by"),
    *("answers", "nameless", "lead_id"),
)


@dataclass(slots=True)
class Row:
    """One line of a list of matters."""

    id: UUID
    number: str
    kind: str
    stage: str
    title: str
    asker_id: UUID
    unit_id: int
    unit_name: str
    due_at: datetime
    paused_at: datetime | None
    claimed_by: UUID | None
    news: bool
    urgency: int
    closed_at: datetime | None
    held_by: str
    answers: dict[str, Any]
    nameless: bool
    lead_id: UUID | None
    marks: tuple[Mark, ...] = ()
    asker: str = ""
    group: str = "later"
    clock: Reading | None = None

    @property
    def cursor(self) -> str:
        """Where the next page begins."""
        return f"{(self.closed_at or self.due_at).isoformat()}~{self.id}"

    @property
    def kind_name(self) -> str:
        return kinds[self.kind].name if self.kind in kinds else self.kind

    @property
    def stage_label(self) -> str:
        return kinds[self.kind].stage_label(self.stage) if self.kind in kinds else self.stage


def worklist(
    seat: Seat,
    *,
    person_id: UUID | None,
    tab: str = "mine",
    kind: str = "",
    after: str = "",
    limit: int = 50,
    now: datetime,
) -> list[Row]:
    """A page of a tab, the nearest deadline first (the newest closed first under "done"); three queries."""
    if tab not in TABS:
        raise Refused(f"没有这个分类，可选：{'、'.join(TABS.values())}", field="tab")
    if not has_tab(seat, tab):
        return []
    edge = _edge(after) if after else None
    found = nearest(seat, person_id, tab, kind=kind, edge=edge, limit=limit, now=now)
    return _shown(found, person_id, now)


def _shown(found: Iterable[Sequence[Any]], person_id: UUID | None, now: datetime) -> list[Row]:
    """The rows without those that must be kept from the reader."""
    keep = kept_from(person_id)
    return dressed([row for row in (Row(*one) for one in found) if not keep(row.kind, row.answers)], now=now)


def _edge(after: str) -> tuple[datetime, UUID]:
    """What a cursor says; a broken one is refused."""
    moment, _, row = after.partition("~")
    try:
        return datetime.fromisoformat(moment.replace(" ", "+")), UUID(row)
    except ValueError:
        raise Refused("翻页的地址不对，请回到第一页", code="cursor") from None


def dressed(rows: list[Row], *, now: datetime) -> list[Row]:
    """The rows with asker's name, marks, clock and group; one query however many rows."""
    if not rows:
        return []
    known, days = alongside([row.id for row in rows]), calendar()
    today = local_day(now)
    for row in rows:
        at = known[row.id]
        row.marks = marked(row, at.about if row.closed_at is None else About())
        row.asker, row.group = at.asker, group_of(row, now, today)
        row.clock = at.clock.read(now=now, calendar=days) if at.clock else None
    return rows


def marked(row: Row, about: About) -> tuple[Mark, ...]:
    """The marks of a line: its own, how many lie beside it, whether the level above waits."""
    own = marks_of(row.kind, answers=row.answers, nameless=row.nameless, joined=row.lead_id is not None)
    return (*own, *marks_around(about))


def group_of(row: Row, now: datetime, today: date) -> str:
    """Under which heading a row stands; the deadline's day is the day that ends with it."""
    if row.closed_at:
        return "done"
    if row.paused_at:
        return "paused"
    if row.due_at <= now:
        return "overdue"
    day = local_day(row.due_at - timedelta(seconds=1))
    if day <= today:
        return "today"
    return "week" if day <= _sunday(today) else "later"


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())


def my_matters(person_id: UUID, *, after: str = "", limit: int = 20, now: datetime) -> list[Row]:
    """A person's own matters, the newest first; `after` is the id of the last row seen."""
    try:
        before = UUID(after) if after else None
    except ValueError:
        raise Refused("翻页的地址不对，请回到第一页", code="cursor") from None
    return dressed([Row(*row) for row in asked_by(person_id, before=before, limit=limit)], now=now)


def found(actor: Actor, text: str, *, limit: int) -> list[Row]:
    """Matters of the seat's subtree whose number or title contains the text, the newest first."""
    rows = scope.within(actor, Permission.MATTER_VIEW, Matter.objects.exclude(asker_id=actor.person_id))
    rows = rows.filter(Q(number__contains=text) | Q(title__contains=text))
    keep = kept_from(actor.person_id)
    some = (Row(*row) for row in rows.order_by("-id").values_list(*COLUMNS)[:limit])
    return [row for row in some if not keep(row.kind, row.answers)]
