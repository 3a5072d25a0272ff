"""Supervision letters at the desk: the list, drafting and mending, one letter as a paper with its way."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views import faces
from yugong.engines.matters.views.keeping import without_kept
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import EmployerPick
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import letters as actions
from yugong.scenes.rights.models import LetterState as State
from yugong.scenes.rights.models import SupervisionLetter
from yugong.scenes.rights.queries import letters as queries
from yugong.scenes.rights.rules.letters import HEAD, RANK, TEXT, WAYS, paragraphs, ranks
from yugong.ui import forms, papers
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Table

TABS: Mapping[str, tuple[str, tuple[State, ...]]] = {
    "": ("全部", ()),
    "open": ("在办", (State.DRAFTED, State.SIGNED)),
    "served": ("等答复", (State.SERVED,)),
    "back": ("已答复、逾期", (State.ANSWERED, State.SILENT)),
    "raised": ("已升级", (State.RAISED,)),
    "public": ("公开提示", (State.PUBLISHED,)),
}
LOOKS = {
    State.DRAFTED: "new",
    State.SIGNED: "doing",
    State.SERVED: "doing",
    State.ANSWERED: "info",
    State.SILENT: "bad",
    State.SETTLED: "ok",
    State.RAISED: "warn",
    State.PUBLISHED: "ok",
    State.DROPPED: "done",
}


def _number(row: SupervisionLetter) -> Cell:
    return Cell(row.number or "未编号", href=reverse("desk_supervision_letter", args=(row.matter,)))


LIST = Table(
    columns=(
        Column("number", "文号", _number),
        Column("rank", "文种", lambda row: ranks[row.rank].word),
        Column("addressee", "主送", lambda row: Cell(row.addressee, cls="wrap")),
        Column("state", "状态", lambda row: Cell(State(row.state).label, status=LOOKS[State(row.state)])),
        Column("reply_by", "答复期限", lambda row: f"{row.reply_by:%Y-%m-%d}" if row.reply_by else ""),
        Column("unit_name", "发文工会"),
        Column("drafted_at", "拟稿", lambda row: f"{timezone.localtime(row.drafted_at):%Y-%m-%d}"),
    ),
    sort=("-id",),
    empty_title="还没有一函两书",
    empty_text="从办件或者右上角「起草」开始。",
)


@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """The letters of the officer's subtree."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    tab, base = request.GET.get("tab", ""), reverse("desk_supervision_letters")
    tab = tab if tab in TABS else ""
    rows: QuerySet[SupervisionLetter] = queries.below(seat.unit_path)
    if states := TABS[tab][1]:
        rows = rows.filter(state__in=states)
    context = {
        "here": "letters",
        "tabs": [
            Link(words, f"{base}?tab={key}" if key else base, current=key == tab)
            for key, (words, _) in TABS.items()
        ],
        "page": without_kept(actor, LIST.page(rows, request.GET, base), lambda row: row.matter),
        "notes": messages.get_messages(request),
    }
    return page_or_fragment(request, "rights/letters.html", context=context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft a letter: from nothing, from a matter, or after one that was not followed."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    data = request.POST if request.method == "POST" else request.GET
    after = _one(actor, seat.unit_path, data.get("after", "")) if data.get("after") else None
    errors: dict[str, Refused] = {}
    searching = "employer_q" in data and not data.get("employer") and data.get("employer_q", "").strip()
    if request.method == "POST" and not (searching and "search" in data):
        try:
            rank = RANK.clean(data.get("rank", ""))
            if searching:
                raise Refused("请在下面选一家单位", field="employer")
            row = actions.draft(
                unit=Unit.objects.get(pk=seat.unit_id), rank=rank, given=data.dict(), after=after,
                key=data.get("once", ""), by=actor, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            messages.success(request, "已拟稿，等另一名监督员复核")
            return redirect("desk_supervision_letter", row.matter)
    given = data.dict() if request.method == "POST" else _carried(actor, data, after)
    search = {"search": reverse("desk_supervision_letter_new"), **_employers(given)}
    context = {
        "here": "letters",
        "title": "起草一函两书",
        "form": forms.form((RANK, *HEAD, *TEXT), given, errors, more={"employer": search}),
        "found": "employer",
        "after": after,
        "hidden": {"after": after.matter} if after else {},
    }
    return page_or_fragment(
        request, "rights/letter_new.html", "found", context, status=422 if errors else 200
    )


def _employers(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the search for an employer found, and what is picked."""
    field, asked = EmployerPick("employer", "针对哪家单位"), str(given.get("employer_q", ""))
    shown = matters.picked_words((field,), given).get("employer", "") if given.get("employer") else ""
    found = matters.offered(field, asked) or ([(str(given["employer"]), shown, "")] if shown else [])
    return {"options": found, "shown": asked or shown}


def _carried(actor: Actor, data: Mapping[str, Any], after: SupervisionLetter | None) -> dict[str, Any]:
    """What need not be typed again: the earlier letter's facts, or those of the matter."""
    if after is not None:
        text = queries.opened(after, "text_sealed")
        then = ranks[after.rank].then or after.rank
        own = {"employer": after.employer_id or "", "cause": after.cause, "source": after.source}
        return {**text, **own, "rank": then}
    known: dict[str, Any] = {key: data[key] for key in ("rank", "employer_q") if key in data}
    if number := data.get("matter"):
        matters.on_desk(actor, number)
        known["source"] = number
    return known


def _one(actor: Actor, path: str, number: str) -> SupervisionLetter:
    """A letter of the officer's subtree; any other does not exist, nor one about his own employer."""
    found = queries.below(path).filter(matter=number).first()
    if found is None or matters.kept_numbers(actor.person_id, [number]):
        raise Http404
    return found


@require_GET
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """One letter as its paper, with its way, its moves and what it came from."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    return shown(request, actor, _one(actor, seat.unit_path, number))


def fits(row: SupervisionLetter, move: str) -> bool:
    """A letter to one addressee is served; one to everybody is published, and there is nothing to raise."""
    return move not in (("publish",) if row.reply_days else ("served", "raise"))


def shown(request: HttpRequest, actor: Actor, row: SupervisionLetter, **more: Any) -> HttpResponse:
    """The letter's page; `more` carries a link that was just made."""
    mine = actor.person_id == row.drafted_by_id
    found = (matters.own if mine else matters.on_desk)(actor, row.matter)
    story = matters.story(found, full=True)
    context = {
        "here": "letters",
        "row": row,
        "rank": ranks[row.rank],
        "paper": paper(row),
        "status": (LOOKS[State(row.state)], State(row.state).label),
        "moves": [move for move in matters.moves_for(actor, found) if fits(row, move.name)],
        "mine": mine,
        "mends": mine and found.stage == "mend",
        "serves": row.state in (State.SIGNED, State.SERVED)
        and row.reply_days
        and row.unit_id == found.unit_id,
        "deeds": faces.deeds(story),
        "m": found,
        "answer": queries.opened(row, "answer_sealed"),
        "receiver": queries.opened(row, "receipt_sealed"),
        "ways": WAYS,
        "next": ranks[row.rank].then if row.state == State.RAISED else "",
        "notes": messages.get_messages(request),
        "link_address": "",
        **more,
    }
    response = page_or_fragment(request, "rights/letter.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def link(request: HttpRequest, number: str) -> HttpResponse:
    """A link for the addressee, shown this once."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row, unit = _one(actor, seat.unit_path, number), Unit.objects.get(pk=seat.unit_id)
    try:
        secret = actions.link(unit=unit, letter=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_supervision_letter", number)
    address = request.build_absolute_uri(reverse("served_letter", args=(secret,)))
    return shown(request, actor, row, link_address=address)


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, number: str) -> HttpResponse:
    """Mend the text that was sent back."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row, errors = _one(actor, seat.unit_path, number), {}
    if actor.person_id != row.drafted_by_id:
        raise Http404
    if request.method == "POST":
        try:
            unit = Unit.objects.get(pk=seat.unit_id)
            actions.amend(unit=unit, letter=row, given=request.POST.dict(), by=actor, at=timezone.now())
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            messages.success(request, "已改好，再交复核")
            return redirect("desk_supervision_letter", number)
    given = request.POST if request.method == "POST" else queries.opened(row, "text_sealed")
    context = {
        "here": "letters",
        "title": "改正文",
        "form": forms.form(TEXT, given, errors),
        "found": "",
        "after": None,
        "hidden": {},
    }
    return page_or_fragment(request, "rights/letter_new.html", context=context, status=422 if errors else 200)


@require_GET
def file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The letter as PDF or Word."""
    actor, seat = officer(request, P.MATTER_HANDLE)
    row = _one(actor, seat.unit_path, number)
    return papers.handed(paper(row), form, row.number or row.matter)


def paper(row: SupervisionLetter) -> papers.Paper:
    """The letter in the layout of official papers; a draft has no number and bears the day it was drafted."""
    rank, text = ranks[row.rank], queries.opened(row, "text_sealed")
    elsewhere = row.employer is not None and row.employer.name != row.addressee
    days = row.reply_days or actions.reply_days(row, at=row.drafted_at)
    return papers.Paper(
        office=row.unit_name,
        number=row.number or "（签发后编号）",
        title=rank.title,
        to=row.addressee,
        paragraphs=paragraphs(
            rank, text, cause=row.cause, about=row.employer.name if row.employer and elsewhere else "",
            earlier=_earlier(row.after), days=days,
        ),
        on=row.on or timezone.localdate(row.drafted_at),
    )  # fmt: skip


def _earlier(before: SupervisionLetter | None) -> str:
    """What was sent before and did not help."""
    if before is None or before.served_on is None:
        return ""
    day = before.served_on
    how = "你单位没有按要求整改" if before.answered_on else "至今没有收到答复"
    title = ranks[before.rank].title
    return f"我会已于 {day.year} 年 {day.month} 月 {day.day} 日送达{title}（{before.number}），{how}。"
