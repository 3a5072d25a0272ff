"""Counselling on the phone: what to call at once, free hours, how to talk, and my own appointment."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.middleware import actor_of
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Phone, Select, Text, clean_all
from yugong.kernel.moment import clock, words
from yugong.scenes.service.actions import counselling as actions
from yugong.scenes.service.models import CounselHour, CounselWay
from yugong.scenes.service.queries import counsel as queries
from yugong.scenes.service.views.health import oneself
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

Errors = dict[str, Refused]


def _fields(hours: list[CounselHour]) -> tuple[Select, Choice, Text, Phone]:
    of = tuple(
        (str(one.pk), f"{words(one.starts_at)} 到 {clock(one.ends_at)}，{one.counsellor.called}")
        for one in hours
    )
    return (
        Select("hour", "什么时间", of=of),
        Choice("way", "怎么谈", of=tuple(CounselWay.choices)),
        Text("called", "怎么称呼你", "不用写真名", personal=True, longest=20),
        Phone("phone", "咨询师打给你的号码", "只有咨询师看得到", personal=True),
    )


def _page(request: HttpRequest, errors: Errors) -> HttpResponse:
    person_id, now = actor_of(request).person_id, timezone.now()
    hours = queries.hours_for(person_id, now) if person_id else []
    context = {
        "call": queries.numbers_to_call(timezone.localdate(now)),
        "own": queries.coming(person_id, now) if person_id else None,
        "hours": hours,
        "form": forms.form(_fields(hours), request.POST if errors else {}, errors),
        "errors": errors,
        "words": words,
        "registered": person_id is not None,
        "notes": messages.get_messages(request),
        "tab": "services",
    }
    status = 422 if errors else 200
    response = page_or_fragment(request, "service/counsel.html", context=context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What to call at once, my appointment or the free hours."""
    return _page(request, {})


@require_POST
def act(request: HttpRequest, deed: str) -> HttpResponse:
    """Take an hour, or give it back."""
    (me, person), now = oneself(request), timezone.now()
    try:
        if deed == "cancel":
            own = queries.coming(person.pk, now)
            if own is None:
                raise Refused("没有可以取消的预约。")
            actions.cancel(person=person, counsel=own, by=me, at=now)
            messages.success(request, "取消了，没有任何影响。想谈随时再约。")
            return redirect("counsel")
        if deed != "reserve":
            raise Http404
        hours = queries.hours_for(person.pk, now)
        given, errors = clean_all(_fields(hours), request.POST, today=timezone.localdate(now))
        if errors:
            return _page(request, errors)
        hour = next(one for one in hours if str(one.pk) == given["hour"])
        caller = {"called": given["called"], "phone": given["phone"]}
        actions.book(person=person, hour=hour, way=given["way"], caller=caller, by=me, at=now)
    except Refused as refused:
        return _page(request, {refused.field: refused})
    messages.success(request, "约好了。除了咨询师，没有人知道你约了。")
    return redirect("counsel")
