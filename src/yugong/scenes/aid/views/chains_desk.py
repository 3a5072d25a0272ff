"""Threads of children at the desk: who waits for a post, each thread, the posts with their employers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.org import queries as org
from yugong.ground.org.models import Employer, Unit
from yugong.ground.people import queries as people
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, Field, LongText, Money, Number, Text, clean_all
from yugong.kernel.masking import name as masked
from yugong.kernel.money import yuan
from yugong.kernel.permissions import Permission as P
from yugong.scenes.aid.actions import chains as actions
from yugong.scenes.aid.models import Chain, ChainLink, LinkState, Step, WorkPost
from yugong.scenes.aid.queries import chains as queries
from yugong.scenes.aid.rules import chaining
from yugong.scenes.aid.views.chains import ahead, drawn
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

WHY = LongText("why", "为什么没有安排成", hint="家里会看到", longest=200)
NOTE = LongText("note", "表现和收获", hint="家里会看到，例如：做满 30 天，单位愿意再请", longest=200)
POST: tuple[Field, ...] = (
    Choice("step", "给谁的岗位", of=((Step.HOLIDAY, "寒暑假实践"), (Step.FIRST, "毕业第一岗"))),
    Text("title", "岗位", longest=40),
    Text("employer", "用人单位", hint="写全称，要在单位名录里", longest=80),
    Text("place", "地点", longest=80),
    Day("from_on", "哪天上岗"),
    Day("to_on", "到哪天"),
    Money("allowance", "补助（每人一共）", hint="从「勤工俭学补助」项目出，没有填 0"),
    Number("seats", "名额", least=1, most=500, unit="人"),
)
LOOKS = {
    LinkState.OFFERED: "new", LinkState.ASKED: "warn", LinkState.PLACED: "running", LinkState.DONE: "ok",
    LinkState.DECLINED: "done", LinkState.LAPSED: "done",
}  # fmt: skip


def _tabs(which: str, tally: queries.Tally) -> list[Link]:
    base = reverse("desk_chains")
    return [
        Link("等确认", base, which == "waiting", tally.waiting),
        Link("全部孩子", f"{base}?tab=all", which == "all", tally.children),
        Link("岗位", reverse("desk_chain_posts"), which == "posts"),
    ]


def _state(row: ChainLink) -> Cell:
    return Cell(LinkState(row.state).label, status=LOOKS[LinkState(row.state)])


WAITING = Table(
    columns=(
        Column(
            "chain",
            "孩子",
            lambda row: Cell(queries.name_of(row.chain), href=reverse("desk_chain", args=(row.chain_id,))),
        ),
        Column("step", "环节", lambda row: f"{chaining.words(row.period)} {Step(row.step).label}"),
        Column("post", "岗位", lambda row: Cell(f"{row.post.employer.name}，{row.post.title}", cls="wrap")),
        Column("days", "时间", lambda row: f"{row.post.from_on:%m-%d} 至 {row.post.to_on:%m-%d}"),
        Column("unit", "工会", lambda row: Cell(row.chain.unit.name, cls="wrap")),
        Column("state", "状态", _state),
    ),
    sort=("-id",),
    empty_title="没有等确认的岗位",
    empty_text="家里选好岗位，会排在这里。",
)
ALL = Table(
    columns=(
        Column(
            "child",
            "孩子",
            lambda row: Cell(queries.name_of(row), href=reverse("desk_chain", args=(row.pk,))),
        ),
        Column("stage", "在读", queries.stage_words),
        Column("unit", "工会", lambda row: Cell(row.unit.name, cls="wrap")),
        Column("begun_on", "从", lambda row: f"{row.begun_on:%Y-%m-%d}"),
        Column(
            "ended_on",
            "状态",
            lambda row: Cell("已上岗", status="done") if row.ended_on else Cell("帮扶中", status="ok"),
        ),
    ),
    sort=("-id",),
    empty_title="还没有孩子在链条里",
    empty_text="批准一笔金秋助学，孩子的链条就自动开始。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, or all threads of the subtree."""
    _, seat = officer(request, P.MATTER_HANDLE)
    tally, which = queries.tally(seat.unit_path), request.GET.get("tab", "waiting")
    if which == "all":
        page = ALL.page(queries.chains(seat.unit_path), request.GET, reverse("desk_chains"))
    else:
        which = "waiting"
        page = WAITING.page(queries.waiting(seat.unit_path), request.GET, reverse("desk_chains"))
    context = {"here": "chains", "tabs": _tabs(which, tally), "tally": tally, "page": page, "which": which}
    return page_or_fragment(request, "aid/chains.html", context=context)


