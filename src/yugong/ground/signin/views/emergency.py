"""/desk/emergency/: asking for another post's powers, and answering as the second person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.middleware import actor_of
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Emergency
from yugong.ground.signin import emergency
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

UNIT = Text("unit", "哪个工会", hint="写工会的全称", longest=120)
REASON = LongText(
    "reason", "原因", hint="出了什么事，为什么等不到有权限的人来办；工会负责人会看到", longest=200
)
DEEDS = {"grant": (P.EMERGENCY_ANSWER, emergency.grant), "end": (P.EMERGENCY_END, emergency.end)}


@never_cache
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """List what was asked and lent; a POST asks."""
    actor, now = actor_of(request), timezone.now()
    asks = bool(may(actor, P.EMERGENCY_ASK))
    lent = actor.seat is not None and actor.seat.tenure_id < 0
    if not (asks or lent or may(actor, P.EMERGENCY_ANSWER)):
        raise Http404
    role = Select("role", "岗位", of=tuple((one.key, one.name) for one in emergency.lendable()))
    fields, errors = [UNIT, role, REASON], dict[str, Refused]()
    if request.method == "POST":
        answers, errors = clean_all(fields, request.POST, today=local_day(now))
        try:
            if not errors:
                unit = Unit.objects.filter(name=answers["unit"], valid_to=None).first()
                if unit is None:
                    raise Refused("没有这个名称的工会，请写全称", field="unit")
                emergency.ask(unit=unit, role=answers["role"], reason=answers["reason"], by=actor, at=now)
                return redirect("desk_emergency")
        except Refused as refused:
            known = refused.field in {one.name for one in fields}
            errors = {refused.field if known else "": refused}
    context = {
        "here": "emergency",
        "rows": emergency.lent(actor, at=now),
        "answers": bool(may(actor, P.EMERGENCY_ANSWER)),
        "form": forms.form(fields, request.POST, errors) if asks else None,
    }
    return page_or_fragment(request, "signin/emergency.html", context=context, status=422 if errors else 200)


@require_POST
def answer(request: HttpRequest, id: int, deed: str) -> HttpResponse:
    """Grant what was asked, or end it."""
    if deed not in DEEDS:
        raise Http404
    permission, verb = DEEDS[deed]
    actor = actor_of(request)
    row = scope.one(actor, permission, Emergency.objects.all(), pk=id)
    verb(emergency=row, by=actor, at=timezone.now())
    return redirect("desk_emergency")
