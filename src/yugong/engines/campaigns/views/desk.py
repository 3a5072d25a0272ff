"""Activities at the desk: the list, announcing one, the three reviews, the draw, who came."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.campaigns.queries import lists, sittings
from yugong.engines.campaigns.queries.lists import Campaign, Enrolment
from yugong.engines.campaigns.queries.numbers import gauged, numbers
from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.gather import AUDIENCES, LOT, TAKINGS, gatherings
from yugong.kernel.moment import clock, words
from yugong.kernel.permissions import Permission as P
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

Errors = dict[str, Refused]
STATES = {"draft": "wait", "review": "doing", "public": "ok", "cancelled": "done"}


def _title(row: Campaign) -> Cell:
    return Cell(row.title, href=reverse("desk_activity", args=(row.pk,)))


def _state(row: Campaign, ends: datetime | None) -> Cell:
    """Where it stands; what was public and has been held says so."""
    if row.stage == "public" and ends is not None and ends <= timezone.now():
        return Cell("办过了", status="done")
    return Cell(row.get_stage_display(), status=STATES[row.stage])


LIST = Table(
    columns=(
        Column("title", "活动", _title),
        Column("gathering", "类别", lambda row: gatherings[row.gathering].name),
        Column("unit", "主办", lambda row: row.unit.name),
        Column("begins", "开始", lambda row: words(row.begins) if row.begins else ""),
        Column("taken", "名额", lambda row: f"{row.taken}/{row.places}", align="r"),
        Column("stage", "状态", lambda row: _state(row, row.ends)),
    ),
    sort=("-id",),
    empty_title="还没有活动",
    empty_text="从右上角发布第一个，三个人审过就在手机上能报名。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The campaigns of the officer's subtree."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    page = LIST.page(lists.run_by(actor), request.GET, reverse("desk_activities"))
    context = {"here": "activities", "page": page, "gatherings": list(gatherings)}
    return page_or_fragment(request, "campaigns/desk_list.html", context=context)


def _who(row: Enrolment, known: dict[UUID, str]) -> str:
    return masking.name(known.get(row.person_id, ""))


def page_of(request: HttpRequest, actor: Actor, row: Campaign, errors: Errors) -> HttpResponse:
    """One campaign with everything that may be done with it now."""
    now, dates = timezone.now(), sittings.times(row)
    ends = dates[-1].ends_at if dates else None
    people = list(lists.people(row).order_by("turn", "id")[:200])
    known = names({one.person_id for one in people})
    turn = row.reviews.order_by("-turn", "-step")
    context = {
        "here": "activities", "row": row, "gathering": gatherings[row.gathering], "errors": errors,
        "state": _state(row, ends), "over": ends is not None and ends <= now,
        "audience": AUDIENCES[row.audience], "taking": TAKINGS[row.taking], "words": words, "clock": clock,
        "sittings": dates, "on_now": sittings.open_now(dates, now), "reviews": list(turn),
        "reviewers": names({one.by_id for one in turn}),
        "numbers": numbers(row), "gauge": gauged(row, timezone.localdate(now)) if row.published_at else (),
        "may_review": bool(may(actor, P.CAMPAIGN_REVIEW, row)),
        "own_draft": row.drafted_by_id == actor.person_id,
        "drawable": _drawable(row, now),
        "people": [(one, _who(one, known)) for one in people],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "campaigns/desk_one.html", context=context, status=422 if errors else 200
    )


def _drawable(row: Campaign, now: datetime) -> bool:
    return row.taking == LOT and row.stage == "public" and row.drawn_at is None and now >= row.closes_at


@require_GET
def one(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    return page_of(request, actor, lists.on_desk(actor, campaign_id), {})
