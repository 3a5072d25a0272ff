"""The audit log: the deeds on one thing or of one actor, and the proof that nothing in it was changed."""

import json
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from yugong.ground.access.roles import roles
from yugong.ground.audit import queries as audit
from yugong.ground.audit.deeds import key_of, name_of
from yugong.ground.audit.models import Event
from yugong.ground.org.models import Unit
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Held, Line, Page

SIZE = 50
FAULTS = 20
COLUMNS = (
    Column("at", "时间"),
    Column("actor", "谁"),
    Column("seat", "岗位"),
    Column("did", "做了什么"),
    Column("on", "对象"),
    Column("data", "要点"),
)
LABELS = {"on": "对象，如 people.person:…", "actor": "谁，如 person:…", "did": "动作，如 查看明文"}


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Search by thing, actor or verb; a POST counts every chain again."""
    gate.officer(request, P.AUDIT_READ)
    base, given = reverse("desk_log"), {name: request.GET.get(name, "").strip()[:120] for name in LABELS}
    kept = {name: text for name, text in given.items() if text}
    before = request.GET.get("after", "")
    found = audit.deeds(
        **given | {"did": key_of(given["did"])},
        before=int(before) if before.isdecimal() and len(before) < 18 else None,
        limit=SIZE + 1,
    )
    names = _units(deed.seat for deed in found)
    rows = [Line(str(deed.id), name_of(deed.did), _cells(deed, names), deed) for deed in found[:SIZE]]
    more = f"{base}?{urlencode(kept | {'after': rows[-1].key})}" if len(found) > SIZE else ""
    page = Page(
        path=base,
        columns=COLUMNS,
        filters=[Held(name, label, "text", given[name], forms.options(())) for name, label in LABELS.items()],
        rows=rows,
        size=SIZE,
        after=more,
        empty_title="没有这样的记录",
        empty_text="对象、人、动作要写全，可以从别的记录里复制。",
    )
    context: dict[str, Any] = {"here": "log", "page": page, "checked": None}
    if request.method == "POST":
        faults = list(islice(audit.verify(), FAULTS))
        context["checked"] = {"faults": faults, "events": Event.objects.count(), "at": timezone.now()}
    return page_or_fragment(request, "organise/log.html", "list", context)


def _units(seats: Any) -> dict[str, str]:
    """The names of the units in which seats stand, by their number as text."""
    numbers = {seat.partition("@")[2] for seat in seats if "@" in seat}
    rows = Unit.objects.filter(pk__in=[number for number in numbers if number.isdecimal()])
    return {str(pk): short or name for pk, short, name in rows.values_list("pk", "short", "name")}


def _cells(deed: audit.Deed, names: dict[str, str]) -> tuple[Cell, ...]:
    base = reverse("desk_log")
    role, _, unit = deed.seat.partition("@")
    known = roles[role].name if role in roles else role
    return (
        Cell(f"{timezone.localtime(deed.at):%Y-%m-%d %H:%M:%S}", cls="num"),
        Cell(deed.actor, href=f"{base}?{urlencode({'actor': deed.actor})}"),
        Cell(f"{names.get(unit, '')} {known}".strip() or "—"),
        Cell(name_of(deed.did), href=f"{base}?{urlencode({'did': name_of(deed.did)})}"),
        Cell(deed.on or "—", href=f"{base}?{urlencode({'on': deed.on})}" if deed.on else ""),
        Cell(json.dumps(deed.data, ensure_ascii=False) if deed.data else "—", cls="muted"),
    )
