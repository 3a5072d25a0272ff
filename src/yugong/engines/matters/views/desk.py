"""The desk's side: the worklist with its preview, and one matter with everything about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.matters import actions, queries
from yugong.engines.matters.queries import Matter, Row, Sheet, handing
from yugong.engines.matters.views import around, faces, searching
from yugong.ground.access.middleware import actor_of
from yugong.ground.files.queries import files_of
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.decision import may
from yugong.kernel.flow import CLOSED, Move, kinds
from yugong.kernel.permissions import Permission
from yugong.ui import forms, menus
from yugong.ui.addresses import address, url
from yugong.ui.counts import Number
from yugong.ui.pages import page_or_fragment, wants_fragment
from yugong.ui.shapes import QueueGroup, QueueRow

PAGE = 40
KEYS = (
    (("J", "K"), "上下"),
    (("X",), "选中"),
    (("A",), "签收"),
    (("T",), "转办"),
    (("R",), "答复"),
    (("?",), "全部快捷键"),
)


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The worklist of the seat, with a preview of one matter; HTMX asks for the preview alone."""
    me, now = actor_of(request), timezone.now()
    if (number := request.GET.get("at", "")) and wants_fragment(request):
        return page_or_fragment(request, "matters/inbox.html", "preview", preview(request, number, now))
    assert me.seat is not None
    tab, kind = request.GET.get("tab", "mine"), request.GET.get("kind", "")
    shown = queries.worklist(
        me.seat,
        person_id=me.person_id,
        tab=tab,
        kind=kind,
        after=request.GET.get("after", ""),
        limit=PAGE,
        now=now,
    )
    rows, head = shown.rows, shown.head
    number = number or (rows[0].number if rows else "")
    request.desk_counts = head.counts  # type: ignore[attr-defined]  # the menu shows the same
    beyond = {"tab": tab, "kind": kind, "after": rows[-1].cursor if rows else ""}
    context = {
        "tabs": tabs(me.seat, head.counts, tab),
        "tab": tab,
        "kind": kind,
        "kinds": tuple(head.kinds),
        "groups": grouped(rows, number, tab, now),
        "done_today": head.done_today,
        "more": "?" + urlencode(beyond) if len(rows) == PAGE else "",
        "bulk_label": bulk_label(rows, kind),
        "keys": KEYS,
        "notes": list(messages.get_messages(request)),
        "here": "inbox",
        **(preview(request, number, now) if number else {"m": None}),
    }
    return page_or_fragment(request, "matters/inbox.html", "", context)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as a piece is drawn by it."""

    label: str
    href: str
    current: bool
    count: int | str | None
    attrs: None = None


def tabs(seat: Seat, known: Mapping[str, int], current: str) -> tuple[Tab, ...]:
    """The tabs with their capped counts."""
    shown = [tab for tab in queries.TABS if queries.has_tab(seat, tab)]
    shown = [tab for tab in shown if tab != "calls" or known.get(tab) or tab == current]
    named = ((queries.TABS[tab], f"?tab={tab}", tab == current, _capped(known.get(tab))) for tab in shown)
    return tuple(Tab(*one) for one in named)


def _capped(count: int | None) -> int | str | None:
    return "1000+" if count is not None and count >= 1000 else count


def grouped(rows: list[Row], current: str, tab: str, now: datetime) -> list[QueueGroup]:
    """The rows under their deadlines' headings, in order."""
    found, look = [], f"{address('desk_inbox')}?tab={tab}&at="
    for key, title in queries.GROUPS.items():
        these = [row for row in rows if row.group == key]
        if these:
            lines = [line(row, current, look) for row in these]
            found.append(QueueGroup(f"{title} {len(these)}", lines, hot=key == "overdue"))
    return found


def line(row: Row, current: str, look: str) -> QueueRow:
    """One line of the queue; `look` is where its preview comes from."""
    return QueueRow(
        key=row.number,
        title=row.title,
        href=url("desk_matter", row.number),
        clock=row.clock or faces.spoken(None),
        note=" · ".join([row.number, row.stage_label, *faces.said_of(row)]),
        place=row.unit_name,
        unread=row.news,
        current=row.number == current,
        preview=look + row.number,
        who=row.asker,
    )


def bulk_label(rows: list[Row], kind: str) -> str:
    """What the bulk act on one kind is called: the first simple move of the stage they share."""
    if not kind or kind not in kinds or len({row.stage for row in rows}) != 1 or rows[0].stage == CLOSED:
        return ""
    step = next((m for m in kinds[kind].from_(rows[0].stage) if m.simple and m.tone == "primary"), None)
    return f"批量{step.label}" if step else ""


def preview(request: HttpRequest, number: str, now: datetime) -> dict[str, Any]:
    """One matter beside the queue; looking is recorded."""
    me = actor_of(request)
    sheet = queries.sheet(me, number, around=False)
    actions.seen(matter=sheet.matter, by=me, at=now, end=sheet.end)
    return facts(me, sheet, now)


