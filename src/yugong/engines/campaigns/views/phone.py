"""Activities on the phone: what there is, one of them, enrolling and leaving, being there, the lot."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.campaigns.actions import enrolling, handing_on, opinions
from yugong.engines.campaigns.queries import lists, sittings
from yugong.engines.campaigns.queries.lists import Campaign, Enrolment
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, LongText
from yugong.kernel.gather import AUDIENCES, LOT, TAKINGS, gatherings
from yugong.kernel.moment import clock, words
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Column, Table

SAY = (
    Choice("worth", "值不值得来", of=tuple(opinions.WORTH.items())),
    LongText("words", "想说的话", optional=True, longest=500),
)
LIST = Table(columns=(Column("title", "活动"),), sort=("-id",), size=20)


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is open, and what I enrolled for."""
    now, me = timezone.now(), actor_of(request)
    page = LIST.page(lists.public(now), request.GET, reverse("activities"), count=False)
    context = {
        "cards": [_line(line.row, now) for line in page.rows],
        "page": page,
        "mine": lists.mine(me.person_id) if me.person_id else [],
        "over": lists.over(now),
        "tab": "services",
    }
    return page_or_fragment(request, "campaigns/activities.html", context=context)


def _line(row: Campaign, now: Any) -> dict[str, Any]:
    """One campaign in the list: what, whose, how many places are left, until when."""
    left = max(row.places - row.taken, 0)
    if now < row.opens_at:
        state = f"{words(row.opens_at)} 开始报名"
    elif now >= row.closes_at:
        state = "报名已截止"
    elif row.taking == LOT:
        state = f"{row.places} 个名额，抽签，{words(row.closes_at)} 截止"
    else:
        state = f"还有 {left} 个名额" if left else "名额满了，可以候补"
    return {"row": row, "gathering": gatherings[row.gathering], "state": state}


def context_of(
    request: HttpRequest, row: Campaign, errors: dict[str, Refused] | None = None
) -> dict[str, Any]:
    """Everything the page of one campaign shows to whoever looks at it."""
    me, now = actor_of(request), timezone.now()
    rows = lists.own_rows(row, me.person_id)
    own: Enrolment | None = next(iter(rows), None)
    there = own.attendances.exists() if own else False
    opinion = getattr(own, "opinion", None) if there else None
    dates, gathering = sittings.times(row), gatherings[row.gathering]
    return {
        "row": row,
        "gathering": gathering,
        "own": own,
        **_mine(rows, gathering.most),
        "sittings": dates,
        "on_now": sittings.open_now(dates, now) if own and own.standing == "in" else None,
        "there": there,
        "opinion": opinion,
        "audience": AUDIENCES[row.audience],
        "taking": TAKINGS[row.taking],
        "lot": row.taking == LOT,
        "left": max(row.places - row.taken, 0),
        "open": row.stage == "public" and row.opens_at <= now < row.closes_at,
        "soon": now < row.opens_at,
        "began": dates[0].starts_at <= now,
        "words": words,
        "clock": clock,
        "worth": opinions.WORTH,
        "proof": there and dates[-1].ends_at <= now,
        "asks": forms.form(gathering.asks, request.POST if errors else {}, errors),
        "say": forms.form(SAY, {"worth": opinion.worth if opinion else ""}),
        "signed_in": me.person_id is not None,
        "errors": [("", one.reason) for one in (errors or {}).values()],
        "notes": messages.get_messages(request),
        "tab": "services",
    }


def _mine(rows: list[Enrolment], most: int) -> dict[str, Any]:
    """My places with how many wait before each, and the number of the next that I may ask for."""
    live = [one for one in rows if one.standing != "left"]
    free = [n for n in range(1, most + 1) if n not in {one.nth for one in live}]
    return {
        "lines": [(one, lists.ahead(one) if one.standing == "waiting" else 0) for one in live],
        "next": next(iter(free), None),
    }


@login_not_required
@require_GET
def activity(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign, with my place in it."""
    row = lists.one_public(campaign_id)
    return page_or_fragment(request, "campaigns/activity.html", context=context_of(request, row))


DEEDS = {"leave": handing_on.leave, "accept": handing_on.accept}
SAID = {"leave": "退出了，名额给后面的人。"}


@require_POST
def act(request: HttpRequest, campaign_id: UUID, deed: str) -> HttpResponse:
    """Enrol, leave, or say yes to a place that was handed on.

    In a rush thousands press at once: the rows are read by the deed itself, under its lock, and once only.
    """
    me = actor_of(request).seated(None)
    if deed not in ("enrol", *DEEDS) or me.person_id is None:
        raise Http404
    person, named, now = Person(pk=me.person_id), Campaign(pk=campaign_id), timezone.now()
    nth = int(typed) if (typed := request.POST.get("nth", "1")).isdecimal() else 1
    try:
        if deed == "enrol":
            enrolling.enrol(person=person, campaign=named, answers=request.POST, nth=nth, by=me, at=now)
        else:
            row = lists.one_public(campaign_id)
            DEEDS[deed](person=person, campaign=row, nth=nth, by=me, at=now)
    except Campaign.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        context = context_of(request, lists.one_public(campaign_id), {refused.field: refused})
        return page_or_fragment(request, "campaigns/activity.html", context=context, status=422)
    if deed in SAID:
        messages.success(request, SAID[deed])
    return redirect("activity", campaign_id)
