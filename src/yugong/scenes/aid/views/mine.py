"""One's own file: the answer with its reasons, who came, what is posted, who looked; the yearly review."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views.worker import self_of
from yugong.ground.access.roles import roles
from yugong.ground.audit import queries as audit
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import consents, reviews
from yugong.scenes.aid.models import Household
from yugong.scenes.aid.queries import households, sheets
from yugong.scenes.aid.rules.declaring import TOPICS
from yugong.scenes.aid.views import filling, showing
from yugong.scenes.aid.views.consenting import family
from yugong.scenes.aid.views.household import page
from yugong.ui import forms

MONEY = tuple(field for topic in reviews.MONEY for field in TOPICS[topic][1])


def own(request: HttpRequest) -> tuple[Actor, Household | None]:
    """The reader and his newest file."""
    me = self_of(request)
    if me.person_id is None:
        return me, None
    return me, households.live_of(me.person_id) or households.latest_of(me.person_id)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The file as its own household reads it."""
    _, row = own(request)
    if row is None:
        return page(request, "aid/household_mine.html", {"row": None})
    matter = matters.by_number(row.matter) if row.matter else None
    looked = audit.story_of(row, did="aid.household_seen", limit=20)
    context = {
        "row": row,
        "status": showing.look(row),
        "m": matter,
        "verdict": showing.verdict(households.verdict_of(row)),
        "people": filling.people(row, full=True),
        "sums": showing.sums(row),
        "visits": showing.visits(row, full=True),
        "postings": showing.postings(row, full=False),
        "review": households.review_of(row),
        "months": households.months_of(row),
        "family": family(row),
        "looked": [(deed.at, who(deed.seat)) for deed in looked],
    }
    return page(request, "aid/household_mine.html", context)


def who(seat: str) -> str:
    """A post in words: which union, and as what."""
    role, _, unit = seat.partition("@")
    name = Unit.objects.filter(pk=unit or 0).values_list("name", flat=True).first() or "工会"
    return f"{name} · {roles[role].name}" if role in roles else name


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Nothing changed: one tap. Something changed: only the figures, as they were known."""
    me, row = own(request)
    if row is None or households.review_of(row) is None:
        raise Http404
    sheet = sheets.sheet(sheets.newest(row))
    known = {topic: sheet.get(topic) or {} for topic in reviews.MONEY}
    data: dict[str, Any] = filling.typed(
        MONEY, {key: each for one in known.values() for key, each in one.items()}
    )
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        same = request.POST.get("do") == "same"
        changed = {} if same else dict.fromkeys(reviews.MONEY, request.POST)
        try:
            answered(row, changed, by=me)
        except Refused as refused:
            errors, data = {refused.field: refused}, request.POST.dict()
            if same:
                messages.warning(request, refused.reason)
                return redirect("household_mine")
        else:
            messages.success(request, "已答复，工会复核以后告诉你")
            return redirect("household_mine")
    return page(
        request, "aid/review_changed.html", {"form": forms.form(MONEY, data, errors), "row": row}, errors
    )


def answered(row: Household, changed: Mapping[str, Mapping[str, Any]], *, by: Actor) -> None:
    """The household's answer, now."""
    reviews.answer(household=row, changed=changed, by=by, at=timezone.now())


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take one's own yes to the check of means back."""
    me, row = own(request)
    if row is None:
        raise Http404
    one = row.members.filter(relation="self", left_on=None).first()
    if one is None:
        raise Http404
    try:
        consents.withdraw(member=one, by=me, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已撤回授权，工会不再核对；要继续建档，需要重新授权")
    return redirect("household_mine")
