"""What an officer presses: claim, release, pause, resume, transfer, say, move, reveal, and many at once."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.matters import actions, queries
from yugong.engines.matters.actions import casefile
from yugong.engines.matters.queries import Matter
from yugong.engines.matters.views import desk, faces, searching
from yugong.ground.access.middleware import actor_of
from yugong.ground.org.models import Unit
from yugong.ground.people.queries import person_card
from yugong.kernel import tree
from yugong.kernel.errors import Refused
from yugong.kernel.flow import Move, kinds
from yugong.ui.pages import page_or_fragment

SIMPLE: dict[str, tuple[Callable[..., Any], str]] = {
    "claim": (actions.claim, "已签收"),
    "release": (actions.release, "已退回签收"),
    "resume": (actions.resume, "已恢复计时"),
}


def back(request: HttpRequest, number: str) -> HttpResponse:
    """To where the officer came from, else to the matter."""
    return redirect(origin(request) or reverse("desk_matter", args=[number]))


def origin(request: HttpRequest) -> str:
    """The page of ours from which the officer came, "" when none or a strange one is named."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The acts without a question, and those with a reason or a text."""
    me, now, data = actor_of(request), timezone.now(), request.POST
    found = queries.on_desk(me, number)
    try:
        if name in SIMPLE:
            verb, done = SIMPLE[name]
            verb(matter=found, by=me, at=now)
        elif name == "pause":
            actions.pause(matter=found, reason=data.get("reason", ""), by=me, at=now)
            done = "已暂停计时，申请人会看到原因"
        elif name == "say":
            actions.message(matter=found, body=data.get("body", ""), key=data.get("once", ""), by=me, at=now)
            done = "已发给申请人"
        else:
            raise Http404
    except Refused as refused:
        return desk.page(request, found, now, status=422, error=refused.reason, body=data.get("body", ""))
    messages.success(request, done)
    return back(request, number)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One move of the desk: its questions and the reply that goes with it."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    step = next((m for m in queries.moves_for(me, found) if m.name == name), None)
    if step is None:
        return desk.page(request, found, now, status=409, error="这一步现在不能做，可能刚有人办过")
    if request.method == "GET":
        return ask(request, found, step)
    data = request.POST
    if data.get("find"):
        return ask(request, found, step)
    if unchosen := searching.unpicked(step.asks, data):
        return ask(request, found, step, errors=unchosen, status=422)
    answers = {asked.name: data.get(asked.name, "") for asked in step.asks}
    reply, key = data.get("reply", ""), data.get("once", "")
    try:
        moved = actions.move(matter=found, name=name, answers=answers, reply=reply, key=key, by=me, at=now)
    except Refused as refused:
        return ask(request, found, step, errors={refused.field: refused}, status=422)
    messages.success(request, f"{found.title}：{step.label}，已办")
    gone = me.seat is not None and not tree.within(moved.unit_path, me.seat.unit_path)
    return redirect(reverse("desk_inbox")) if gone and not origin(request) else back(request, number)


def ask(
    request: HttpRequest,
    found: Matter,
    step: Move,
    *,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The questions of a move."""
    me, who = actor_of(request), person_card(found.asker_id)
    sent = request.POST if request.method == "POST" else {}
    reply = faces.prefilled(step, found, name=who.name if who else "", officer=me.label) if step.reply else ""
    context = {
        "m": found,
        "kind_of": kinds[found.kind],
        "move": step,
        **desk.asked(found, step, sent, errors),
        "reply": sent.get("reply", "") if sent else reply,
        "holder": who,
        "origin": origin(request),
        "here": "inbox",
    }
    return page_or_fragment(request, "matters/desk_move.html", "", context, status=status)


@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the matter to another union: search it, pick it, say why."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    data, error, status = (request.POST if request.method == "POST" else request.GET), "", 200
    options = queries.desks(data.get("q", ""), but=found.unit_id, fits=queries.may_take(found, at=now))
    if request.method == "POST" and (to_id := data.get("to", "")).isdecimal() and len(to_id) < 19:
        try:
            to = Unit.objects.get(pk=int(to_id), valid_to__isnull=True)
            actions.transfer(matter=found, to=to, reason=data.get("reason", ""), by=me, at=now)
        except Unit.DoesNotExist:
            error, status = "这个工会已经撤销，请另选", 422
        except Refused as refused:
            error, status = refused.reason, 422
        else:
            messages.success(request, f"{found.title} 已转给{to.name}")
            return redirect(reverse("desk_inbox"))
    elif request.method == "POST":
        error, status = "请选择转给哪个工会", 422
    context = {"m": found, "data": data, "options": options, "error": error, "here": "inbox"}
    return page_or_fragment(request, "matters/transfer.html", "", context, status=status)


@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Show the asker's numbers in full, for a purpose; he sees who looked and what for."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    try:
        shown = actions.reveal(matter=found, purpose=request.POST.get("purpose", ""), by=me, at=now)
    except Refused as refused:
        return desk.page(request, found, now, status=422, error=refused.reason)
    return desk.page(request, found, now, revealed=shown)


@require_POST
def take_out(request: HttpRequest, number: str) -> HttpResponse:
    """The matter as a signed case file, for a purpose; the asker sees who took it out and what for."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    try:
        made = casefile.export(matter=found, purpose=request.POST.get("purpose", ""), by=me, at=now)
    except Refused as refused:
        return desk.page(request, found, now, status=422, error=refused.reason)
    response = HttpResponse(made, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"案卷 {found.number}.zip")
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Claim, or make the first simple move, on all that are ticked; says what was done and what was not."""
    me, now = actor_of(request), timezone.now()
    done, failed = 0, []
    for found in queries.picked(me, request.POST.getlist("pick")):
        try:
            if request.POST.get("act") == "move":
                steps = (m for m in queries.moves_for(me, found) if m.simple and m.tone == "primary")
                step = next(steps, None)
                if step is None:
                    raise Refused("这一步要逐件办理")
                actions.move(matter=found, name=step.name, by=me, at=now)
            else:
                actions.claim(matter=found, by=me, at=now)
            done += 1
        except Refused as refused:
            failed.append(f"{found.number}：{refused.reason}")
    if done:
        messages.success(request, f"已办 {done} 件")
    for reason in failed[:5]:
        messages.warning(request, reason)
    if not done and not failed:
        messages.warning(request, "请先选中要办的件")
    return redirect(f"{reverse('desk_inbox')}?tab=mine")
