"""The payee's own pages: what was paid to me, the card to which it goes; and the same card at the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.ledger.actions import payees
from yugong.engines.ledger.cards import BankCard
from yugong.engines.ledger.queries import payees as cards
from yugong.engines.ledger.queries import payments as queries
from yugong.engines.ledger.views.paying_words import MINE
from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.ground.people.queries import identity_of
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Field, PersonName, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

FIELDS: tuple[Field, ...] = (
    PersonName("holder", "户名", hint="只能付到本人的卡上"),
    Text("bank", "开户银行", hint="写到银行就可以，例如重庆农村商业银行", longest=40),
    BankCard("number", "银行卡号", hint="储蓄卡正面的 12 至 19 位数字"),
)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What was paid to me and what is to come."""
    person = _own(actor_of(request))
    rows = [(one, MINE[one.state], _words(one)) for one in queries.mine(person.pk)]
    card = cards.card_of(person.pk)
    context = {
        "rows": rows,
        "paid": sum(one.amount_fen for one, *_ in rows if one.state == "paid"),
        "card": card.masked if card else "",
        "notes": messages.get_messages(request),
        "tab": "me",
    }
    return page_or_fragment(request, "ledger/payees_mine.html", context=context)


def _words(one: queries.Mine) -> str:
    """What a payee wants to know of a payment, in a line."""
    if one.state == "paid":
        return f"{one.period} · {one.paid_on:%Y-%m-%d} 付到{one.account}"
    if one.state == "failed":
        return f"{one.period} · {one.reason}，请核对银行卡"
    return f"{one.period} · {timezone.localtime(one.ordered_at):%Y-%m-%d} 批准"


def _own(actor: Actor) -> Person:
    """The registered person himself."""
    if actor.person_id is None:
        raise Http404
    return Person.objects.get(pk=actor.person_id)


@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest) -> HttpResponse:
    """My bank card: given once; every payment afterwards knows it."""
    me = actor_of(request).seated(None)
    person = _own(me)
    form, done = _asked(request, person, me)
    if done:
        messages.success(request, "银行卡已登记，以后的款项都付到这张卡，不用再填。")
        return redirect("me_payments")
    card = cards.card_of(person.pk)
    context = {"form": form, "card": card.masked if card else "", "tab": "me"}
    return page_or_fragment(
        request, "ledger/payees_bank.html", context=context, status=422 if form.errors else 200
    )


def _asked(request: HttpRequest, person: Person, by: Actor) -> tuple[forms.Form, bool]:
    """The form, filled with what is known; whether the card was given."""
    known = cards.card_of(person.pk)
    name = identity_of(person).name
    usual = {"holder": name, "bank": known.bank_name if known else ""}
    data: Any = request.POST if request.method == "POST" else usual
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        answers, errors = clean_all(FIELDS, data, today=local_day(timezone.now()))
        try:
            if not errors:
                payees.account(person=person, by=by, at=timezone.now(), **answers)
                return forms.form(FIELDS, {}, {}), True
        except Refused as refused:
            errors = {refused.field: refused}
    return forms.form(FIELDS, data, errors, prefilled={"holder": "已登记的姓名"}), False


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """An officer gives the card for a payee who stands before him; the payee is told."""
    actor, _ = officer(request, P.FUND_VIEW)
    row = scope.one(actor, P.FUND_VIEW, queries.payments(), pk=payment_id)
    if not may(actor, P.PERSON_CHANGE, row.payee):
        raise Http404
    form, done = _asked(request, row.payee, actor)
    if done:
        messages.success(request, "银行卡已登记，并已告知本人。")
        return redirect("desk_payment", row.pk)
    name, held = identity_of(row.payee).name, cards.card_of(row.payee_id)
    context = {
        "here": "payments",
        "form": form,
        "name": name,
        "card": held.masked if held else "",
        "crumbs": (
            Link("付款", reverse("desk_payments")), Link(name, reverse("desk_payment", args=(row.pk,))),
            Link("银行卡"),
        ),
    }  # fmt: skip
    return page_or_fragment(
        request, "ledger/payees_card.html", context=context, status=422 if form.errors else 200
    )
