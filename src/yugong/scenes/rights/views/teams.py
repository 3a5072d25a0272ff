"""Supervision bodies and the four teams at the desk: who serves, whose card ends, what each has done."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import add_months, local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Field, Number, Select, Text, UnitPick, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import teams as actions
from yugong.scenes.rights.models import Badge, SupervisionBody
from yugong.scenes.rights.queries import teams as queries
from yugong.scenes.rights.rules.teams import teams
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

PICK = UnitPick("unit", "哪个工会")
TEAM = Select("team", "哪支队伍", of=tuple((team.role, team.word) for team in teams.values()))
WHO = Text("who", "聘谁", hint="填本人完整的手机号或证件号码；要先是会员", personal=True, longest=30)
FORM: tuple[Field, ...] = (PICK, Day("on", "成立日期", past=True))
APPOINT: tuple[Field, ...] = (PICK, TEAM, WHO, Day("on", "从哪天起", past=True))
SCHOOL: tuple[Field, ...] = (
    Text("topic", "培训内容", longest=80),
    Day("held_on", "哪天", past=True),
    Number("hours", "学时", least=1, most=200),
    Choice("passed", "考核", of=(("yes", "合格"), ("no", "不合格"))),
)
WHY: tuple[Field, ...] = (Text("reason", "为什么收回", longest=80),)


def _unit(row: SupervisionBody | Badge) -> Cell:
    return Cell(row.unit.name, cls="wrap")


def _bodies(today: date) -> Table:
    return Table(
        columns=(
            Column("name", "监督组织", lambda row: Cell(row.name, cls="wrap")),
            Column("unit", "工会", _unit),
            Column("formed_on", "成立", lambda row: f"{row.formed_on:%Y-%m-%d}"),
            Column("term_to", "任期至", lambda row: f"{row.term_to:%Y-%m-%d}"),
            Column("state", "状态", lambda row: _term(row, today)),
        ),
        sort=("-id",),
        empty_title="还没有监督组织",
        empty_text="从右上角「成立组织」开始。",
    )


def _term(row: SupervisionBody, today: date) -> Cell:
    if row.term_to < today:
        return Cell("任期已满", status="bad")
    soon = row.term_to - today <= queries.SOON
    return Cell("快届满" if soon else "履职中", status="warn" if soon else "ok")


def _members(names: Mapping[UUID, str], done: Mapping[UUID, queries.Work], today: date) -> tuple[Column, ...]:
    def state(row: Badge) -> Cell:
        look, words = queries.standing(row, on=today)
        return Cell(words, status=look)

    def name(row: Badge) -> Cell:
        return Cell(names.get(row.person_id, ""), href=reverse("desk_badge", args=(row.pk,)))

    return (
        Column("name", "姓名", name),
        Column("number", "证号"),
        Column("unit", "工会", _unit),
        Column("valid_to", "有效期至", lambda row: f"{row.valid_to:%Y-%m-%d}"),
        Column("state", "状态", state),
        Column("letters", "一函两书", lambda row: done[row.person_id].letters, align="r"),
        Column("handled", "办结诉求", lambda row: done[row.person_id].handled, align="r"),
    )


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The bodies of the subtree, or one of the four teams."""
    actor, seat = officer(request, P.POST_APPOINT, P.MATTER_SUPERVISE)
    today, base = local_day(timezone.now()), reverse("desk_teams")
    counts = queries.counted(seat.unit_path, on=today)
    team = request.GET.get("team", "")
    team = team if team in teams else ""
    if team:
        page = _page(request, seat, team, today, base)
    else:
        page = _bodies(today).page(queries.bodies(seat.unit_path), request.GET, base)
    tabs = [Link("监督组织", base, current=not team)]
    tabs += [Link(one.word, f"{base}?team={key}", key == team, counts[key][0]) for key, one in teams.items()]
    context = {
        "here": "teams",
        "tabs": tabs,
        "page": page,
        "team": teams[team] if team else None,
        "good": counts[team][0] if team else None,
        "over": counts[team][1] if team else 0,
        "appoints": P.POST_APPOINT in actor.seat.permissions if actor.seat else False,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "rights/teams.html", context=context)


def _page(request: HttpRequest, seat: Seat, team: str, today: date, base: str) -> Any:
    """One team, a page at a time, with names and work of the people on it."""
    rows, sort = queries.badges(seat.unit_path, team), ("-id",)
    plain = Table(columns=(Column("person_id", ""),), sort=sort, fixed={"team": team})
    shown = [line.row.person_id for line in plain.page(rows, request.GET, base, count=False).rows]
    names, done = people.names(set(shown)), queries.work(shown, since=add_months(today, -12))
    table = Table(
        columns=_members(names, done, today), sort=sort, fixed={"team": team},
        empty_title="这支队伍还没有人", empty_text="从右上角「聘任」开始。",
    )  # fmt: skip
    return table.page(rows, request.GET, base)


def _chosen(actor: Actor, given: Mapping[str, Any]) -> Unit:
    """The union that was picked, where this officer may appoint."""
    rows = Unit.objects.filter(valid_to=None)
    found = scope.within(actor, P.POST_APPOINT, rows).filter(pk=given["unit"]).first()
    if found is None:
        raise Refused("请从列表里选一个工会", field="unit")
    return found


