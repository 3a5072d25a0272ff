"""The yes of the family: by oneself, behind a link on one's own phone, or on paper."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.ground.notices.channels import carry
from yugong.kernel import masking
from yugong.kernel.actor import VISITOR
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Consent
from yugong.scenes.aid import household_texts
from yugong.scenes.aid.actions import consents as actions
from yugong.scenes.aid.models import ConsentWay, Household, HouseholdMember
from yugong.scenes.aid.queries import households, linked, sheets
from yugong.scenes.aid.rules.declaring import AGREED, RELATION_WORDS, SELF
from yugong.scenes.aid.views.household import mine, page
from yugong.ui import forms

YES = Consent("yes", "我同意核对家庭经济状况", text=AGREED)


def family(row: Household) -> list[dict[str, Any]]:
    """Each member with whether he agreed, and how."""
    yes = households.agreed(row)
    ways = dict(
        row.members.filter(consents__withdrawn_at__isnull=True)
        .values_list("pk", "consents__way")
        .order_by("pk")
    )
    return [
        {
            **one,
            "words": RELATION_WORDS[one["relation"]],
            "yes": one["pk"] in yes,
            "own": one["relation"] == SELF,
            "way": ConsentWay(ways[one["pk"]]).label if ways.get(one["pk"]) else "",
        }
        for one in sheets.people(row)
    ]


@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """Who has agreed and who has not; one's own yes, also for those who are not grown up."""
    me, row = mine(request)
    errors = {}
    if request.method == "POST":
        try:
            YES.clean(request.POST.get("yes"))
            actions.agree(household=row, by=me, at=timezone.now())
        except Refused as refused:
            errors = {refused.field: refused}
        else:
            messages.success(request, "已记下你的授权")
            return redirect("hardship_consents")
    people = family(row)
    context = {
        "people": people,
        "own": any(not one["yes"] for one in people if one["own"] or not one["adult"]),
        "form": forms.form((YES,), request.POST, errors),
        "shown": request.session.pop("consent_shown", None) if settings.YUGONG_DEMO else None,
    }
    return page(request, "aid/hardship_consents.html", context, errors)


@require_POST
def send(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """A link and a code to a member's own phone, or his signature on paper."""
    me, row = mine(request)
    one = get_object_or_404(row.members.filter(left_on=None), pk=member_id)
    now = timezone.now()
    try:
        if "paper" in request.FILES or request.POST.get("way") == "paper":
            actions.on_paper(household=row, member=one, upload=request.FILES.get("paper"), by=me, at=now)
            messages.success(request, "已收下签字的照片")
            return redirect("hardship_consents")
        phone, secret, code = actions.ask(household=row, member=one, by=me, at=now)
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("hardship_consents")
    link = request.build_absolute_uri(reverse("household_consent", args=(secret,)))
    name = masking.name(sheets.people(row)[0]["name"])
    carry(phone, household_texts.ASKED.format(name=name, link=link, code=code))
    if settings.YUGONG_DEMO:
        request.session["consent_shown"] = {"link": link, "code": code}
    messages.success(request, f"已发到 {masking.phone(phone)}，家人点开同意就行，7 天内有效")
    return redirect("hardship_consents")


def _said(request: HttpRequest, one: HouseholdMember, secret: str, *, given: bool) -> str:
    """His yes, or its end where he has given it; which of the two."""
    proof: dict[str, Any] = {"secret": secret, "code": request.POST.get("code", "")}
    if given:
        actions.take_back(member=one, **proof, by=VISITOR, at=timezone.now())
        return "taken back"
    YES.clean(request.POST.get("yes"))
    actions.answer(member=one, **proof, by=VISITOR, at=timezone.now())
    return "agreed"


@login_not_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Behind a member's link: who asks, for what; his yes with the code he was sent, and later its end."""
    now, errors, done = timezone.now(), {}, ""
    one = linked.member_of(secret, at=now)
    if one is None:
        raise Http404
    asker, given = masking.name(sheets.people(one.household)[0]["name"]), one.link_until is None
    if request.method == "POST":
        try:
            done = _said(request, one, secret, given=given)
        except Refused as refused:
            errors = {refused.field: refused}
    code = forms.part(
        "code",
        "授权码",
        "code",
        value=request.POST.get("code", ""),
        hint="短信里的 6 位数字",
        error=forms.reason(errors["code"]) if "code" in errors else "",
    )
    form = forms.form((YES,), request.POST, {key: why for key, why in errors.items() if key != "code"})
    context = {
        "asker": asker,
        "name": masking.name(sheets.member(one)["name"]),
        "form": form,
        "code": code,
        "given": given,
        "done": done,
        "secret": secret,
    }
    response = page(request, "aid/consent.html", context, errors)
    response["Referrer-Policy"] = "same-origin"
    return response
