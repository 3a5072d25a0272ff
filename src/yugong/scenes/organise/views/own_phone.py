"""Changing one's own phone: the new number, then the code that was sent to it; nobody has to approve."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yugong.ground.access.middleware import actor_of
from yugong.ground.people import queries
from yugong.ground.people.models import Account
from yugong.ground.signin import codes, sessions
from yugong.ground.signin.actions import send_code
from yugong.ground.signin.place import place_of
from yugong.kernel import masking
from yugong.kernel.errors import Refused
from yugong.scenes.organise.actions.correcting import change_phone
from yugong.scenes.organise.views import gate, oneself
from yugong.ui.forms import Form, part, reason
from yugong.ui.pages import page_or_fragment

STATE = "own_phone"


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The new number; a code goes to it."""
    errors: gate.Errors = {}
    given = request.POST.get("phone", "")
    if request.method == "POST":
        try:
            demo = bool(settings.YUGONG_DEMO)
            row, code = send_code(phone=given, place=place_of(request), shown=demo, at=timezone.now())
            request.session[STATE] = {"row": str(row), "code": code}
            return redirect("me_phone_code")
        except Refused as refused:
            errors = gate.told(refused, {"phone"})
    now = queries.phone_of_account(oneself.account(request))
    shown = {"held": masking.phone(now) if now else "", "step": 1}
    return _page(request, part("phone", "新手机号", "phone", value=given), errors, shown)


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """The code; with the right one the number is changed and every other device signed out."""
    state = request.session.get(STATE)
    if not state:
        return redirect("me_phone")
    row, errors = UUID(state["row"]), {}
    if request.method == "POST":
        account = Account.objects.get(pk=oneself.account(request).pk)
        me, now = actor_of(request).seated(None), timezone.now()
        try:
            change_phone(account=account, row=row, code=request.POST.get("code", ""), by=me, at=now)
            request.session.pop(STATE, None)
            sessions.end(request, account, others_only=True, by=me, at=now)
            return redirect("me")
        except Refused as refused:
            errors = gate.told(refused, {"code"})
    shown = {"phone": masking.phone(codes.phone_of(row)), "demo_code": state.get("code", ""), "step": 2}
    return _page(request, part("code", "验证码", "code"), errors, shown)


def _page(request: HttpRequest, asked: Any, errors: gate.Errors, shown: dict[str, Any]) -> HttpResponse:
    own = errors.pop(asked.name, None)
    if own is not None:
        asked = part(asked.name, asked.label, asked.kind, value=asked.value, error=reason(own))
    form = Form((asked,), tuple(reason(why) for why in errors.values()))
    status = 422 if form.errors else 200
    return page_or_fragment(
        request, "organise/own_phone.html", context={"form": form, "tab": "me", **shown}, status=status
    )
