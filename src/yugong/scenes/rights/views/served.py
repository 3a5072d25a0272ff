"""What stands outside the desk: the addressee's own page of a letter, and the reminders to everybody."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.kernel.actor import VISITOR
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText, Text, clean_all
from yugong.scenes.rights.actions import letters as actions
from yugong.scenes.rights.models import LetterState as State
from yugong.scenes.rights.queries import letters as queries
from yugong.scenes.rights.rules.letters import ranks
from yugong.scenes.rights.views.letters import paper
from yugong.ui import forms, papers
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

RECEIVER = (Text("receiver", "签收人和职务", hint="例如：王丽，人力资源部经理", personal=True, longest=60),)
ANSWER = (
    LongText("answer", "书面答复", hint="整改了什么、什么时候做完；加盖公章的原件可以另外寄来", longest=4000),
)


@login_not_required
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, secret: str) -> HttpResponse:
    """The addressee reads the letter, signs for it, and answers; a wrong or old link finds nothing."""
    now = timezone.now()
    row = queries.by_link(secret, at=now)
    if row is None:
        raise Http404
    asked = RECEIVER if row.state == State.SIGNED else ANSWER if row.state == State.SERVED else ()
    errors: dict[str, Refused] = {}
    if request.method == "POST" and asked:
        given, errors = clean_all(asked, request.POST, today=timezone.localdate(now))
        try:
            if not errors and "receiver" in given:
                actions.receipt(letter=row, receiver=given["receiver"], by=VISITOR, at=now)
            elif not errors:
                actions.answer(letter=row, text=given["answer"], by=VISITOR, at=now)
        except Refused as refused:
            errors = {refused.field: refused}
        if not errors:
            return redirect("served_letter", secret)
    context = {
        "row": row,
        "paper": paper(row),
        "rank": ranks[row.rank],
        "form": forms.form(asked, request.POST, errors),
        "secret": secret,
        "signs": row.state == State.SIGNED,
        "answers": row.state == State.SERVED,
    }
    response = page_or_fragment(request, "rights/served.html", context=context, status=422 if errors else 200)
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response


@login_not_required
@require_GET
def file(request: HttpRequest, secret: str, form: str) -> HttpResponse:
    """The letter as a file for its addressee."""
    row = queries.by_link(secret, at=timezone.now())
    if row is None:
        raise Http404
    return papers.handed(paper(row), form, row.number or row.matter)


LIST = Table(
    columns=(
        Column("on", "日期", lambda row: f"{row.on:%Y-%m-%d}"),
        Column("title", "提示", lambda row: Cell(row.number)),
    ),
    sort=("-on", "-id"),
    size=20,
)


@login_not_required
@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """The reminders that unions have published, the newest first."""
    page = LIST.page(queries.published(), request.GET, request.path, count=False)
    rows = [(line.row, paper(line.row)) for line in page.rows]
    return page_or_fragment(
        request, "rights/reminders.html", context={"rows": rows, "page": page, "tab": "help"}
    )


@login_not_required
@require_GET
def reminder(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One published reminder."""
    row = get_object_or_404(queries.published(), pk=letter_id)
    return page_or_fragment(request, "rights/reminder.html", context={"paper": paper(row), "tab": "help"})