def facts(me: Actor, sheet: Sheet, now: datetime) -> dict[str, Any]:
    """What both the preview and the matter's page say."""
    found, clocks, who = sheet.matter, sheet.clocks, sheet.holder
    kind, stage, case = kinds[found.kind], faces.running(clocks), faces.running(clocks, case=True)
    read, moves = queries.reading(stage, now=now) if stage else None, queries.moves_for(me, found)
    ahead = lead(moves, found, who.name, me)
    return {
        "m": found,
        "kind_of": kind,
        "page": kind.also.get("page", ""),
        "onward": () if found.closed_at else tuple(kind.also.get("onward", ())),
        "status": faces.status(found, now),
        "marks": tuple(queries.marks(found, sheet.about)),
        "left": read.exact if read else "",
        "stage_clock": faces.spoken(read, exact=True),
        "case_clock": faces.spoken(queries.reading(case, now=now), exact=True) if case else None,
        "due": faces.last_day(found.due_at),
        "case_due": faces.last_day(found.case_due_at),
        "answers": queries.shown_answers(found, full=True),
        "files": files_of(f"matters.matter:{found.pk}") if sheet.files else (),
        "holder": who,
        "deeds": faces.deeds(sheet.story),
        "lead": ahead,
        "ways": tuple((m.name, m.label, m.tone) for m in moves if not ahead or m is not ahead["move"]),
        "tends": queries.may_tend(me, found),
        "may_reveal": bool(may(me, Permission.PERSON_REVEAL, found)),
    }


def lead(moves: tuple[Move, ...], found: Matter, name: str, me: Actor) -> dict[str, Any] | None:
    """The first move with its questions and its prefilled reply."""
    step = next((m for m in moves if m.tone == "primary"), None)
    if step is None:
        return None
    reply = faces.prefilled(step, found, name=name, officer=me.label)
    return {"move": step, "reply": reply, **asked(found, step, {}, None)}


def asked(
    found: Matter, step: Move, data: Mapping[str, Any], errors: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The questions of a move: what was typed, else what the kind advises, with its reason."""
    kind = kinds[found.kind]
    advice = kind.advice(matter=found, step=step) if kind.advice and not data else {}
    shown = data or {name: value for name, (value, _) in advice.items()}
    more = searching.of_move(found.number, step, shown)
    said = {name: why for name, (_, why) in advice.items()}
    return {"form": forms.form(step.asks, shown, errors, prefilled=said, more=more), "htmx": bool(more)}


@require_GET
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """One matter within the seat's subtree."""
    me, now = actor_of(request), timezone.now()
    sheet = queries.sheet(me, number)
    actions.seen(matter=sheet.matter, by=me, at=now, end=sheet.end)
    return shown(request, sheet, now)


def page(
    request: HttpRequest, found: Matter, now: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The matter's page after an act; `more` carries what was revealed or what went wrong."""
    return shown(request, queries.sheet(actor_of(request), found.number), now, status=status, **more)


def shown(
    request: HttpRequest, sheet: Sheet, now: datetime, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The matter's page of what was read for it."""
    me, found = actor_of(request), sheet.matter
    known = facts(me, sheet, now)
    context = {
        **known,
        **around.facts(me, sheet),
        "stages": faces.stages(found, sheet.story, known["left"]),
        "talks": faces.talks(queries.thread(found), mine_is_asker=False) if sheet.talked else (),
        "pauses": sum(len(row.pauses) for row in sheet.clocks if not row.stage),
        "before": sheet.before,
        "behind": sheet.behind,
        "revealed": None,
        "last_day": faces.last_day,
        "handed": handing.handed(found, now=now, full=True) if sheet.about.handed else [],
        "may_send": handing.may_send(me, found),
        "may_export": bool(may(me, Permission.CASE_EXPORT, found)),
        "error": "",
        "notes": list(messages.get_messages(request)),
        "here": "inbox",
        **more,
    }
    response = page_or_fragment(request, "matters/desk_matter.html", "", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def waiting(request: HttpRequest) -> Number:
    """How many wait for the seat: the number in the menu, known already where the tabs were counted."""
    known, me = getattr(request, "desk_counts", None), actor_of(request)
    if known is not None or me.seat is None:
        return (known or {}).get("mine", 0)
    return queries.to_count(me.seat, person_id=me.person_id)


def has_duty(me: Actor) -> bool:
    """Whether anything can ever wait for the actor: a post without a duty has no worklist."""
    return me.seat is not None and bool(me.seat.duties)


menus.desk.add(
    menus.Entry(
        "inbox",
        "work",
        "inbox",
        "待办",
        "desk_inbox",
        Permission.MATTER_VIEW,
        waiting,
        hot=True,
        order=1,
        fits=has_duty,
    )
)
