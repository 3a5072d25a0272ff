"""The desk's password, set from the phone whose code was proved; a later one needs the second factor too."""

from django.contrib.auth import logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yugong.ground.access import principal, session
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.actions import set_password
from yugong.ground.people.models import Account
from yugong.ground.people.queries import phone_of_account
from yugong.ground.signin import factors
from yugong.ground.signin.views.house import account_of
from yugong.ground.signin.views.phone import page
from yugong.kernel.errors import Refused
from yugong.ui.forms import part

HINT = "至少 12 位，不要用常见的密码；也不要和别处的一样。"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """Set the password for the desk where a post is held: the first, or a new one by the second factor."""
    account, now = account_of(request), timezone.now()
    loaded = principal.load(account.pk, today=timezone.localdate(now))
    vouched = request.session.get(session.HOW) == session.FEDERATED  # not the code itself
    if loaded is None or not loaded[0].seats or vouched:
        raise Http404
    refused, done = None, account.has_usable_password()
    proves = done and factors.enrolled(account)
    if request.method == "POST" and (proves or not done):
        try:
            if proves:
                factors.check(account, request.POST.get("code", ""), at=now)
            text = _chosen(request, account)
            set_password(account=account, password=text, by=actor_of(request), at=now)
            logout(request)
            return redirect("desk_login")
        except Refused as why:
            refused = why
    code = part("code", "动态码", "code", digits=0, hint="认证应用上的 6 位数字，或者一个备用恢复码。")
    asked = (
        *((code,) if proves else ()),
        part("password", "新密码", "password", hint=HINT, attrs={"autocomplete": "new-password"}),
        part("again", "再输一遍", "password", attrs={"autocomplete": "new-password"}),
    )
    context = {
        "posts": loaded[0].seats,
        "done": done,
        "proves": proves,
        "phone": phone_of_account(account),
    }
    return page(request, "signin/first.html", refused, *asked, **context)


def _chosen(request: HttpRequest, account: Account) -> str:
    text = request.POST.get("password", "")
    try:
        validate_password(text, account)
    except ValidationError:
        raise Refused("密码太短或者太常见，请换一个至少 12 位的。", field="password", code="weak") from None
    if text != request.POST.get("again", ""):
        raise Refused("两遍不一样，请重新输入。", field="again")
    return text
