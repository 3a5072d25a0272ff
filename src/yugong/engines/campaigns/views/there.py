"""Being there, on the phone: the code at the door, and what one thought of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.campaigns.actions import attending, opinions
from yugong.engines.campaigns.queries import lists, sittings
from yugong.engines.campaigns.views.phone import context_of
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.ui.pages import page_or_fragment


@require_http_methods(["GET", "POST"])
def here(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Say that one is there; the code may stand in the address that the screen at the door shows."""
    row, me, now = lists.one_public(campaign_id), actor_of(request).seated(None), timezone.now()
    sitting, error = sittings.on_now(row, now), ""
    if request.method == "POST" and me.person_id is not None:
        try:
            if sitting is None:
                raise Refused("现在不是签到时间，活动前一小时到结束后两小时可以签到。")
            code = request.POST.get("code", "")
            attending.try_code(
                person=Person.objects.get(pk=me.person_id), sitting=sitting, code=code, by=me, at=now
            )
            messages.success(request, "签到好了。")
            return redirect("activity", row.pk)
        except Refused as refused:
            error = refused.reason
    typed = request.POST.get("code") or request.GET.get("c", "")
    context = {
        "row": row,
        "sitting": sitting,
        "error": error,
        "typed": typed[:6],
        "words": words,
        "tab": "services",
    }
    return page_or_fragment(request, "campaigns/here.html", context=context, status=422 if error else 200)


@require_POST
def say(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """What one thought of it."""
    row, me = lists.one_public(campaign_id), actor_of(request).seated(None)
    own = lists.of(row, me.person_id)
    if own is None or me.person_id is None:
        raise Http404
    try:
        opinions.say(
            person=Person.objects.get(pk=me.person_id), enrolment=own, worth=request.POST.get("worth", ""),
            words=request.POST.get("words", ""), by=me, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        context = context_of(request, row, {refused.field: refused})
        return page_or_fragment(request, "campaigns/activity.html", context=context, status=422)
    messages.success(request, "谢谢，记下了。")
    return redirect("activity", row.pk)
