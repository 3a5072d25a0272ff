"""The hospital's own page: who is booked with it, and the tick that he came. No field takes a result."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.access.desks import officer
from yugong.ground.people.queries import names
from yugong.kernel.errors import Refused
from yugong.kernel.fields import LongText
from yugong.kernel.moment import words
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import examining
from yugong.scenes.service.queries import screening as queries
from yugong.ui import forms, menus
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Column, Table

LIST = Table(columns=(Column("code", "预约号"),), sort=("begins", "id"), size=50)


CODES = LongText("codes", "预约号", "一行一个，或者用空格隔开", longest=4000)


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Those who are booked, by their hour, and a day's list at once; looking at the list is recorded."""
    actor, _ = officer(request, P.SCREENING_ATTEND)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        try:
            codes = str(CODES.clean(request.POST.get("codes"))).upper().split()
            examining.came_many(codes=codes, by=actor, at=timezone.now())
            messages.success(request, f"{len(codes)} 人到检了。")
            return redirect("partner_screening")
        except Refused as refused:
            errors = {refused.field: refused}
    page = LIST.page(queries.at_hospital(actor), request.GET, reverse("partner_screening"))
    rows = [line.row for line in page.rows]
    if rows:
        examining.looked(agency=rows[0].agency_id, count=len(rows), by=actor, at=timezone.now())
    known = names({row.person_id for row in rows})
    context = {
        "rows": [(row, known.get(row.person_id, "")) for row in rows], "page": page, "words": words,
        "here": "screening", "form": forms.form((CODES,), request.POST if errors else {}, errors),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    status = 422 if errors else 200
    response = page_or_fragment(request, "service/hospital.html", context=context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def came(request: HttpRequest, examinee_id: UUID) -> HttpResponse:
    """He was there."""
    actor, _ = officer(request, P.SCREENING_ATTEND)
    row = get_object_or_404(queries.at_hospital(actor), pk=examinee_id)
    try:
        examining.came(examinee=row, by=actor, at=timezone.now())
        messages.success(request, f"预约号 {row.code} 到检了。")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("partner_screening")


menus.partner.add(
    menus.Entry("screening", "work", "shield-plus", "体检名单", "partner_screening", P.SCREENING_ATTEND)
)