@require_GET
def chain(request: HttpRequest, chain_id: UUID) -> HttpResponse:
    """One thread: the child without number and school, what waits, the whole way."""
    return _chain(request, chain_id, {})


def _chain(request: HttpRequest, chain_id: UUID, errors: dict[str, Refused]) -> HttpResponse:
    actor, _ = officer(request, P.MATTER_HANDLE)
    row = scope.one(actor, P.MATTER_HANDLE, Chain.objects.select_related("unit"), pk=chain_id)
    links = queries.thread(row)
    name = people.names({row.person_id})[row.person_id]
    context = {
        "here": "chains",
        "row": row,
        "child": queries.name_of(row),
        "parent": masked(name),
        "stage": queries.stage_words(row),
        "steps": [*map(drawn, links), *ahead(row, links)],
        "waits": [one for one in links if one.state in (LinkState.ASKED, LinkState.PLACED)],
        "when": chaining.words,
        "why": forms.form((WHY,), request.POST, errors),
        "note": forms.form((NOTE,), request.POST, errors),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/chain.html", context=context, status=422 if errors else 200)


@require_POST
def act(request: HttpRequest, chain_id: UUID, link_id: UUID, do: str) -> HttpResponse:
    """Confirm a post, say that it cannot be had, or write down that it is done."""
    actor, _ = officer(request, P.MATTER_HANDLE)
    row = scope.one(actor, P.MATTER_HANDLE, Chain.objects.select_related("unit"), pk=chain_id)
    who: dict[str, Any] = {"chain": row, "link": link_id, "by": actor, "at": timezone.now()}
    try:
        if do == "place":
            actions.place(**who)
        elif do == "back":
            actions.turn_down(why=WHY.clean(request.POST.get("why", "")), **who)
        elif do == "finish":
            actions.finish(note=NOTE.clean(request.POST.get("note", "")), **who)
        else:
            raise Http404
    except Refused as refused:
        if refused.field:
            return _chain(request, chain_id, {refused.field: refused})
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已记下，并告诉了家里")
    return redirect("desk_chain", row.pk)


def _seats(row: WorkPost) -> Cell:
    taken = row.taken  # type: ignore[attr-defined]
    return Cell(f"{taken} / {row.seats}", cls="r num")


def _open(today: date) -> Any:
    def state(row: WorkPost) -> Cell:
        if row.closed_on or row.to_on < today:
            return Cell("已撤下" if row.closed_on else "已结束", status="done")
        return Cell("招人中", status="ok")

    return state


def _posts(today: date) -> Table:
    return Table(
        columns=(
            Column("title", "岗位", lambda row: Cell(row.title, cls="wrap")),
            Column("employer", "单位", lambda row: Cell(row.employer.name, cls="wrap")),
            Column("step", "用于", lambda row: Step(row.step).label),
            Column("days", "时间", lambda row: f"{row.from_on:%Y-%m-%d} 至 {row.to_on:%m-%d}"),
            Column("allowance_fen", "补助", lambda row: yuan(row.allowance_fen), align="r"),
            Column("seats", "已占", _seats),
            Column("state", "状态", _open(today)),
        ),
        sort=("-id",),
        empty_title="还没有岗位",
        empty_text="在右边登记，孩子到了假期就能选。",
    )


@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """The posts of the subtree, and one more."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    now = timezone.now()
    today, errors = local_day(now), dict[str, Refused]()
    if request.method == "POST":
        given, errors = clean_all(POST, request.POST, today=today)
        try:
            if not errors:
                unit = Unit.objects.get(pk=seat.unit_id)
                actions.add_post(
                    unit=unit, employer=_employer(given), given=_vacancy(given), by=actor, at=now
                )
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已登记，到了假期孩子家里就能选")
            return redirect("desk_chain_posts")
    tally = queries.tally(seat.unit_path)
    context = {
        "here": "chains",
        "tabs": _tabs("posts", tally),
        "page": _posts(today).page(queries.posts(seat.unit_path), request.GET, reverse("desk_chain_posts")),
        "form": forms.form(POST, request.POST, errors),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "aid/chain_posts.html", context=context, status=422 if errors else 200)


def _employer(given: dict[str, Any]) -> Employer:
    """The employer by its whole name."""
    found = org.find_employer(given["employer"])
    if found is None:
        raise Refused("单位名录里没有这个单位，请核对全称，或者先登记单位", field="employer")
    return found


def _vacancy(given: dict[str, Any]) -> actions.Vacancy:
    return actions.Vacancy(
        given["step"], given["title"], given["place"], date.fromisoformat(given["from_on"]),
        date.fromisoformat(given["to_on"]), given["allowance"], given["seats"],
    )  # fmt: skip
