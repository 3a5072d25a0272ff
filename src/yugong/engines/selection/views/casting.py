"""Voting on the phone: the ballot paper, the receipt that is shown once, and looking for one's own ballot."""

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.selection.actions import voting
from yugong.engines.selection.queries import lists, results, voters
from yugong.engines.selection.queries.lists import Round
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.ground.signin.place import place_of
from yugong.kernel import ballots
from yugong.kernel.errors import Refused
from yugong.kernel.moment import words
from yugong.kernel.tally import contests
from yugong.ui.forms import Option
from yugong.ui.pages import page_or_fragment

DEVICE = "vd"  # a random word that the voter's own browser keeps for a day; nothing of it is stored here
DAY = 24 * 3600
MOST_HERE = 5000  # ballots that the page itself counts again; more are for the console


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """The ballot paper; what is answered to a vote is the receipt, which is written down nowhere here."""
    row, me, now = lists.one_public(poll_id), actor_of(request).seated(None), timezone.now()
    if me.person_id is None or not lists.is_open(row, now):
        return redirect("vote_page", row.pk)
    code, error = "", ""
    if request.method == "POST":
        try:
            code = _code(request)
            picked = [int(one) for one in request.POST.getlist("choices") if one.isdigit()]
            person = Person.objects.get(pk=me.person_id)
            voting.vote(
                person=person, poll=row, code=code, choices=picked, device=_device(request), by=me, at=now
            )
            return _receipt(request, row, code)
        except Refused as refused:
            if refused.code == "twice" and voting.repeated(row, code):
                return _receipt(request, row, code)
            error = refused.reason
    elif voters.has_voted(row, me.person_id):
        return redirect("vote_page", row.pk)
    return _paper(request, row, me.person_id, error)


def _paper(request: HttpRequest, row: Round, person_id: UUID, error: str) -> HttpResponse:
    declared = contests[row.contest]
    given = request.POST.getlist("choices")
    context = {
        "row": row,
        "contest": declared,
        "options": [
            Option(str(one.number), one.title, note=one.about[:60]) for one in lists.shuffled(row, person_id)
        ],
        "given": given,
        "code": voting.receipt(),
        "own": request.POST.get("own", ""),
        "error": error,
        "tab": "services",
    }
    response = page_or_fragment(
        request, "selection/paper.html", context=context, status=422 if error else 200
    )
    if DEVICE not in request.COOKIES:
        response.set_cookie(
            DEVICE, secrets.token_urlsafe(12), max_age=DAY, httponly=True, samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE, path="/votes/",
        )  # fmt: skip
    return response


def _code(request: HttpRequest) -> str:
    """The receipt that stood in the form, with the digits the voter adds; a fresh one for a strange form."""
    try:
        code = ballots.read(request.POST.get("code", "")[:19])
    except Refused:
        code = voting.receipt()
    own = request.POST.get("own", "").strip()
    if own and not (own.isascii() and own.isdigit() and 2 <= len(own) <= 4):
        raise Refused("自己加的数字写 2 到 4 位，也可以不写。", field="own", code="marks")
    return f"{code}-{own}" if own else code


def _device(request: HttpRequest) -> str:
    """What tells one browser from another for an hour: its own random word, else network and make."""
    return request.COOKIES.get(DEVICE) or f"{place_of(request)} {request.headers.get('User-Agent', '')}"


def _receipt(request: HttpRequest, row: Round, code: str) -> HttpResponse:
    context = {"row": row, "code": code, "words": words, "tab": "services"}
    return page_or_fragment(request, "selection/receipt.html", context=context)


@login_not_required
@require_http_methods(["GET", "POST"])
def ballots_page(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """The chain of seals while a vote runs; afterwards the list, counted again here, and one's own ballot."""
    row = lists.one_public(poll_id)
    has_result = row.stage in results.SHOWN
    record = results.published(row) if has_result and _small(row) else None
    own, error, titles = None, "", {one.number: one.title for one in lists.entries(row)}
    if request.method == "POST" and has_result:
        try:
            own = results.ballot_of(row, ballots.read(request.POST.get("code", "")))
            error = (
                "" if own else "清单里没有这个回执码。请再核对一遍；确实没写错，就用页面下面的“反映问题”。"
            )
        except Refused as refused:
            error = refused.reason
    context: dict[str, Any] = {
        "row": row,
        "has_result": has_result,
        "seals": results.seals(row),
        "voters": voters.so_far(row),
        "record": record,
        "faults": record.faults() if record else (),
        "own": own,
        "picked": [titles[n] for n in own.choices] if own else [],
        "titles": titles,
        "error": error,
        "typed": request.POST.get("code", ""),
        "words": words,
        "tab": "services",
    }
    return page_or_fragment(request, "selection/ballots.html", context=context, status=422 if error else 200)


def _small(row: Round) -> bool:
    return sum(voted for _, _, voted in row.roll) <= MOST_HERE
