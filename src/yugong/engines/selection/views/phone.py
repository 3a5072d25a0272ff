"""Votes on the phone: what runs, one round with its entries, the result with the fraud report."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.selection.queries import juries, lists, results, voters
from yugong.engines.selection.queries.lists import Round
from yugong.engines.selection.queries.scores import shown
from yugong.ground.access.middleware import actor_of
from yugong.kernel.moment import words
from yugong.kernel.tally import FULL, VOTERS, contests
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Column, Table

LIST = Table(columns=(Column("title", "评选"),), sort=("-id",), size=20)


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What one can vote on, and what came of earlier votes."""
    now, me = timezone.now(), actor_of(request)
    page = LIST.page(lists.public(now), request.GET, reverse("votes"), count=False)
    rows = [line.row for line in page.rows]
    done = lists.voted_in(me.person_id, rows)
    cards = [(row, contests[row.contest], _state(row, now, row.pk in done)) for row in rows]
    context = {
        "open": [one for one in cards if lists.is_open(one[0], now)],
        "other": [one for one in cards if not lists.is_open(one[0], now)],
        "page": page,
        "tab": "services",
    }
    return page_or_fragment(request, "selection/votes.html", context=context)


def _state(row: Round, now: datetime, voted: bool) -> str:
    """Where a round stands, in words."""
    if lists.is_open(row, now):
        return f"{words(row.closes_at)} 截止" + ("，你已投票" if voted else "")
    if row.stage == "public":
        return f"{words(row.opens_at)} 开始" if now < row.opens_at else "已截止，正在计票"
    return str(row.get_stage_display())


def context_of(request: HttpRequest, row: Round) -> dict[str, Any]:
    """Everything the page of one round shows to whoever looks at it."""
    me, now, declared = actor_of(request), timezone.now(), contests[row.contest]
    waits = voters.so_far(row) if declared.votes else 0
    return {
        "row": row,
        "contest": declared,
        "entries": lists.shuffled(row, me.person_id),
        "open": lists.is_open(row, now),
        "soon": row.stage == "public" and now < row.opens_at,
        "voted": voters.has_voted(row, me.person_id),
        "voters": waits,
        "juror": juries.juror_of(row, me.person_id),
        "who": VOTERS[declared.voters],
        "jury_share": FULL - declared.public,
        "has_result": row.stage in results.SHOWN,
        "reportable": row.stage in ("public", "closed", "posted"),
        "signed_in": me.person_id is not None,
        "words": words,
        "notes": messages.get_messages(request),
        "tab": "services",
    }


@login_not_required
@require_GET
def vote(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """One round: what it is about, its entries in the reader's own order, what he can do."""
    row = lists.one_public(poll_id)
    return page_or_fragment(request, "selection/vote.html", context=context_of(request, row))


@login_not_required
@require_GET
def result(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Who won and by how much, with the fraud report printed below it."""
    row = lists.with_result(poll_id)
    declared, found, report = contests[row.contest], results.outcome(row), results.findings(row)
    rows = {one.number: one for one in lists.entries(row)}
    context = {
        "row": row,
        "contest": declared,
        "lines": [(rows[line.entry], line) for line in found.lines],
        "drawn": [rows[number].title for number in found.drawn],
        "report": report,
        "turned": [
            (results.REASONS.get(why, why), f"{count} 次") for why, count in sorted(report.turned.items())
        ],
        "jury_share": FULL - declared.public,
        "shown": shown,
        "words": words,
        "tab": "services",
    }
    return page_or_fragment(request, "selection/result.html", context=context)


@login_not_required
@require_GET
def list_file(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """The published list as a file for `yugong ballot verify`."""
    row = lists.with_result(poll_id)
    response = HttpResponse(
        json.dumps(results.published(row).as_dict(), ensure_ascii=False),
        content_type="application/json; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="ballots.json"'
    return response
