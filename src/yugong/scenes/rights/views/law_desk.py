"""Law at the desk: questions with their public words, checked by another hand; sessions and who came."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.ground.people.row_cells import unseal
from yugong.kernel.errors import Refused
from yugong.kernel.fields import clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import law as actions
from yugong.scenes.rights.models import LawAnswer, LawSession
from yugong.scenes.rights.queries import law as queries
from yugong.scenes.rights.rules.consulting import COUNT, PUBLIC, SESSION, TOPICS
from yugong.scenes.rights.rules.mediating import scrubbed
from yugong.scenes.rights.views.law import KIND
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

Errors = dict[str, Refused]


def _state(row: LawAnswer) -> Cell:
    if row.published_on:
        return Cell("已公开", status="ok")
    return Cell("可以公开，待审核", status="warn") if row.public else Cell("不公开", status="done")


def _number(row: LawAnswer) -> Cell:
    return Cell(row.matter, href=reverse("desk_consultation", args=(row.matter,)))


ANSWERS = Table(
    columns=(
        Column("matter", "咨询", _number),
        Column("topic", "类别", lambda row: dict(TOPICS).get(row.topic, row.topic)),
        Column("lawyer", "律师", lambda row: Cell(row.lawyer, cls="wrap")),
        Column("answered_on", "答复", lambda row: f"{row.answered_on:%Y-%m-%d}"),
        Column("published_on", "公开", _state),
    ),
    sort=("-id",),
    empty_title="还没有答复过的咨询",
    empty_text="新的咨询在待办里，登记律师答复以后列在这里。",
)


@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    """The answered questions of the officer's subtree."""
    _, seat = officer(request, P.MATTER_HANDLE)
    page = ANSWERS.page(queries.answers_below(seat.unit_path), request.GET, reverse("desk_consultations"))
    context = {"here": "law", "page": page, "notes": messages.get_messages(request)}
    return page_or_fragment(request, "rights/law_answers.html", context=context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """One question: what was asked and answered, and the words for the public."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    matter, now = matters.on_desk(actor, number), timezone.now()
    if matter.kind != KIND:
        raise Http404
    row, errors = queries.answer_of(number), Errors()
    if request.method == "POST" and row is not None:
        try:
            if "back" in request.POST:
                actions.take_back(answer=row, by=actor, at=now)
                return redirect("desk_consultation", number)
            words, errors = clean_all(PUBLIC, request.POST, today=timezone.localdate(now))
            if not errors:
                actions.publish(answer=row, words=words, by=actor, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已公开")
            return redirect("desk_consultation", number)
    asked, said = (
        matters.all_answers(matter).get("question") or "",
        unseal(row, "answer_sealed") if row else "",
    )
    given: Any = request.POST if errors else _words(row, asked, said)
    context = {
        "here": "law", "m": matter, "row": row, "question": asked, "answer": said, "errors": errors,
        "topics": dict(TOPICS), "form": forms.form(PUBLIC, given, errors),
        "moves": matters.moves_for(actor, matter), "notes": messages.get_messages(request),
    }  # fmt: skip
    response = page_or_fragment(
        request, "rights/law_answer.html", context=context, status=422 if errors else 200
    )
    response["Cache-Control"] = "no-store"
    return response


def _words(row: LawAnswer | None, asked: str, said: str) -> dict[str, str]:
    """The public words as they stand, or a first draft without numbers."""
    if row and row.title:
        return {"title": row.title, "asked_words": row.asked_words, "said_words": row.said_words}
    return {"asked_words": scrubbed(asked), "said_words": scrubbed(said)}


def _came(row: LawSession) -> Cell:
    if row.dropped_on:
        return Cell("已取消", status="done")
    if row.attended:
        return Cell(f"{row.attended} 人", status="ok")
    return Cell("待确认" if row.on <= timezone.localdate() else "还没到", status="new")


def _topic(row: LawSession) -> Cell:
    return Cell(row.topic, href=reverse("desk_law_session", args=(row.pk,)))


SESSIONS = Table(
    columns=(
        Column("on", "日期", lambda row: f"{row.on:%Y-%m-%d} {row.clock}"),
        Column("topic", "主题", _topic),
        Column("place", "地点", lambda row: Cell(row.place, cls="wrap")),
        Column("speaker", "主讲"),
        Column("unit", "主办", lambda row: row.unit.name),
        Column("attended", "到场", _came),
    ),
    sort=("-on", "-id"),
    empty_title="还没有普法活动",
    empty_text="在右边登记，登记后职工就能在「法律服务」看到。",
)


@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions of the officer's subtree, and one more."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    errors = Errors()
    if request.method == "POST":
        given, errors = clean_all(SESSION, request.POST, today=timezone.localdate())
        try:
            if not errors:
                given["on"] = date.fromisoformat(given["on"])
                unit = Unit.objects.get(pk=seat.unit_id)
                actions.plan_session(unit=unit, by=actor, at=timezone.now(), **given)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已登记，职工能看到了")
            return redirect("desk_law_sessions")
    page = SESSIONS.page(queries.sessions_below(seat.unit_path), request.GET, reverse("desk_law_sessions"))
    context = {
        "here": "law_sessions",
        "page": page,
        "form": forms.form(SESSION, request.POST, errors),
        "errors": errors,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(
        request, "rights/law_sessions.html", context=context, status=422 if errors else 200
    )


@require_GET
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """One session, with the count to be confirmed."""
    _, seat = officer(request, P.MATTER_HANDLE)
    row = get_object_or_404(queries.sessions_below(seat.unit_path), pk=session_id)
    return _session(request, row, Errors())


def _session(request: HttpRequest, row: LawSession, errors: Errors) -> HttpResponse:
    open_ = row.attended is None and row.dropped_on is None
    context = {
        "here": "law_sessions", "row": row, "came": _came(row), "errors": errors, "open": open_,
        "over": row.on <= timezone.localdate(), "notes": messages.get_messages(request),
        "form": forms.form((COUNT,), request.POST if errors else {}, errors),
    }  # fmt: skip
    return page_or_fragment(
        request, "rights/law_session.html", context=context, status=422 if errors else 200
    )


@require_POST
def session_act(request: HttpRequest, session_id: UUID, do: str) -> HttpResponse:
    """Confirm who came, or drop it."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row = get_object_or_404(queries.sessions_below(seat.unit_path), pk=session_id)
    try:
        if do == "count":
            attended = COUNT.clean(request.POST.get("attended", ""))
            actions.count_session(session=row, attended=attended, by=actor, at=timezone.now())
        else:
            actions.drop_session(session=row, by=actor, at=timezone.now())
    except Refused as refused:
        return _session(request, row, {refused.field: refused})
    messages.success(request, "已确认" if do == "count" else "已取消")
    return redirect("desk_law_session", session_id)