def _search(seat: Seat, given: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The search for a union; without JavaScript the form is sent once to search."""
    text = str(given.get("unit_q", "")).strip()[:40]
    found = org.search(text, path=seat.unit_path, limit=8) if text else []
    return {
        "search": address,
        "options": [(str(row.id), row.name, row.parent_name or "") for row in found],
        "shown": text,
    }


def _ask(request: HttpRequest, fields: tuple[Field, ...], done: Any, **page: Any) -> HttpResponse:
    """A form with a union to pick; `done(actor, answers)` does it and says what was done."""
    actor, seat = officer(request, P.POST_APPOINT)
    today = local_day(timezone.now())
    data: Any = request.POST if request.method == "POST" else {"on": today.isoformat(), **request.GET.dict()}
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        answers, errors = clean_all(fields, data, today=today)
        if data.get("unit_q") and not data.get("unit"):
            errors = {"unit": Refused("请在下面选一个工会")}
        try:
            if not errors:
                messages.success(request, done(actor, answers))
                return redirect("desk_teams")
        except Refused as refused:
            errors = {refused.field: refused}
    form = forms.form(fields, data, errors, more={"unit": _search(seat, data, request.path)})
    context = {
        "here": "teams",
        "form": form,
        "crumbs": (Link("监督队伍", reverse("desk_teams")), Link(page["title"])),
        **page,
    }
    return page_or_fragment(request, "rights/team_form.html", "found", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Form a union's supervision body."""

    def done(actor: Actor, answers: dict[str, Any]) -> str:
        unit, on = _chosen(actor, answers), date.fromisoformat(answers["on"])
        return f"{actions.form(unit=unit, on=on, by=actor, at=timezone.now()).name}已登记"

    return _ask(request, FORM, done, title="成立监督组织", submit="登记")


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Take somebody into a team."""

    def done(actor: Actor, answers: dict[str, Any]) -> str:
        unit, on = _chosen(actor, answers), date.fromisoformat(answers["on"])
        person = people.exactly(answers["who"], today=local_day(timezone.now()))
        row = actions.appoint(
            unit=unit, team=answers["team"], person=person, on=on, by=actor, at=timezone.now()
        )
        return f"已聘任，证号 {row.number}"

    return _ask(request, APPOINT, done, title="聘任", submit="聘任并发证")


def _badge(request: HttpRequest, badge_id: UUID, *permissions: P) -> tuple[Actor, Badge]:
    """A card of the officer's subtree; any other does not exist."""
    actor, seat = officer(request, *permissions)
    rows = Badge.objects.filter(unit__in=org.subtree(seat.unit_path)).select_related("unit", "tenure")
    return actor, get_object_or_404(rows, pk=badge_id)


@require_http_methods(["GET", "POST"])
def badge(request: HttpRequest, badge_id: UUID) -> HttpResponse:
    """One member of a team: the card, trainings, work; a POST records a training."""
    actor, row = _badge(request, badge_id, P.POST_APPOINT, P.MATTER_SUPERVISE)
    now = timezone.now()
    today = local_day(now)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        answers, errors = clean_all(SCHOOL, request.POST, today=today)
        try:
            if not errors:
                held_on, passed = date.fromisoformat(answers["held_on"]), answers["passed"] == "yes"
                actions.school(
                    unit=row.unit, badge=row, topic=answers["topic"], on=held_on, hours=answers["hours"],
                    passed=passed, by=actor, at=now,
                )  # fmt: skip
                messages.success(request, "培训已登记")
                return redirect("desk_badge", row.pk)
        except Refused as refused:
            errors = {refused.field: refused}
    since = add_months(today, -12)
    context = {
        "here": "teams",
        "row": row,
        "team": teams[row.team],
        "name": people.names({row.person_id})[row.person_id],
        "status": queries.standing(row, on=today),
        "schoolings": list(row.schoolings.order_by("-held_on", "-id")[:50]),
        "work": queries.work([row.person_id], since=since)[row.person_id],
        "since": since,
        "form": forms.form(SCHOOL, request.POST, errors),
        "why": forms.form(WHY, {}, {}),
        "changes": row.ended_on is None
        and actor.seat is not None
        and P.POST_APPOINT in actor.seat.permissions,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "rights/badge.html", context=context, status=422 if errors else 200)


@require_POST
def change(request: HttpRequest, badge_id: UUID, name: str) -> HttpResponse:
    """Renew the card or take it back."""
    actor, row = _badge(request, badge_id, P.POST_APPOINT)
    try:
        if name == "renew":
            actions.renew(unit=row.unit, badge=row, by=actor, at=timezone.now())
            messages.success(request, "已换证")
        elif name == "end":
            reason = WHY[0].clean(request.POST.get("reason", ""))
            actions.end(unit=row.unit, badge=row, reason=reason, by=actor, at=timezone.now())
            messages.success(request, "已收回，岗位权限同时停止")
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_badge", row.pk)
