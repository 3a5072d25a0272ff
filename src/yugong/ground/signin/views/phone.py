"""The worker's way in: a phone number, then the six digits that were sent to it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yugong.ground.access import session
from yugong.ground.access.middleware import actor_of
from yugong.ground.access.views import back
from yugong.ground.signin import actions, codes, devices, oidc, sessions
from yugong.ground.signin.place import place_of
from yugong.kernel import masking
from yugong.kernel.errors import Refused
from yugong.ui.forms import Form, Part, part
from yugong.ui.pages import page_or_fragment

STATE, HOME = "signin", "/"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask_phone(request: HttpRequest) -> HttpResponse:
    """Ask for the phone and send a code to it."""
    following = back(request, HOME)
    if actor_of(request).is_person:
        return redirect(following)
    phone, refused = request.POST.get("phone", ""), None
    if request.method == "POST":
        try:
            send(request, phone, following)
            return redirect("login_code")
        except Refused as why:
            refused = why
    return asked_phone(request, following, refused, phone=phone)


def asked_phone(
    request: HttpRequest, following: str, refused: Refused | None, *, phone: str = ""
) -> HttpResponse:
    """The page that asks for the phone, with the other ways in."""
    asked = part("phone", "手机号", "phone", value=phone, hint="没有登录过的手机号，验证后直接使用。")
    found = oidc.provider()
    label = found.label if found else ""
    return page(request, "signin/phone.html", refused, asked, following=following, federated=label)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code that was sent; a new one may be sent from here."""
    state = request.session.get(STATE)
    if not state:
        return redirect("login")
    row, following = UUID(state["row"]), state["next"]
    code, refused = request.POST.get("code", ""), None
    if request.method == "POST":
        try:
            if "again" in request.POST:
                send(request, codes.phone_of(row), following)
                return redirect("login_code")
            now = timezone.now()
            account = actions.enter_by_code(row=row, code=code, at=now)
            sessions.begin(request, account, how=session.CODE, at=now)
            done = redirect(following)
            devices.remember(done, request, codes.phone_of(row), at=now)
            return done
        except Refused as why:
            refused = why
    asked = part("code", "验证码", "code", value=code)
    shown = {"phone": masking.phone(codes.phone_of(row)), "demo_code": state.get("code", "")}
    return page(request, "signin/code.html", refused, asked, **shown)


def send(request: HttpRequest, phone: str, following: str) -> None:
    """Send a code and remember in the session, by a handle, which one; the code itself only in demo mode."""
    demo = bool(settings.YUGONG_DEMO)
    row, code = actions.send_code(
        phone=phone, place=place_of(request), device=devices.of(request), shown=demo, at=timezone.now()
    )
    request.session[STATE] = {"row": str(row), "next": following, "code": code}


def page(
    request: HttpRequest, template: str, refused: Refused | None, *asked: Part, **context: Any
) -> HttpResponse:
    """A sign-in page; with a refusal it keeps what was typed and answers 422, or 429 where one must wait."""
    status = 200 if refused is None else 429 if refused.code == "limited" else 422
    return page_or_fragment(
        request, template, "main", {"form": form(asked, refused), **context}, status=status
    )


def form(asked: tuple[Part, ...], refused: Refused | None) -> Form:
    """The fields of a page, the refusal beside the one it concerns, or above all."""
    if refused is None:
        return Form(asked)
    parts = tuple(replace(p, error=refused.reason) if p.name == refused.field else p for p in asked)
    return Form(parts, () if parts != asked else (refused.reason,))
