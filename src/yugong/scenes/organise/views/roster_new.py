"""Uploading a roster: for which union, which file; what is no roster is refused beside the field."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access import scope
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit, UnitKind
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.grid import TOO_LARGE, UPLOAD
from yugong.scenes.organise.actions import roster as importing
from yugong.scenes.organise.models import RosterImport
from yugong.scenes.organise.queries import rosters
from yugong.scenes.organise.views import gate
from yugong.scenes.organise.views import roster_faces as faces
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

MOST = 6
FEDERATIONS = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.ZONE)  # members belong to the unions below them
ACCEPT = ".xlsx,.xls,.csv,.txt,.et"
Errors = dict[str, str]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; searching for the union works by itself, with and without JavaScript."""
    actor, seat = gate.officer(request, Permission.ROSTER_IMPORT)
    errors: Errors = {}
    if request.method == "POST" and "find" not in request.POST:
        unit = _unit(actor, seat, request.POST)
        if unit is None:
            errors["unit"] = "请选一个工会：写出名称来找，在结果里点选。"
        try:
            data, name = _content(request.FILES.get("file"))
            if unit is not None:
                return _brought(request, unit, data, name, actor)
        except Refused as refused:
            errors["file"] = refused.reason
    given = request.POST if request.method == "POST" else request.GET
    unit_part = _unit_part(actor, seat, given, errors.get("unit", ""))
    file_part = forms.part(
        "file",
        "名册文件",
        "files",
        hint="把文件拖进框里，或按按钮选择。Excel（.xlsx、.xls）或 CSV，不超过 20 MB",
        error=errors.get("file", ""),
        accept=ACCEPT,
    )
    context = {
        "here": "rosters",
        "unit": unit_part,
        "file": file_part,
        "summary": [(part.id, part.error) for part in (unit_part, file_part) if part.error],
        "steps": faces.steps(0),
    }
    return page_or_fragment(
        request, "organise/roster_new.html", "found", context, status=422 if errors else 200
    )


def _content(upload: UploadedFile | None) -> tuple[bytes, str]:
    """The bytes and the name of the file; refuses none and one too large before it is read."""
    if upload is None:
        raise Refused("请选名册文件。", field="file")
    if (upload.size or 0) > UPLOAD:
        raise Refused(TOO_LARGE.format(mb=UPLOAD // 2**20), field="file")
    return upload.read(), (upload.name or "名册")[-120:]


def _brought(request: HttpRequest, unit: Unit, data: bytes, name: str, actor: Actor) -> HttpResponse:
    """Check the roster and go on to its columns; the same file waiting already is taken up again."""
    at = timezone.now()
    made = hashlib.sha256(data).hexdigest()
    found: RosterImport | None = rosters.pending(unit=unit, sha256=made, made_by=actor.key, on=local_day(at))
    if found is not None:
        messages.success(request, "这个文件刚才已经上传，接着往下办就行。")
    else:
        found = importing.preview(unit=unit, data=data, file=name, later=True, by=actor, at=at).roster
    return redirect("desk_roster_columns", roster_id=found.pk)


def _unit(actor: Actor, seat: Seat, given: Mapping[str, str]) -> Unit | None:
    """The chosen union, if it stands below the officer's unit and can have members."""
    text = given.get("unit", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        return None
    known = Unit.objects.filter(valid_to=None).exclude(kind__in=FEDERATIONS)
    return scope.within(actor, Permission.ROSTER_IMPORT, known).filter(pk=int(text)).first()


def _unit_part(actor: Actor, seat: Seat, given: Mapping[str, str], error: str) -> forms.Part:
    """The union as a search: the chosen one first, then what was found, else the seat's own."""
    text = given.get("unit_q", "").strip()
    chosen = _unit(actor, seat, given)
    own = _unit(actor, seat, {"unit": str(seat.unit_id)})
    found: dict[int, forms.Option] = {}
    for unit in (chosen, None if text else own):
        if unit is not None:
            found[unit.pk] = forms.Option(str(unit.pk), unit.name, unit.get_kind_display())
    if text:
        for row in org.search(text, path=seat.unit_path, limit=MOST):
            if row.kind not in FEDERATIONS:
                found.setdefault(row.id, forms.Option(str(row.id), row.name, row.parent_name))
    picked = chosen.pk if chosen else next(iter(found)) if len(found) == 1 else ""
    facts: dict[str, Any] = {"options": list(found.values()), "value": picked, "shown": text, "error": error}
    below = org.subtree(seat.unit_path).exclude(pk=seat.unit_id).exists()
    facts["search"] = reverse("desk_roster_new") if below or own is None else ""
    hint = "名册里的人会成为这个工会的会员"
    return forms.part("unit", "导入到哪个工会", "unit", hint=hint, **facts)
