"""The juror's page, and reporting what is not right about a vote."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.selection.actions import jury as scoring
from yugong.engines.selection.actions import posting
from yugong.engines.selection.queries import juries, lists
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.ground.signin import limits
from yugong.ground.signin.limits import Limit
from yugong.kernel.actor import VISITOR
from yugong.kernel.errors import Refused
from yugong.ui.pages import page_or_fragment

REPORTS = Limit("votes.report", 5, timedelta(hours=1), "反映得太多次了")


@require_http_methods(["GET", "POST"])
def jury(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """All entries with what the juror has given; those of his own employer or union cannot be scored."""
    row, me, now = lists.one_public(poll_id), actor_of(request).seated(None), timezone.now()
    juror, error = juries.juror_of(row, me.person_id), ""
    if juror is None or me.person_id is None:
        raise Http404
    entries = lists.entries(row)
    if request.method == "POST":
        person = Person.objects.get(pk=me.person_id)
        try:
            for one in entries:
                given = request.POST.get(f"points-{one.number}", "").strip()
                if request.POST.get(f"aside-{one.number}"):
                    scoring.recuse(person=person, entry=one, by=me, at=now)
                elif given:
                    if not given.isdigit():
                        raise Refused(f"{one.title}：分数写 0 到 100 的整数。", field=f"points-{one.number}")
                    scoring.score(person=person, entry=one, points=int(given), by=me, at=now)
            messages.success(request, "分数记下了，公示以前还可以改。")
            return redirect("vote_jury", row.pk)
        except Refused as refused:
            error = refused.reason
    context = {
        "row": row, "juror": juror, "entries": entries, "given": juries.own_scores(juror),
        "aside": juries.recusals(juror, entries), "recused": juries.RECUSED, "error": error,
        "open": row.stage in scoring.SCORES, "notes": messages.get_messages(request), "tab": "services",
    }  # fmt: skip
    return page_or_fragment(request, "selection/jury.html", context=context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Say that votes are bought, somebody was pressed, a result is wrong; with a name or without."""
    row, me, now = lists.one_public(poll_id), actor_of(request).seated(None), timezone.now()
    error = ""
    if request.method == "POST":
        try:
            limits.insist(REPORTS, me.person_id, at=now)
            by = VISITOR if request.POST.get("nameless") else me
            posting.report(
                poll=row,
                what=request.POST.get("what", ""),
                words=request.POST.get("words", ""),
                by=by,
                at=now,
            )
            messages.success(request, "收到了，核实结果会和投票结果一起公布。")
            return redirect("vote_page", row.pk)
        except Refused as refused:
            error = refused.reason
    context = {
        "row": row, "what": tuple(posting.WHAT.items()), "error": error, "given": request.POST,
        "tab": "services",
    }  # fmt: skip
    return page_or_fragment(request, "selection/report.html", context=context, status=422 if error else 200)
