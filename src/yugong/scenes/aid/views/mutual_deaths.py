"""A member died: his family's claim is written down at the desk of the district or of the office."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.kernel import tree
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Files, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import mutual_deaths as actions
from yugong.scenes.aid.rules.mutual_deaths import FIELDS, KIN, NO_COVER, cover_of
from yugong.scenes.aid.views.mutual_claims import is_high
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

ASKED = tuple(field for field in FIELDS if not isinstance(field, Files))
PAPERS = next(field for field in FIELDS if isinstance(field, Files))


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """Who died, of what, who of the kin is paid; the claim then goes the way of every claim."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    if not is_high(seat.unit_id):
        raise Http404
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        matter, errors = _filed(request, actor, seat)
        if matter is not None:
            messages.success(request, "已登记，单位工会确认在保以后核对。")
            return redirect("desk_mutual_claim", matter.number)
    context = {"here": "mutual", "form": forms.form((*FIELDS, *KIN), request.POST, errors)}
    response = page_or_fragment(
        request, "aid/mutual_death.html", context=context, status=422 if errors else 200
    )
    response["Cache-Control"] = "no-store"
    return response


def _filed(request: HttpRequest, actor: Actor, seat: Seat) -> tuple[Any, dict[str, Refused]]:
    """The matter that was opened, or what is wrong by the name of its field."""
    now = timezone.now()
    asked, errors = clean_all(ASKED, request.POST, today=local_day(now))
    kin, more = clean_all(KIN, request.POST, today=local_day(now))
    errors |= more
    papers = request.FILES.getlist(PAPERS.name)
    if not papers:
        errors[PAPERS.name] = Refused(f"请上传{PAPERS.label}", field=PAPERS.name)
    if errors:
        return None, errors
    try:
        cover = cover_of(asked)
        if not tree.within(cover.unit.path, seat.unit_path):
            raise Refused(NO_COVER, field="died_number", code="no_cover")
        made = actions.file(cover=cover, asked=asked, kin=kin, papers=papers, by=actor, at=now)
    except Refused as refused:
        return None, {refused.field: refused}
    return made, {}
