"""Contests at the desk: the list, and one round with everything that may be done with it now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.selection.actions.posting import WHAT
from yugong.engines.selection.queries import juries, lists, results, voters
from yugong.engines.selection.queries.lists import FraudReport, Round
from yugong.engines.selection.queries.scores import shown
from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.ground.people.row_cells import unseal
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission as P
from yugong.kernel.tally import contests
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

Errors = dict[str, Refused]
STATES = {
    "draft": "wait", "review": "doing", "public": "doing", "closed": "doing", "posted": "warn",
    "settled": "ok", "cancelled": "done",
}  # fmt: skip


def _title(row: Round) -> Cell:
    return Cell(row.title, href=reverse("desk_vote", args=(row.pk,)))


LIST = Table(
    columns=(
        Column("title", "评选", _title),
        Column("contest", "类别", lambda row: contests[row.contest].name),
        Column("unit", "主办", lambda row: row.unit.name),
        Column("opens", "时间", lambda row: f"{words(row.opens_at)} 到 {words(row.closes_at)}"),
        Column("entries", "参评", lambda row: str(row.number_of), align="r"),
        Column("stage", "状态", lambda row: Cell(row.get_stage_display(), status=STATES[row.stage])),
    ),
    sort=("-id",),
    empty_title="还没有评选",
    empty_text="从右上角发起第一个，两个人审过就公布。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The rounds of the officer's subtree."""
    actor, _ = officer(request, P.CONTEST_MANAGE)
    page = LIST.page(lists.run_by(actor), request.GET, reverse("desk_votes"))
    context = {"here": "votes", "page": page, "contests": list(contests)}
    return page_or_fragment(request, "selection/desk_list.html", context=context)


def page_of(request: HttpRequest, actor: Actor, row: Round, errors: Errors) -> HttpResponse:
    """One round with everything that may be done with it now."""
    now, declared = timezone.now(), contests[row.contest]
    entries, jurors = lists.entries(row), list(row.jurors.order_by("number"))
    reviews = list(row.reviews.order_by("-turn", "at"))
    known = names({one.by_id for one in reviews} | {one.person_id for one in jurors})
    counted = row.stage in results.SHOWN or row.stage == "closed"
    context = {
        "here": "votes", "row": row, "contest": declared, "errors": errors, "words": words, "shown": shown,
        "state": Cell(row.get_stage_display(), status=STATES[row.stage]),
        "after": lists.next_round(row), "entries": entries,
        "names": {one.number: one.title for one in entries},
        "jurors": [(one, masking.name(known.get(one.person_id, "")), one.scores.count()) for one in jurors],
        "reviews": [(one, known.get(one.by_id, "")) for one in reviews],
        "may_review": bool(may(actor, P.CONTEST_REVIEW, row)),
        "own_draft": row.drafted_by_id == actor.person_id,
        "voters": voters.so_far(row), "seals": results.seals(row)[-3:],
        "missing": juries.missing(row) if row.stage in ("public", "closed") else [],
        "closable": row.stage == "public" and now >= row.closes_at,
        "outcome": results.outcome(row) if counted and (declared.votes or not juries.missing(row)) else None,
        "report": results.findings(row) if counted else None,
        "reports": [(one, WHAT[one.what], _words(one)) for one in row.reports.order_by("at")],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(
        request, "selection/desk_one.html", context=context, status=422 if errors else 200
    )


def _words(one: FraudReport) -> str:
    return str(unseal(one, "words_sealed"))


@require_GET
def one(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """One round."""
    actor, _ = officer(request, P.CONTEST_MANAGE)
    return page_of(request, actor, lists.on_desk(actor, poll_id), {})
