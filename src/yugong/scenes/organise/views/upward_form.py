"""One form of the sender: what it would cost, then who has answered, and the table as Excel."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.desks import officer
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise import upward
from yugong.scenes.organise.actions import upward as actions
from yugong.scenes.organise.models import FormState, UpwardForm
from yugong.scenes.organise.queries import upward as queries
from yugong.scenes.organise.views.sheets import handed
from yugong.scenes.organise.views.upward import HOME
from yugong.scenes.organise.views.upward_line import cell_words
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

WAITING = (FormState.DRAFTED, FormState.HELD)


def one(request: HttpRequest, form_id: UUID) -> tuple[Actor, UpwardForm]:
    """The officer and a form of his own union."""
    actor, seat = officer(request, P.UPWARD_SEND)
    return actor, get_object_or_404(UpwardForm.objects.select_related("unit"), pk=form_id, unit=seat.unit_id)


@require_GET
def form(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Before it is sent: what it costs. Afterwards: every union's line, with the records behind numbers."""
    actor, row = one(request, form_id)
    return shown(request, actor, row)


def shown(request: HttpRequest, actor: Actor, row: UpwardForm, error: str = "") -> HttpResponse:
    """The page of a form, perhaps with the reason why something was refused."""
    cells = upward.read(row.cells)
    context: dict[str, Any] = {
        "here": "upward",
        "row": row,
        "cells": cells,
        "gaps": [cell for cell in cells if not cell.bind],
        "wanted": [(cell.label, "平台填" if cell.bind else "下级填") for cell in cells],
        "error": error,
        "mine": row.made_by == actor.key,
        "notes": messages.get_messages(request),
        "crumbs": (Link(HOME, reverse("desk_upward")), Link(row.title)),
        "cost": queries.cost(row, on=local_day(timezone.now())) if row.state in WAITING else None,
    }
    if row.sent_at is not None:
        lines = queries.answers(row)
        context["lines"] = [(line, cell_words(line, cells)) for line in lines]
        context["done"] = sum(line.done_at is not None for line in lines)
        context["untouched"] = sum(not line.gaps for line in lines)
    return page_or_fragment(
        request, "organise/upward_form.html", context=context, status=422 if error else 200
    )


@require_POST
def act(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Send it, ask a second officer, agree, or drop it."""
    actor, row = one(request, form_id)
    did, at = request.POST.get("do", ""), timezone.now()
    try:
        if did == "send":
            actions.send(form=row, by=actor, at=at)
            messages.success(request, "已下发")
        elif did == "hold":
            actions.hold(form=row, reason=request.POST.get("reason", ""), by=actor, at=at)
            messages.success(request, "已转给同事，同意后自动下发")
        elif did == "agree":
            actions.second(form=row, by=actor, at=at)
            messages.success(request, "已同意，报表已下发")
        elif did == "drop":
            actions.give_up(form=row, by=actor, at=at)
            messages.success(request, "已放弃这张表")
            return redirect("desk_upward")
    except Refused as refused:
        row.refresh_from_db()
        return shown(request, actor, row, refused.reason)
    return redirect("desk_upward_form", row.pk)


@require_GET
def file(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Every line of a sent form as Excel: values, and beside each where it comes from."""
    _, row = one(request, form_id)
    cells = upward.read(row.cells)
    head = ["工会", "状态"]
    for cell in cells:
        head += [cell.label, "出处"]
    rows = []
    for line in queries.answers(row):
        state = "平台已填" if line.done_at and not line.gaps else "已交" if line.done_at else "未交"
        told = [words for value, source, _ in cell_words(line, cells) for words in (value, source)]
        rows.append([line.unit.name, state, *told])
    return handed(f"{row.title}.xlsx", ((row.title, head, rows),))
