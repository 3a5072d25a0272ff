"""The officer's way in: name and password, then the second factor, bound on the first day."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from yugong.ground.access import principal, session
from yugong.ground.access.middleware import actor_of
from yugong.ground.access.views import back
from yugong.ground.people.models import Account
from yugong.ground.signin import factors, passwords, pending, sessions
from yugong.ground.signin.place import place_of
from yugong.ground.signin.views.phone import page
from yugong.kernel.errors import Refused
from yugong.ui.forms import part

HOME = "/desk/"
NAME = {"autocomplete": "username", "autocapitalize": "none"}
SECOND_HINT = "认证应用上现在显示的 6 位数字；手机不在身边时，输入一个备用恢复码。"
NO_POST = "您的账号现在没有任职岗位，不能进入工作台。如刚刚任职，请联系上级工会办理任职登记。"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask_password(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a right pair leads to the second factor."""
    following = back(request, HOME)
    if actor_of(request).seat is not None:
        return redirect(following)
    name, refused = request.POST.get("name", ""), None
    if request.method == "POST":
        now = timezone.now()
        try:
            account = passwords.prove(name, request.POST.get("password", ""), place_of(request), at=now)
            return next_step(request, account, following, at=now)
        except Refused as why:
            refused = why
    asked = (
        part(
            "name", "登录名或手机号", value=name, attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
        part("password", "密码", "password"),
    )
    return page(request, "signin/password.html", refused, *asked, following=following)


def next_step(request: HttpRequest, account: Account, following: str, *, at: datetime) -> HttpResponse:
    """After the right password: the second factor, its binding, or in demo mode straight in."""
    loaded = principal.load(account.pk, today=timezone.localdate(at))
    if loaded is None or not loaded[0].seats:
        raise Refused(NO_POST, code="no_post")
    if factors.enrolled(account):
        pending.begin(request.session, account, following=following, at=at)
        return redirect("desk_second")
    if settings.YUGONG_DEMO:
        sessions.begin(request, account, how=session.PASSWORD, at=at)
        return redirect(following)
    pending.begin(request.session, account, following=following, at=at)
    return redirect("desk_enrol")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask_second(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the authenticator, or for a recovery code."""
    now = timezone.now()
    waiting = pending.of(request.session, at=now)
    if waiting is None or not factors.enrolled(waiting.account):
        return redirect("desk_login")
    code, refused = request.POST.get("code", ""), None
    if request.method == "POST":
        try:
            factors.check(waiting.account, code, at=now)
            sessions.begin(request, waiting.account, how=session.SECOND, at=now)
            return redirect(waiting.following)
        except Refused as why:
            refused = why
    asked = part("code", "动态码", "code", digits=0, value=code, hint=SECOND_HINT)
    return page(request, "signin/second.html", refused, asked)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Bind an authenticator; the answer to a right code shows the recovery codes, once."""
    now = timezone.now()
    waiting = pending.of(request.session, at=now)
    if waiting is None or factors.enrolled(waiting.account):
        return redirect("desk_login")
    secret, refused = pending.secret(request.session), None
    if request.method == "POST":
        try:
            actor = principal.load(waiting.account.pk, today=timezone.localdate(now))
            if actor is None:
                return redirect("desk_login")
            code = request.POST.get("code", "")
            spare = factors.enrol(account=waiting.account, secret=secret, code=code, by=actor[0], at=now)
            sessions.begin(request, waiting.account, how=session.SECOND, at=now)
            return page(request, "signin/recovery.html", None, codes=spare, following=waiting.following)
        except Refused as why:
            refused = why
    picture = factors.picture(waiting.account, secret)
    groups = [secret[i : i + 4] for i in range(0, len(secret), 4)]
    asked = part("code", "应用上显示的 6 位数字", "code", value=request.POST.get("code", ""))
    return page(request, "signin/enrol.html", refused, asked, picture=Markup(picture), groups=groups)  # noqa: S704
