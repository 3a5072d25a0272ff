"""What is done with a round at the desk, from writing it down to settling it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.selection.actions import carrying, drafting, jury, posting, reviewing, sealing
from yugong.engines.selection.queries import lists
from yugong.engines.selection.queries.lists import Round
from yugong.engines.selection.views import forms as poll_forms
from yugong.engines.selection.views.desk import page_of
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.queries.exact import exactly
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.kernel.tally import contests
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment


def _nominate(request: HttpRequest, row: Round, actor: Actor) -> str:
    found = poll_forms.nominees(request.POST.get("lines", ""), row)
    made = drafting.nominate(poll=row, nominees=found, by=actor, at=timezone.now())
    return f"加了 {len(made)} 个参评。"


def _drop(request: HttpRequest, row: Round, actor: Actor) -> str:
    number = request.POST.get("number", "")
    drafting.drop_entry(poll=row, number=int(number) if number.isdigit() else 0, by=actor, at=timezone.now())
    return "移出了。"


def _invite(request: HttpRequest, row: Round, actor: Actor) -> str:
    who = exactly(request.POST.get("who", ""), today=timezone.localdate())
    made = jury.invite(poll=row, people=[who], by=actor, at=timezone.now())
    return "请了，评委会收到消息。" if made else "已经是评委了。"


def _submit(request: HttpRequest, row: Round, actor: Actor) -> str:
    reviewing.submit(poll=row, by=actor, at=timezone.now())
    return "提交了，两个人审过就公布。"


def _review(request: HttpRequest, row: Round, actor: Actor) -> str:
    passed = "passed" in request.POST
    why = request.POST.get("reason", "")
    made = reviewing.review(poll=row, passed=passed, reason=why, by=actor, at=timezone.now())
    return "两人审核通过，已经公布。" if made.stage == "public" else "记下了。" if passed else "退回了。"


def _close(request: HttpRequest, row: Round, actor: Actor) -> str:
    sealing.close(poll=row, by=actor, at=timezone.now())
    return "截止了，票已数好。"


def _post(request: HttpRequest, row: Round, actor: Actor) -> str:
    made = posting.post(poll=row, by=actor, at=timezone.now())
    return f"结果公示了，到 {made.posted_until:%Y-%m-%d}。"


def _answer(request: HttpRequest, row: Round, actor: Actor) -> str:
    found = lists.report_of(row, request.POST.get("report", ""))
    upheld = "upheld" in request.POST
    posting.answer(
        poll=row,
        report=found,
        upheld=upheld,
        text=request.POST.get("answer", ""),
        by=actor,
        at=timezone.now(),
    )
    return "答复了，会和结果一起公布。"


def _settle(request: HttpRequest, row: Round, actor: Actor) -> str:
    posting.settle(poll=row, by=actor, at=timezone.now())
    return "评选完成。"


def _carry(request: HttpRequest, row: Round, actor: Actor) -> str:
    made = carrying.carry(poll=row, by=actor, at=timezone.now())
    return f"“{made.title}”写好了，入选的和评委都带过去了，请核对时间和名额再提交审核。"


def _cancel(request: HttpRequest, row: Round, actor: Actor) -> str:
    reviewing.cancel(poll=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
    return "作废了，没开的选票已经销毁。"


DEEDS = {
    "nominate": _nominate, "drop": _drop, "invite": _invite, "submit": _submit, "review": _review,
    "close": _close, "post": _post, "answer": _answer, "settle": _settle, "carry": _carry,
    "cancel": _cancel,
}  # fmt: skip


@require_POST
def act(request: HttpRequest, poll_id: UUID, deed: str) -> HttpResponse:
    """Everything that is done with a round by a button."""
    actor, _ = officer(request, P.CONTEST_MANAGE)
    row = lists.on_desk(actor, poll_id)
    if deed not in DEEDS:
        raise Http404
    try:
        messages.success(request, DEEDS[deed](request, row, actor))
    except Refused as refused:
        return page_of(request, actor, row, {refused.field: refused})
    return redirect("desk_vote", row.pk)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, contest: str) -> HttpResponse:
    """Write a round of a sort down."""
    actor, seat = officer(request, P.CONTEST_MANAGE)
    if contest not in contests:
        raise Http404
    return _written(request, actor, contest, unit=Unit.objects.get(pk=seat.unit_id))


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Change a draft."""
    actor, _ = officer(request, P.CONTEST_MANAGE)
    row = lists.on_desk(actor, poll_id)
    return _written(request, actor, row.contest, row=row)


def _written(
    request: HttpRequest, actor: Actor, contest: str, *, unit: Unit | None = None, row: Round | None = None
) -> HttpResponse:
    errors: dict[str, Refused] = {}
    raw = request.POST if request.method == "POST" else poll_forms.shown(row) if row else {"winners": "1"}
    if request.method == "POST":
        given, errors = poll_forms.cleaned(request.POST, timezone.localdate())
        try:
            if not errors:
                return redirect("desk_vote", _kept(given, actor, contest, unit, row).pk)
        except Refused as refused:
            errors = {refused.field: refused}
    context = {
        "here": "votes", "contest": contests[contest], "row": row, "errors": errors,
        "form": forms.form(poll_forms.FIELDS, raw, errors),
    }  # fmt: skip
    return page_or_fragment(
        request, "selection/desk_form.html", context=context, status=422 if errors else 200
    )


def _kept(
    given: dict[str, object], actor: Actor, contest: str, unit: Unit | None, row: Round | None
) -> Round:
    if row is not None:
        return drafting.mend(poll=row, given=given, by=actor, at=timezone.now())
    assert unit is not None
    return drafting.draft(unit=unit, contest=contest, given=given, by=actor, at=timezone.now())
