"""/desk/accounts/: an officer who may appoint resets the lost password of whoever holds a post there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.ground.signin import resetting
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

WHO = Text("who", "谁的账号", hint="填本人完整的手机号或证件号码", personal=True, longest=30)
REASON = LongText("reason", "原因", hint="怎么核实是他本人的；会留痕，本人会收到通知", longest=200)


@never_cache
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Ask whose and why; a POST resets."""
    actor, _ = officer(request, P.POST_APPOINT)
    if actor.person_id is None:
        raise Http404
    now, errors = timezone.now(), dict[str, Refused]()
    if request.method == "POST":
        answers, errors = clean_all((WHO, REASON), request.POST, today=local_day(now))
        try:
            if not errors:
                person = people.exactly(answers["who"], today=local_day(now))
                tenure = resetting.post_of(person, by=actor, on=local_day(now))
                resetting.reset(tenure=tenure, reason=answers["reason"], by=actor, at=now)
                messages.success(request, "已重置：请他用自己的手机登录，在「我的」里重新设密码")
                return redirect("desk_accounts")
        except Refused as refused:
            known = refused.field in (WHO.name, REASON.name)
            errors = {refused.field if known else "": refused}
    context = {
        "here": "accounts",
        "form": forms.form((WHO, REASON), request.POST, errors),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "signin/accounts.html", context=context, status=422 if errors else 200)
