"""Joining by phone: who you are, which union, and done; nothing known is asked, nothing typed is lost."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from yugong.engines.matters import queries as matters
from yugong.engines.matters.queries import Matter
from yugong.ground.access.middleware import actor_of
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.ground.people import vault
from yugong.kernel import masking
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Field, IdNumber, Select, clean_all
from yugong.kernel.flow import kinds
from yugong.scenes.organise.actions import joining
from yugong.scenes.organise.rules.joining import PAPERS
from yugong.scenes.organise.trades import TRADES, label
from yugong.scenes.organise.views import oneself
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment, wants_fragment

KIND = "organise.join"
STATE, INVITED = "join", "join_unit"
UNSURE = "0"
NAMED = {field.name: field for field in kinds[KIND].fields}


def _keep(request: HttpRequest, values: Mapping[str, Any]) -> None:
    """Keep the first page's answers in the session, sealed for this account."""
    sealed = vault.seal(
        json.dumps(dict(values)), table="session", column=STATE, row=oneself.account(request).pk
    )
    request.session[STATE] = base64.b64encode(sealed).decode()


def _kept(request: HttpRequest) -> dict[str, Any]:
    if not (held := request.session.get(STATE)):
        return {}
    text = vault.unseal(
        base64.b64decode(held), table="session", column=STATE, row=oneself.account(request).pk
    )
    return json.loads(text)


def _known(request: HttpRequest) -> dict[str, Any]:
    """What is known of the signed-in person already, by field name."""
    actor = actor_of(request).seated(None)
    known: dict[str, Any] = {"phone": people.phone_of_account(oneself.account(request))}
    if actor.person_id:
        held = people.identity_of(oneself.registered(request))
        known |= {"name": held.name, "paper": held.paper, "number": held.number}
        if work := people.employment_of(actor.person_id):
            known |= {"employer": work.employer.name if work.employer else ""}
    return {name: value for name, value in known.items() if value}


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """What joining takes and brings; a member is shown his card, or how to move to the union he scanned."""
    actor = actor_of(request).seated(None)
    stretch = people.membership_of(actor.person_id) if actor.person_id else None
    unit = Unit.objects.filter(pk=request.session.get(INVITED) or 0, valid_to=None).first()
    if stretch:
        return redirect("transfer" if unit and unit.pk != stretch.unit_id else "card")
    return page_or_fragment(request, "organise/join_start.html", context={"unit": unit})


@login_not_required
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """A union's QR code or link: its union is chosen already."""
    unit = org.by_join_code(code)
    if unit is None:
        return page_or_fragment(
            request, "organise/join_start.html", context={"unit": None, "wrong": True}, status=404
        )
    request.session[INVITED] = unit.pk
    return redirect("join")


def _before(request: HttpRequest) -> Matter | None:
    """What this form has become already: sent before under its key, or an application still undecided."""
    me = actor_of(request).seated(None)
    return matters.sent(me.key, request.POST.get("once", "")) or (
        joining.undecided(me.person_id) if me.person_id else None
    )


def _asked(request: HttpRequest, known: Mapping[str, Any]) -> list[Field]:
    paper = request.POST.get("paper") or _kept(request).get("paper") or "resident"
    number = IdNumber("number", "证件号码", document=paper if paper in PAPERS else "resident")
    who = [NAMED["name"], Select("paper", "证件类型", of=tuple(PAPERS.items())), number]
    return [*(field for field in who if "number" not in known), NAMED["trade"]]


def who(request: HttpRequest) -> HttpResponse:
    """Step 1: who you are and what you do."""
    if before := _before(request):
        return redirect("matter", number=before.number)
    known = _known(request)
    fields = _asked(request, known)
    given: Any = {"paper": "resident"} | _kept(request)
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given = request.POST
        answers, errors = clean_all(fields, given, today=local_day(timezone.now()))
        if not errors:
            _keep(request, _kept(request) | answers)
            return redirect("join_union")
    more: dict[str, dict[str, Any]] = {
        "trade": {"options": [forms.Option(t.key, t.label, t.hint, t.icon) for t in TRADES]},
    }
    form = forms.form(fields, given, errors, more=more)
    shown = {
        "name": known.get("name", ""),
        "number": masking.id_number(known["number"]) if "number" in known else "",
        "phone": masking.phone(known["phone"]) if "phone" in known else "",
    }
    return page_or_fragment(
        request,
        "organise/join_who.html",
        "form",
        {"form": form, "known": shown},
        status=422 if errors else 200,
    )


