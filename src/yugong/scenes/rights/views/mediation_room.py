"""Mediation outside the desk: the worker's own page of his case, and the employer's room behind its link."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views.worker import self_of
from yugong.ground.people.row_cells import unseal
from yugong.kernel.actor import VISITOR
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.scenes.rights.actions import mediation as cases
from yugong.scenes.rights.actions import mediation_room as actions
from yugong.scenes.rights.models import Mediation
from yugong.scenes.rights.queries import mediation as queries
from yugong.scenes.rights.rules.mediating import OFFER, VIEWS, WHO
from yugong.scenes.rights.views import mediating
from yugong.scenes.rights.views.mediation import KIND
from yugong.ui import papers
from yugong.ui.pages import page_or_fragment

ASKED: Mapping[str, tuple[Field, ...]] = {"views": VIEWS, "offer": OFFER, "accept": (), "agree": (WHO,)}


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, number: str) -> HttpResponse:
    """The worker's own case: what he may see of it, his proposals and his yes."""
    me, now = self_of(request), timezone.now()
    matter = matters.own(me, number)
    if matter.kind != KIND:
        raise Http404
    row, do = queries.case_of(number), request.POST.get("do", "")
    errors: dict[str, Refused] = {}
    if request.method == "POST" and row is not None and do in ("offer", "accept"):
        given, errors = clean_all(ASKED[do], request.POST, today=timezone.localdate(now))
        try:
            if not errors and do == "offer":
                actions.worker_offers(mediation=row, fen=given["fen"], text=given["text"], by=me, at=now)
            elif not errors:
                actions.worker_accepts(mediation=row, offer=request.POST.get("offer", ""), by=me, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已发给对方和调解员" if do == "offer" else "已同意，调解员会写进协议")
            return redirect("my_mediation", number)
    context = {
        **mediating.facts(row, matter, reader="worker"),
        "form": mediating.form("offer", OFFER, request.POST if do == "offer" else {}, errors),
        "talks": row is not None and matter.stage == "talks",
        "notes": messages.get_messages(request),
        "moves": matters.moves_for(me, matter),
        "tab": "matters",
    }
    status = 422 if errors else 200
    response = page_or_fragment(request, "rights/mediation_mine.html", context=context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
def mine_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The worker's agreement as a file."""
    matter = matters.own(self_of(request), number)
    row = queries.case_of(number) if matter.kind == KIND else None
    if row is None or not row.version:
        raise Http404
    return papers.handed(mediating.paper(row, matter), form, row.number or row.matter)


@login_not_required
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, secret: str) -> HttpResponse:
    """The employer's side behind its link; a wrong, old or ended link finds nothing."""
    now = timezone.now()
    row = queries.by_link(secret, at=now)
    if row is None:
        raise Http404
    errors: dict[str, Refused] = {}
    do = request.POST.get("do", "")
    if request.method == "POST" and do in ASKED:
        given, errors = clean_all(ASKED[do], request.POST, today=timezone.localdate(now))
        try:
            if not errors:
                _done(row, do, given, request.POST, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            messages.success(request, "已收到，调解员和职工都能看到")
            return redirect("mediation_room", secret)
    matter = cases.matter_of(row)
    kept = unseal(row, "views_sealed") or {}

    def given_for(key: str, known: Any) -> tuple[Any, Any]:
        mine = do == key or (key, do) == ("offer", "accept")
        return (request.POST if mine else known), (errors if mine else {})

    context = {
        **mediating.facts(row, matter, reader="employer"),
        "secret": secret,
        "talks": matter.stage == "talks",
        "signs": matter.stage in ("consent", "seal") and row.employer_agreed_at is None,
        "paper": mediating.paper(row, matter) if row.version and matter.stage != "talks" else None,
        "views_form": mediating.form("views", VIEWS, *given_for("views", kept)),
        "form": mediating.form("offer", OFFER, *given_for("offer", {})),
        "who_form": mediating.form("agree", (WHO,), *given_for("agree", {})),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    status = 422 if errors else 200
    response = page_or_fragment(request, "rights/mediation_room.html", context=context, status=status)
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response


def _done(row: Mediation, do: str, given: Mapping[str, Any], raw: Mapping[str, str], *, at: Any) -> None:
    """What the employer did in its room."""
    if do == "views":
        actions.say_views(mediation=row, view=given["view"], says=given["says"] or "", by=VISITOR, at=at)
    elif do == "offer":
        actions.employer_offers(mediation=row, fen=given["fen"], text=given["text"], by=VISITOR, at=at)
    elif do == "accept":
        actions.employer_accepts(mediation=row, offer=raw.get("offer", ""), by=VISITOR, at=at)
    else:
        seen = raw.get("version", "")
        version = int(seen) if seen.isdecimal() and len(seen) < 5 else -1
        actions.employer_agrees(mediation=row, who=given["who"], version=version, by=VISITOR, at=at)


@login_not_required
@require_GET
def room_file(request: HttpRequest, secret: str, form: str) -> HttpResponse:
    """The agreement as a file for the employer, once it is drafted for both."""
    row = queries.by_link(secret, at=timezone.now())
    matter = cases.matter_of(row) if row else None
    if row is None or matter is None or not row.version or matter.stage == "talks":
        raise Http404
    return papers.handed(mediating.paper(row, matter), form, row.number or row.matter)
