"""Writing a campaign at the desk, and changing its draft."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.campaigns.actions import drafting
from yugong.engines.campaigns.queries import lists
from yugong.engines.campaigns.queries.lists import Campaign
from yugong.engines.campaigns.views import forms as campaign_forms
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.gather import gatherings
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

Errors = dict[str, Refused]


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, gathering: str) -> HttpResponse:
    """Announce one of a sort."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    if gathering not in gatherings:
        raise Http404
    unit = Unit.objects.get(pk=seat.unit_id)
    made, response = _kept(request, actor, gathering, unit=unit)
    if made is not None:
        return redirect("desk_activity", made.pk)
    assert response is not None
    return response


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Change a draft."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    row = lists.on_desk(actor, campaign_id)
    made, response = _kept(request, actor, row.gathering, row=row)
    if made is not None:
        return redirect("desk_activity", made.pk)
    assert response is not None
    return response


def _kept(
    request: HttpRequest,
    actor: Actor,
    gathering: str,
    *,
    unit: Unit | None = None,
    row: Campaign | None = None,
) -> tuple[Campaign | None, HttpResponse | None]:
    """What was written, kept; or the form again with what is wrong."""
    sort, errors, now = gatherings[gathering], Errors(), timezone.now()
    if request.method == "POST":
        given, times, errors = campaign_forms.cleaned(sort, request.POST, timezone.localdate())
        try:
            if not errors and row is not None:
                return drafting.mend(campaign=row, given=given, sittings=times, by=actor, at=now), None
            if not errors and unit is not None:
                made = drafting.draft(
                    unit=unit, gathering=gathering, given=given, sittings=times, by=actor, at=now
                )
                return made, None
        except Refused as refused:
            errors = {"times" if refused.field in ("starts_at", "ends_at") else refused.field: refused}
    given = (
        request.POST
        if request.method == "POST"
        else campaign_forms.shown(row)
        if row
        else {"accept_hours": "24"}
    )
    context = {
        "here": "activities", "gathering": sort, "row": row, "errors": errors,
        "form": forms.form(campaign_forms.fields(sort), given, errors),
    }  # fmt: skip
    return None, page_or_fragment(
        request, "campaigns/desk_form.html", context=context, status=422 if errors else 200
    )
