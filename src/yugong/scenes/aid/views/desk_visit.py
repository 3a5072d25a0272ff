"""入户走访 on an officer's phone: opened with signal, filled in without, sent by the locked outbox."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters import queries as matters
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.field import clean_all
from yugong.kernel.fields import Choice, Day, Field, LongText, Text
from yugong.scenes.aid.actions import visits as actions
from yugong.scenes.aid.models import Household
from yugong.scenes.aid.queries import visiting
from yugong.scenes.aid.views import filling, showing
from yugong.scenes.aid.views.desk_household import found, holds
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

FIELDS: tuple[Field, ...] = (
    Day("on", "哪天去的", past=True),
    Choice("agrees", "看到的和申报对不对得上", of=showing.AGREES),
    LongText(
        "findings",
        "看到了什么",
        hint="住的房子、家里谁病了、谁在上学、靠什么过日子；写事实，不写评价",
        personal=True,
        longest=1500,
    ),
    Text(
        "companion",
        "同行人（社区、网格）",
        hint="没有勾选同事的，至少写一位",
        optional=True,
        personal=True,
        longest=40,
    ),
)


@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The page of one visit; photos are welcome and not asked for, and no place is."""
    actor, row = found(request, household_id)
    now = timezone.now()
    data: dict[str, Any] = {"on": timezone.localdate(now).isoformat()}
    if request.method != "POST":
        return shown(request, actor, row, data, {})
    given, errors = clean_all(FIELDS, request.POST, today=timezone.localdate(now))
    if not errors:
        try:
            actions.record(
                household=row,
                on=date.fromisoformat(given["on"]),
                agrees=given["agrees"],
                findings=given["findings"],
                companion=given["companion"] or "",
                colleagues=chosen(request),
                key=request.POST.get("once", ""),
                photos=request.FILES.getlist("photos"),
                by=actor,
                at=now,
            )
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            messages.success(request, "走访已经记下")
            return redirect("desk_household", row.pk)
    return shown(request, actor, row, request.POST.dict(), errors)


def shown(
    request: HttpRequest, actor: Actor, row: Household, data: Mapping[str, Any], errors: dict[str, Refused]
) -> HttpResponse:
    """The page, with what is wrong in what came."""
    matter = matters.by_number(row.matter) if row.matter else None
    assert actor.seat is not None
    assert actor.person_id is not None
    others = visiting.colleagues(actor.seat.unit_id, on=timezone.localdate(), but=actor.person_id)
    context = {
        "row": row,
        "m": matter,
        "name": names({row.person_id}).get(row.person_id, ""),
        "people": filling.people(row, full=holds(actor, row, matter)),
        "sums": showing.sums(row),
        "form": forms.form(FIELDS, data, errors),
        "others": forms.part(
            "colleagues",
            "谁一起去的",
            "many",
            options=[(str(key), words) for key, words in others.items()],
            value=[str(one) for one in chosen(request)],
            hint="两人以上；没有别的同事的，在下面写同行人",
            optional=True,
        ),
        "once": request.POST.get("once") or uuid4().hex,
        "photos": forms.part(
            "photos", "照片", "files", most=6, accept="image/*", optional=True, multiple=True
        ),
    }
    response = page_or_fragment(request, "aid/visit.html", context=context, status=422 if errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def chosen(request: HttpRequest) -> list[UUID]:
    """The colleagues who were ticked."""
    found = []
    for one in request.POST.getlist("colleagues"):
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found
