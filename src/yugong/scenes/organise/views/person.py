"""One member as an officer sees him: masked; every look is seen by the person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yugong.engines.matters.views.behalf import openable
from yugong.ground.access import scope
from yugong.ground.audit import queries as audit
from yugong.ground.people import actions, queries
from yugong.ground.people.actions.persons import SHOWN
from yugong.ground.people.models import Person, Standing
from yugong.ground.people.queries import Job, Stretch
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import PAPERS
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.trades import label
from yugong.scenes.organise.views import correcting, gate
from yugong.scenes.organise.words import CHANGES, PURPOSES, ROUTES, SOURCES
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Deed, Link

REVEALED = ("number", "phone", "born")


@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The page of one member; that it was opened is noted once a day."""
    actor, _ = gate.officer(request, P.PERSON_VIEW)
    found, now = gate.person_at(actor, person_id), timezone.now()
    _noted(found, actor, at=now)
    return page_or_fragment(request, "organise/person.html", "reveal", _context(found, actor, _asked({})))


@never_cache
@require_POST
def reveal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Full numbers, once, for a stated purpose; nothing of the answer is kept."""
    actor, _ = gate.officer(request, P.PERSON_REVEAL)
    found = gate.person_at(actor, person_id, P.PERSON_REVEAL)
    wanted, purpose = tuple(request.POST.getlist("fields")), request.POST.get("purpose", "")
    shown: dict[str, str] = {}
    errors: dict[str, str] = {}
    try:
        known = tuple(name for name in wanted if name in REVEALED)
        if not known:
            raise Refused("请勾选要看哪一项。", field="fields")
        shown = actions.reveal(person=found, fields=known, purpose=purpose, by=actor, at=timezone.now())
    except Refused as refused:
        errors = gate.words({refused.field: refused})
    asked = _asked({"fields": wanted, "purpose": "" if shown else purpose}, errors)
    context = _context(found, actor, asked) | {
        "shown": [(SHOWN[name], text or "没有登记") for name, text in shown.items()]
    }
    return page_or_fragment(request, "organise/person.html", "reveal", context, status=422 if errors else 200)


def _noted(found: Person, actor: Actor, *, at: datetime) -> None:
    """Write down that the page was opened: once a day, and not for one's own."""
    if found.pk == actor.person_id:
        return
    morning = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if not audit.done_since(by=actor.key, did="people.look", on=found, since=morning):
        actions.look(person=found, by=actor, at=at)


def _asked(given: dict[str, Any], errors: dict[str, str] | None = None) -> forms.Form:
    errors = errors or {}
    return forms.Form(
        (
            forms.part(
                "fields", "看哪几项", "many", error=errors.get("fields", ""), value=given.get("fields", ()),
                options=[(name, SHOWN[name]) for name in REVEALED],
            ),
            forms.part(
                "purpose", "查看用途", hint="写清为什么要看，本人会看到",
                error=errors.get("purpose", ""),
                value=given.get("purpose", ""), longest=80,
            ),
        ),
        tuple(words for name, words in errors.items() if name not in ("fields", "purpose")),
    )  # fmt: skip


def _context(found: Person, actor: Actor, asked: forms.Form) -> dict[str, Any]:
    held = queries.dossier(found)
    card = held.card
    return {
        "here": "members",
        "card": card,
        "person": found,
        "paper": PAPERS.get(found.paper, "证件"),
        "trade": label(card.trade),
        "crumbs": (Link("会员", reverse("desk_members")), Link(card.name)),
        "stretches": [_stretch(row) for row in held.stretches],
        "mend": correcting.ways(found, actor, held.stretches),
        "mended": correcting.story(found),
        "jobs": [_job(row) for row in held.jobs],
        "consents": [(PURPOSES.get(row.purpose, row.purpose), row) for row in held.consents],
        "twins": _twins(found, actor, held.twins),
        "merges": held.merges if may(actor, P.PERSON_MERGE, found) else [],
        "opens": _opens(found, actor),
        "asked": asked,
        "shown": [],
        "may": {
            "reveal": bool(may(actor, P.PERSON_REVEAL, found)),
            "change": bool(may(actor, P.PERSON_CHANGE, found)),
        },
        "source": SOURCES.get(found.source, found.source),
    }


def _opens(found: Person, actor: Actor) -> list[Link]:
    """What this officer may begin for him; whether he may at all is asked once."""
    kinds = [kind for kind in openable(actor) if kind.scene == "organise"]
    if not kinds or not may(actor, P.MATTER_OPEN, found):
        return []
    return [Link(kind.name, reverse("desk_open", args=(kind.key, found.pk))) for kind in kinds]


def _stretch(row: Stretch) -> Deed:
    """One stretch of membership as a line of a story."""
    until = f"至 {row.until}，{CHANGES.get(row.ended_by, row.ended_by)}" if row.until else "至今"
    began = CHANGES.get(row.began_by, row.began_by)
    route = ROUTES.get(row.route, row.route)
    standing = Standing(row.standing).label
    note = f"{standing} · 入会 {row.joined_on} · {route} · 会员号 {row.number}"
    return Deed(str(row.since), row.unit_name, f"{began}，{until}", note, "" if row.until else "me")


def _job(row: Job) -> Deed:
    since = str(row.since) if row.since else "起始日未登记"
    until = f"至 {row.until}" if row.until else "至今"
    name = row.employer_name or "没有固定单位"
    words = [label(row.trade), row.department, f"来源：{SOURCES.get(row.source, row.source)}"]
    return Deed(since, name, until, " · ".join(filter(None, words)), "" if row.until else "me")


def _twins(found: Person, actor: Actor, ids: list[UUID]) -> list[tuple[str, str, str]]:
    """(name, masked number, address) of rows that may be the same human being; no address out of range."""
    if not ids:
        return []
    rows = Person.objects.filter(pk__in=ids).order_by("pk")
    own = scope.within(actor, P.PERSON_VIEW, Person.objects.filter(pk__in=ids))
    seen = set(own.values_list("pk", flat=True))
    twins = []
    for row in rows:
        held = queries.identity_of(row)
        number = masking.id_number(held.number) if held.number else "没有证件号"
        href = reverse("desk_person", args=(row.pk,)) if row.pk in seen else ""
        if href and may(actor, P.PERSON_MERGE, found) and may(actor, P.PERSON_MERGE, row):
            href = reverse("desk_pair", args=(found.pk, row.pk))
        twins.append((masking.name(held.name), number, href))
    return twins
