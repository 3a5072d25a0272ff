"""Programmes at the desk: the list, one with its people and sums, decided in batches, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText
from yugong.kernel.masking import name as masked
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import programmes as actions
from yugong.scenes.aid.models import Listed, Programme, Season, Target
from yugong.scenes.aid.queries import programmes as queries
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Filter, Table

LOOKS = {Listed.WAITING: "new", Listed.GRANTED: "ok", Listed.REFUSED: "bad"}
WHY = LongText("why", "不批准的理由", hint="本人会看到", longest=300)


def _state(row: Programme) -> Cell:
    today = local_day(timezone.now())
    if row.closed_on or today > row.closes_on:
        return Cell("已结束", status="done")
    return Cell("发放中", status="ok") if today >= row.opens_on else Cell("未开始", status="new")


def _gives(row: Programme) -> Cell:
    parts = [f"预算 {yuan(row.budget_fen)} 元"] if row.budget_fen else []
    parts += [row.goods_name] if row.goods else []
    return Cell("，".join(parts), cls="wrap")


LIST = Table(
    columns=(
        Column("name", "项目", lambda row: Cell(row.name, href=reverse("desk_programme", args=(row.pk,)))),
        Column("season", "类别", lambda row: Season(row.season).label),
        Column("period", "期次"),
        Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
        Column("gives", "发什么", _gives),
        Column("opens_on", "时间", lambda row: f"{row.opens_on:%Y-%m-%d} 至 {row.closes_on:%Y-%m-%d}"),
        Column("state", "状态", _state),
    ),
    sort=("-id",),
    filters=(
        Filter("season", "类别", lambda rows, value: rows.filter(season=value), "select", Season.choices),
    ),
    empty_title="还没有帮扶项目",
    empty_text="从右上角「设立项目」开始：选一条预算，或者写要发的物资。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The programmes of the officer's subtree."""
    _, seat = officer(request, P.MATTER_HANDLE, P.FUND_MANAGE)
    context = {
        "here": "programmes",
        "page": LIST.page(queries.programmes(seat.unit_path), request.GET, reverse("desk_programmes")),
        "opens": P.FUND_MANAGE in seat.permissions,
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/programmes.html", context=context)


def one(request: HttpRequest, programme_id: UUID, *permissions: P) -> tuple[Actor, Programme]:
    """A programme of the officer's subtree; any other does not exist."""
    actor, seat = officer(request, *permissions)
    row = queries.programmes(seat.unit_path).filter(pk=programme_id).first()
    if row is None:
        raise Http404
    return actor, row


def _people(rows: Any, given: Any, base: str, state: str) -> Any:
    """The list, a page at a time, with masked names."""
    fixed = {"state": state}
    plain = Table(columns=(Column("person_id", ""),), sort=("id",), fixed=fixed)
    shown = {line.row.person_id for line in plain.page(rows, given, base, count=False).rows}
    names = people.names(shown)

    def why(row: Target) -> Cell:
        said = f"{row.reason}。{row.change}".strip("。") if row.state == Listed.REFUSED else row.why
        return Cell(said, cls="wrap")

    def stands(row: Target) -> Cell:
        return Cell(Listed(row.state).label, status=LOOKS[Listed(row.state)])

    def gets(row: Target) -> Cell:
        parts = [yuan(row.asked_fen)] if row.asked_fen else []
        parts += [f"{row.pieces} 份"] if row.pieces else []
        return Cell(" + ".join(parts), cls="r num")

    table = Table(
        columns=(
            Column("person", "姓名", lambda row: masked(names.get(row.person_id, ""))),
            Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
            Column("gets", "拟发", gets),
            Column("why", "没有批准的原因" if state == Listed.REFUSED else "为什么在名单上", why),
            Column("state", "状态", stands),
        ),
        sort=("id",), fixed=fixed, label="why", size=100,
        empty_title="这里还没有人", empty_text="名单从建档困难户生成，或者上传 Excel。",
    )  # fmt: skip
    return table.page(rows, given, base)


@require_GET
def programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """One programme: its sums, what is next, its people by state."""
    actor, row = one(request, programme_id, P.MATTER_HANDLE, P.FUND_MANAGE)
    sums, base = queries.sums(row.pk), reverse("desk_programme", args=(row.pk,))
    state = request.GET.get("state", Listed.WAITING)
    state = state if state in Listed.values else Listed.WAITING
    counts = {Listed.WAITING: sums.waiting, Listed.GRANTED: sums.granted, Listed.REFUSED: sums.refused}
    today = local_day(timezone.now())
    context = {
        "here": "programmes",
        "row": row,
        "season": Season(row.season).label,
        "state": _state(row),
        "sums": sums,
        "tabs": [Link(Listed(key).label, f"{base}?state={key}", key == state, counts[key]) for key in Listed],
        "chosen": state,
        "page": _people(queries.targets(row, state), request.GET, base, state),
        "posting": row.posting_days and (row.posted_to is None or today <= row.posted_to),
        "posted": row.posted_to is not None and today <= row.posted_to,
        "handles": actor.seat is not None and P.MATTER_HANDLE in actor.seat.permissions and not row.closed_on,
        "manages": actor.seat is not None and P.FUND_MANAGE in actor.seat.permissions and not row.closed_on,
        "why": forms.form((WHY,), {}, {}),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/programme.html", context=context)


@require_POST
def decide(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Decide those that are ticked, or all that wait; each who does not get it has his own reason."""
    actor, row = one(request, programme_id, P.MATTER_HANDLE)
    given, now = request.POST, timezone.now()
    grant = given.get("act") == "grant"
    try:
        if given.get("all"):
            picked = list(queries.targets(row, Listed.WAITING).values_list("pk", flat=True)[: actions.MOST])
        else:
            picked = [UUID(one) for one in given.getlist("pick")]
        if not picked:
            raise Refused("请先勾选人员")
        done = actions.decide(
            programme=row, targets=picked, grant=grant, why=given.get("why", ""), by=actor, at=now
        )
        words = f"批准 {done.granted} 人" if grant else ""
        words += f"{'，' if words else ''}没有批准 {len(done.refused)} 人" if done.refused else ""
        messages.success(request, words or "没有变化")
    except (Refused, ValueError) as refused:
        messages.warning(request, getattr(refused, "reason", "请刷新后再勾选"))
    return redirect("desk_programme", row.pk)


@require_POST
def act(request: HttpRequest, programme_id: UUID, do: str) -> HttpResponse:
    """Post the list, or close the programme."""
    actor, row = one(request, programme_id, P.MATTER_HANDLE, P.FUND_MANAGE)
    try:
        if do == "post":
            done = actions.post_list(programme=row, by=actor, at=timezone.now())
            messages.success(request, f"已公示到 {done.posted_to:%Y-%m-%d}，期满再审批")
        elif do == "close":
            actions.close_programme(programme=row, by=actor, at=timezone.now())
            messages.success(request, "项目已结束，不再发放")
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_programme", row.pk)
