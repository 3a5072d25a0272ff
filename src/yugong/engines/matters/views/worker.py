"""The phone's side of matters: one's list, one matter, messages, urging and the asker's own moves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import actions, queries
from yugong.engines.matters.queries import Matter, handing
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.follow import asker_of, own_or_followed
from yugong.ground.access.middleware import actor_of
from yugong.ground.files.queries import files_of
from yugong.ground.people.queries import names
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import ASKER, CLOSED, kinds
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

PAGE = 20


def self_of(request: HttpRequest) -> Actor:
    """The person acting for himself, whatever posts he holds."""
    return actor_of(request).seated(None)


@require_GET
def my_matters(request: HttpRequest) -> HttpResponse:
    """A person's matters, the newest first."""
    me, now = self_of(request), timezone.now()
    rows = (
        queries.my_matters(me.person_id, after=request.GET.get("after", ""), limit=PAGE, now=now)
        if me.person_id
        else []
    )
    cards = [faces.card(row, now) for row in rows]
    context = {"cards": cards, "more": str(rows[-1].id) if len(rows) == PAGE else "", "tab": "matters"}
    return page_or_fragment(request, "matters/my_matters.html", "", context)


@own_or_followed
@require_GET
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """One of one's own matters."""
    found = queries.own(asker_of(request, number), number)
    return page(request, found)


def page(
    request: HttpRequest, found: Matter, *, error: str = "", body: str = "", status: int = 200
) -> HttpResponse:
    """The matter's page, with what went wrong where something did."""
    me, now, kind = asker_of(request, found.number), timezone.now(), kinds[found.kind]
    clocks, moves = queries.clocks(found), queries.moves_for(me, found)
    row = faces.running(clocks)
    context: dict[str, Any] = {
        "m": found,
        "kind": kind,
        "status": faces.status(found, now),
        "clock": faces.spoken(queries.reading(row, now=now) if row else None),
        "says": "" if found.stage == CLOSED else kind.stage(found.stage).says,
        "due": "" if found.stage == CLOSED else faces.last_day(found.due_at),
        "case_due": faces.last_day(found.case_due_at),
        "waits_for_me": found.held_by == ASKER,
        "before": queries.place_in_queue(found) - 1 if found.stage == kind.first.name else 0,
        "officer": names({found.claimed_by_id}).get(found.claimed_by_id, "") if found.claimed_by_id else "",
        "steps": faces.timeline(found, queries.story(found, full=False), clocks),
        "talks": faces.talks(queries.thread(found), mine_is_asker=True),
        "answers": queries.shown_answers(found, full=True),
        "files": files_of(f"matters.matter:{found.pk}") if actor_of(request).is_person else (),
        "moves": moves,
        "gives": kind.gives(matter=found) if kind.gives else (),
        "lookers": [*handing.readers(found), *queries.lookers(found)],
        "last_day": faces.last_day,
        "handed": handing.handed(found, now=now, full=False),
        "may_urge": found.stage != CLOSED and found.held_by != ASKER,
        "error": error,
        "body": body,
        "notes": list(messages.get_messages(request)),
        "tab": "matters",
        "me": me,
    }
    return page_or_fragment(request, "matters/worker_matter.html", "", context, status=status)


def back(number: str) -> HttpResponseRedirect:
    return redirect(reverse("matter", args=[number]))


@own_or_followed
@require_POST
def say(request: HttpRequest, number: str) -> HttpResponse:
    """A word to the desk."""
    me = asker_of(request, number)
    found, body = queries.own(me, number), request.POST.get("body", "")
    try:
        actions.message(matter=found, body=body, key=request.POST.get("once", ""), by=me, at=timezone.now())
    except Refused as refused:
        return page(request, found, error=refused.reason, body=body, status=422)
    messages.success(request, "已发给经办人")
    return back(number)


@own_or_followed
@require_POST
def urge(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for haste."""
    me = asker_of(request, number)
    found = queries.own(me, number)
    try:
        actions.urge(matter=found, by=me, at=timezone.now())
    except Refused as refused:
        return page(request, found, error=refused.reason, status=422)
    messages.success(request, "已经催了，经办人马上会看到")
    return back(number)


@own_or_followed
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One of the asker's own moves: its questions, then the press."""
    me = asker_of(request, number)
    found = queries.own(me, number)
    step = next((m for m in queries.moves_for(me, found) if m.name == name), None)
    if step is None:
        return page(request, found, error="这一步现在不能做，可能刚有进展，请看最新情况", status=409)
    if request.method == "GET":
        return ask(request, found, step)
    answers = {asked.name: request.POST.get(asked.name, "") for asked in step.asks}
    key = request.POST.get("once", "")
    try:
        actions.move(matter=found, name=name, answers=answers, key=key, by=me, at=timezone.now())
    except Refused as refused:
        return ask(request, found, step, errors={refused.field: refused}, status=422)
    messages.success(request, f"已{step.label}" if step.tone != "primary" else "好了，已经记下")
    return back(number)


def ask(
    request: HttpRequest, found: Matter, step: Any, *, errors: dict | None = None, status: int = 200
) -> HttpResponse:
    """The questions of a move."""
    form = forms.form(step.asks, request.POST if request.method == "POST" else {}, errors)
    context = {"m": found, "move": step, "form": form, "tab": "matters"}
    return page_or_fragment(request, "matters/worker_move.html", "", context, status=status)