def union(request: HttpRequest) -> HttpResponse:
    """Step 2: which union; everything to be sent is shown, agreed to and sent.

    What is searched names an employer, so it goes into the sealed answers and never into an address.
    """
    if before := _before(request):
        return redirect("matter", number=before.number)
    kept = _known(request) | _kept(request)
    if not {"name", "number", "trade"} <= kept.keys():
        return redirect("join_who")
    errors: dict[str, Refused] = {}
    given: Any = kept
    if request.method == "POST":
        given = request.POST
        if "find" in given or wants_fragment(request):
            search = {"unit_q": given.get("unit_q", ""), "blind": given.get("blind", "")}
            _keep(request, _kept(request) | search)
            if "find" in given:
                return redirect("join_union")
        else:
            try:
                return _send(request, kept)
            except Refused as refused:
                if _moves(request, kept):
                    return redirect("transfer")
                errors[refused.field] = refused
    context = _union_page(request, kept, given, errors)
    return page_or_fragment(
        request, "organise/join_union.html", "found", context, status=422 if errors else 200
    )


def _moves(request: HttpRequest, kept: Mapping[str, Any]) -> bool:
    """Whether the applicant turns out to be a member elsewhere; the union he chose comes first then."""
    account, me = oneself.account(request), actor_of(request).seated(None)
    if not joining.recognised(account=account, given=kept, by=me, at=timezone.now()):
        return False
    if (unit := request.POST.get("unit", "")).isdigit():
        request.session[INVITED] = int(unit)
    return True


def _send(request: HttpRequest, kept: Mapping[str, Any]) -> HttpResponse:
    employer = request.POST.get("unit_q", "").strip()
    blind = "yes" if request.POST.get("blind") else "no"
    unit = request.POST.get("unit", "")
    chosen = Unit.objects.filter(pk=unit).first() if unit.isascii() and unit.isdigit() else None
    employer = joining.employer_meant(text=employer, unit=chosen)
    if unit in ("", UNSURE):
        if unit == "":
            raise Refused("请选一个工会；不知道选哪个，就选最后一项", field="unit")
        found = (
            joining.suggested_unit(trade=kept["trade"], employer=employer, blind=blind == "yes") or _highest()
        )
        unit = str(found.pk)
    answers = {name: kept[name] for name in ("name", "number", "trade", "phone") if name in kept}
    answers |= {
        "paper": kept.get("paper", "resident"),
        "employer": employer or kept.get("employer", ""),
        "unit": unit,
        "blind": blind,
        "agree": request.POST.get("agree", ""),
    }
    matter = joining.apply(
        account=oneself.account(request),
        answers=answers,
        key=request.POST.get("once", ""),
        by=actor_of(request).seated(None),
        at=timezone.now(),
    )
    request.session.pop(STATE, None)
    request.session.pop(INVITED, None)
    return redirect("matter", number=matter.number)


def _highest() -> Unit:
    return Unit.objects.filter(parent=None, valid_to=None).order_by("path")[0]


def _union_page(
    request: HttpRequest, kept: Mapping[str, Any], given: Any, errors: Mapping[str, Refused]
) -> dict[str, Any]:
    text = given.get("unit_q", kept.get("employer", "")).strip()
    blind = bool(given.get("blind"))
    options = _options(request, kept, text, blind)
    chosen = given.get("unit") or next((o.value for o in options if len(options) == 2), "")
    part = forms.part(
        "unit",
        "加入哪个工会",
        "unit",
        shown=text,
        value=chosen,
        options=options,
        error=forms.reason(errors["unit"]) if "unit" in errors else "",
        placeholder="搜公司、平台、街道",
        search="/join/union/",
    )
    fields = [NAMED["agree"]]
    form = forms.form(fields, given, {name: why for name, why in errors.items() if name != "unit"})
    sent = [
        ("姓名", masking.name(kept["name"]), "/join/who/"),
        ("证件号", masking.id_number(kept["number"]), "/join/who/"),
        ("手机号", masking.phone(kept.get("phone", "")), ""),
        ("行当", label(kept["trade"]), "/join/who/"),
    ]
    summary = (*((("f-unit", part.error),) if part.error else ()), *form.errors)
    return {
        "part": part,
        "form": form,
        "sent": sent,
        "blind": _blind(blind),
        "summary": summary,
        "htmx": True,
    }


def _blind(value: bool) -> forms.Part:
    hint = "不加入单位自己的工会，单位的人看不到"
    return forms.part("blind", "先别告诉单位", "switch", hint=hint, value="on" if value else "")


def _options(request: HttpRequest, kept: Mapping[str, Any], text: str, blind: bool) -> list[forms.Option]:
    """The union of the invitation or the suggested one first, then what the search found, then "unsure"."""
    found: dict[int, forms.Option] = {}
    first = Unit.objects.filter(pk=request.session.get(INVITED) or 0, valid_to=None).first()
    first = first or joining.suggested_unit(trade=kept["trade"], employer=text, blind=blind)
    if first and not (blind and first.employer_id):
        found[first.pk] = forms.Option(str(first.pk), first.name, f"{first.get_kind_display()} · 推荐")
    if text:
        for row in org.search(text, limit=6):
            kind = Unit(kind=row.kind).get_kind_display()
            if row.kind not in ("city", "branch", "group") and not (blind and row.kind == "enterprise"):
                found.setdefault(row.id, forms.Option(str(row.id), row.name, kind))
    return [*found.values(), forms.Option(UNSURE, "我不知道选哪个", "先交上来，工会帮你对接")]
