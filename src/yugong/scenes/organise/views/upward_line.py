"""One union's line of a form: everything known stands there with its source, only the gaps are asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.desks import officer
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise import upward
from yugong.scenes.organise.actions import upward as actions
from yugong.scenes.organise.models import UpwardAnswer
from yugong.scenes.organise.upward import Cell
from yugong.scenes.organise.views.standing import records
from yugong.scenes.organise.views.upward import HOME
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One union's line: everything known is there with its source; only the gaps are asked."""
    actor, seat = officer(request, P.UPWARD_ANSWER)
    rows = UpwardAnswer.objects.select_related("form__unit", "unit")
    row: UpwardAnswer = get_object_or_404(rows, pk=line_id, unit=seat.unit_id)
    if row.form.sent_at is None:
        raise Http404
    cells = upward.read(row.form.cells)
    asked = [one for one in cells if one.key in row.gaps]
    fields = [one.field() for one in asked]
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        _, errors = clean_all(fields, request.POST, today=local_day(timezone.now()))
        try:
            if not errors:
                actions.fill_in(line=row, given=request.POST, by=actor, at=timezone.now())
                messages.success(request, f"《{row.form.title}》已交，谢谢")
                return redirect("desk_upward")
        except Refused as refused:
            errors = {refused.field: refused}
    context = {
        "here": "upward",
        "row": row,
        "known": [(one.label, *told(one, row)) for one in cells if one.key not in row.gaps],
        "said": [(one.label, one.shown(row.given.get(one.key))) for one in asked],
        "form": forms.form(fields, request.POST, errors) if fields and row.done_at is None else None,
        "crumbs": (Link(HOME, reverse("desk_upward")), Link(row.form.title)),
    }
    return page_or_fragment(
        request, "organise/upward_line.html", context=context, status=422 if errors else 200
    )


def told(cell: Cell, row: UpwardAnswer) -> tuple[str, str, str]:
    """A cell of a line: its value in words, where it comes from, and the records behind it."""
    held = row.known.get(cell.key)
    if held is None:
        return cell.shown(row.given.get(cell.key)), "本级填报" if row.done_at else "等填", ""
    opens = ""
    if cell.measure:
        opens = records(cell.measure, row.unit_id, row.form.since, row.form.until)
    return cell.shown(held["value"]), held["source"], opens


def cell_words(row: UpwardAnswer, cells: list[Cell]) -> list[tuple[str, str, str]]:
    """Every cell of a line."""
    return [told(one, row) for one in cells]
