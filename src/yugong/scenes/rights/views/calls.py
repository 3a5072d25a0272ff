"""接听登记 at the desk: one page from the caller's words to the number that is read out to him."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views.searching import searched, unpicked
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Employer
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import EmployerPick, Money, UnitPick
from yugong.kernel.permissions import Permission as P
from yugong.scenes.rights.actions import calls as actions
from yugong.scenes.rights.rules import asking, callers, dispatching, routing, topics
from yugong.scenes.rights.rules.listening import CHANNELS, takes_calls
from yugong.ui import forms
from yugong.ui.forms import Option
from yugong.ui.pages import page_or_fragment, wants_fragment

ITEMS = tuple(Option(item.key, item.full) for item in topics.ITEMS)
LOOKS = ("callers", "items", "beside")
EMPLOYER = EmployerPick("employer_id", "用工单位或平台", optional=True)
AREA = UnitPick("area", "事发街道或区县", optional=True)
AMOUNT = Money("amount", "涉及金额", optional=True)
PICKS = {field.name: field for field in (EMPLOYER, AREA)}
BESIDE = {"topic", "story", "name", "phone", "area", "amount", "into"}
NO_DATA = QueryDict()
USUAL = "不填就用来电号码"
LEVELS = {"options": asking.CLASS.options, "placeholder": "按诉求类型"}


def gate(request: HttpRequest) -> Actor:
    """Who takes in appeals at a union that handles them; for anybody else the page does not exist."""
    me, _ = officer(request, P.MATTER_OPEN)
    if not takes_calls(me):
        raise Http404
    return me


def find_address(name: str) -> str:
    """Where a searched field of this page asks."""
    return reverse("desk_call_find", args=[name])


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The page; looks at parts of it while one types; and the entry itself."""
    me = gate(request)
    if request.method != "POST":
        return _page(request, me, NO_DATA)
    look = request.POST.get("look", "")
    if wants_fragment(request) and look in LOOKS:
        return _page(request, me, request.POST, block=look)
    if "find" in request.POST:
        return _page(request, me, request.POST)
    who, answers = _given(me, request.POST)
    try:
        if wrong := unpicked((AREA,), request.POST):
            raise wrong["area"]
        taken = actions.take(
            call=_call(request.POST, who), answers=answers, key=request.POST.get("once", ""),
            by=me, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, me, request.POST, refused=refused)
    response = _page(request, me, NO_DATA, taken=taken)
    response["Cache-Control"] = "no-store"
    return response


def _call(data: QueryDict, who: Person | None) -> actions.Call:
    nameless = data.get("nameless") == "on"
    level = data.get("level", "")
    return actions.Call(
        channel=data.get("channel", ""),
        person=None if nameless else who,
        name=data.get("name", ""),
        phone=data.get("phone", "") or _number(data),
        nameless=nameless,
        level=level if level in dict(asking.CLASS.options) else "",
        into=data.get("into", ""),
    )


def _number(data: QueryDict) -> str:
    """The number that was searched for is the number to call back, when nobody was found under it."""
    asked = "".join(data.get("who_q", "").split())
    return asked if asked.isdecimal() and len(asked) == 11 else ""


def _given(me: Actor, data: QueryDict) -> tuple[Person | None, dict[str, Any]]:
    """Who speaks, and the kind's answers; what the house holds of him fills what was not typed."""
    nameless = data.get("nameless") == "on"
    who = callers.caller(me, str(data["who"])) if data.get("who") and not nameless else None
    known = matters.known_facts(who.pk, asking.FIELDS) if who else {}
    typed, picked = data.get("employer_id_q", "").strip(), data.get("employer_id", "")
    employer: dict[str, Any] = {name: known[name] for name in ("employer", "employer_id") if name in known}
    if picked.isdecimal() and (row := Employer.objects.filter(pk=picked[:18]).first()):
        employer = {"employer": row.name, "employer_id": row.pk}
    elif typed:
        employer = {"employer": typed}
    answers = {
        "topic": _topic(data), "story": data.get("story", ""), "area": data.get("area", ""),
        "amount": data.get("amount", ""), "hidden": "yes" if data.get("hidden") == "on" else "no",
        "phone": data.get("phone", "") or _number(data) or known.get("phone", ""), **employer,
    }  # fmt: skip
    return who, answers


