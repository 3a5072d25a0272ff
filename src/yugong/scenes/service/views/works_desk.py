"""Works at the desk: what was sent in, looking at it, showing it or saying why not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from yugong.ground.access.desks import officer
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import works as acting
from yugong.scenes.service.models import Work, WorkStanding
from yugong.scenes.service.queries import works
from yugong.scenes.service.views.news_words import WORK_STATES, moment
from yugong.scenes.service.views.news_works import shown
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Filter, Table


def _state(row: Work) -> Cell:
    return Cell(row.get_standing_display(), status=WORK_STATES[row.standing])


LIST = Table(
    columns=(
        Column("title", "题目", lambda row: Cell(row.title, href=reverse("desk_work", args=(row.pk,)))),
        Column("sort", "类别", lambda row: row.get_sort_display()),
        Column("unit", "作者的工会", lambda row: row.unit.name),
        Column("byline", "署名", lambda row: row.byline or "不署名"),
        Column("offered_at", "投稿", lambda row: moment(row.offered_at)),
        Column("standing", "状态", _state),
    ),
    filters=(
        Filter(
            "standing", "状态", lambda rows, value: rows.filter(standing=value), "select",
            WorkStanding.choices[:3],
        ),
    ),
    sort=("-id",),
    empty_title="还没有人投稿",
    empty_text="职工在手机上投，你看过就展出。",
)  # fmt: skip


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What was sent in from the officer's subtree."""
    actor, _ = officer(request, P.NEWS_REVIEW)
    page = LIST.page(works.sent(actor), request.GET, reverse("desk_works"))
    context = {"here": "news", "page": page, "notes": messages.get_messages(request)}
    return page_or_fragment(request, "service/desk_works.html", context=context)


def _page(request: HttpRequest, work_id: UUID, error: Refused | None = None) -> HttpResponse:
    actor, _ = officer(request, P.NEWS_REVIEW)
    row = works.on_desk(actor, work_id)
    context = {
        "here": "news", "row": row, "own": row.person_id == actor.person_id, "error": error,
        "state": Cell(row.get_standing_display(), status=WORK_STATES[row.standing]), "moment": moment,
    }  # fmt: skip
    return page_or_fragment(request, "service/desk_work.html", context=context, status=422 if error else 200)


@require_GET
def one(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """One work."""
    return _page(request, work_id)


@require_safe
def picture(request: HttpRequest, work_id: UUID) -> HttpResponseBase:
    """Its picture, for whoever looks at it before it is shown."""
    actor, _ = officer(request, P.NEWS_REVIEW)
    return shown(request, works.on_desk(actor, work_id))


@require_POST
def judge(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """Show it, or say why not."""
    actor, _ = officer(request, P.NEWS_REVIEW)
    row = works.on_desk(actor, work_id)
    good, why = "shown" in request.POST, request.POST.get("why", "")
    try:
        acting.judge(work=row, shown=good, why=why, by=actor, at=timezone.now())
    except Refused as refused:
        return _page(request, work_id, refused)
    messages.success(request, f"“{row.title}”{'展出了' if good else '不展出，作者收到了原因'}。")
    return redirect("desk_works")