def _topic(data: QueryDict) -> str:
    """The item from the whole list, else the one picked by digit, else what the story now suggests.

    `guess` is what was suggested when the page was drawn: who left it alone follows the story.
    """
    chosen, guess = data.get("topic", ""), data.get("guess", "")
    found = topics.suggest(data.get("story", ""))
    if (other := data.get("topic_else", "")) in topics.BY_KEY:
        return other
    if chosen in topics.BY_KEY and (chosen != guess or found is None):
        return chosen
    return found.item.key if found else ""


def _page(
    request: HttpRequest,
    me: Actor,
    data: QueryDict,
    *,
    block: str = "",
    refused: Refused | None = None,
    taken: actions.Taken | None = None,
) -> HttpResponse:
    why = {refused.field if refused.field in BESIDE else "": forms.reason(refused)} if refused else {}
    who, answers = _given(me, data)
    context = {
        **_beside(me, who, answers, data),
        "parts": _parts(data, why),
        "callers": callers.callers(me, data.get("who_q", "")),
        "who": data.get("who", ""),
        "who_q": data.get("who_q", ""),
        "items": _items(data),
        "topic": answers["topic"],
        "all_items": ITEMS,
        "guess": (found := topics.suggest(answers["story"])) and found.item.key,
        "topic_else": data.get("topic_else", ""),
        "channels": tuple(Option(key, words) for key, words in CHANNELS.items()),
        "channel": data.get("channel", "call"),
        "nameless": data.get("nameless") == "on",
        "general": forms.Form((), tuple(words for name, words in why.items() if not name)).errors,
        "why": {name: why.get(name, "") for name in ("topic", "into")},
        "failed": bool(refused),
        "taken": taken,
        "here": "calls",
    }
    return page_or_fragment(request, "rights/calls.html", block, context, status=422 if refused else 200)


def _items(data: QueryDict) -> tuple[Option, ...]:
    found = topics.candidates(data.get("story", ""))
    return tuple(Option(item.key, item.label, why) for item, why in found)


def _beside(me: Actor, who: Person | None, answers: Mapping[str, Any], data: QueryDict) -> dict[str, Any]:
    """Which union will handle it and why, how hard it is, and what was asked before."""
    at, topic = timezone.now(), answers["topic"]
    readable = {**answers, "area": int(answers["area"]) if str(answers["area"]).isdecimal() else None}
    route = routing.route(asker=who, answers=readable) if topic else None
    return {
        "route": route,
        "employer": answers.get("employer", ""),
        "known_person": who is not None,
        "level": dispatching.of_topic(topic) if topic else None,
        "levels": dict(asking.CLASS.options),
        "item": topics.BY_KEY.get(topic),
        "past": callers.past(me, who=who, answers=readable, at=at),
        "into": data.get("into", ""),
    }


def _parts(data: QueryDict, why: Mapping[str, str]) -> dict[str, forms.Part]:
    """The fields that are typed."""
    more = searched(PICKS.values(), data, find_address)
    wrong = {name: words for name, words in why.items() if name in ("area", "amount")}
    lookups = forms.form((EMPLOYER, AREA, AMOUNT), data, wrong, more=more)
    hidden = "on" if not data or data.get("hidden") == "on" else ""
    return {
        "name": _typed("name", "姓名", "person_name", data, why, optional=True),
        "phone": _typed("phone", "回电号码", "phone", data, why, optional=True, digits=0, placeholder=USUAL),
        "story": _typed("story", "怎么说的，照原话记", "longtext", data, why),
        "employer": replace(lookups["employer_id"], placeholder="单位或平台名称，选不到就照写"),
        "area": replace(lookups["area"], placeholder="街道或区县名"),
        "amount": lookups["amount"],
        "level": _typed("level", "难度", "select", data, why, optional=True, **LEVELS),
        "hidden": forms.part(
            "hidden", "先别告诉公司是谁", "switch", hint="办理时隐去姓名和电话", value=hidden
        ),
    }


def _typed(
    name: str, label: str, kind: str, data: QueryDict, why: Mapping[str, str], **more: Any
) -> forms.Part:
    """A field with what was typed into it."""
    return forms.part(name, label, kind, value=data.get(name, ""), error=why.get(name, ""), **more)


@require_GET
def find(request: HttpRequest, name: str) -> HttpResponse:
    """The employers or unions that a search offers, as a fragment below it."""
    gate(request)
    if name not in PICKS:
        raise Http404
    field: Any = PICKS[name]
    options = forms.options(matters.offered(field, request.GET.get(f"{name}_q", "")))
    part = forms.from_field(field, options=options)
    return page_or_fragment(request, "matters/found.html", "found", {"part": part})
