"""The phone form of any kind: one topic a page, nothing asked that is known, answers checked at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.matters import actions, queries
from yugong.engines.matters.views.worker import self_of
from yugong.ground.files.actions import accept
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Consent, Field, Files, clean_all, pages
from yugong.kernel.flow import ASKER, Kind, kinds
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

CHECK = "check"


@dataclass
class Sheet:
    """One person's half-filled form of a kind."""

    kind: Kind
    me: Actor
    who: UUID
    raw: dict[str, Any]
    key: str
    known: dict[str, Any]

    @property
    def topics(self) -> list[tuple[str, tuple[Field, ...]]]:
        """(heading, fields) of the pages that are asked."""
        asked = [f for f in self.kind.fields if f.name not in self.known and not isinstance(f, Consent)]
        return list(pages(asked).items())

    @property
    def consents(self) -> tuple[Consent, ...]:
        return tuple(f for f in self.kind.fields if isinstance(f, Consent))

    def answers(self) -> dict[str, Any]:
        return {**self.raw, **self.known}


def sheet_of(request: HttpRequest, key: str) -> Sheet:
    """The form as far as the person has filled it; Http404 for a kind that he cannot open."""
    if key not in kinds or ASKER not in kinds[key].opened_by:
        raise Http404
    kind, me = kinds[key], self_of(request)
    if me.person_id is None:
        raise Http404
    raw, once = queries.draft(me.person_id, key)
    return Sheet(kind, me, me.person_id, raw, once, queries.known_facts(me.person_id, kind.fields))


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, kind: str) -> HttpResponse:
    """The form: `step` is the number of a page, or the check of the answers."""
    if kind in kinds and (own := kinds[kind].also.get("start")):
        return redirect(reverse(own))
    if self_of(request).person_id is None:
        return page_or_fragment(request, "matters/who_first.html", "", {"tab": "services"})
    sheet, topics = sheet_of(request, kind), None
    topics = sheet.topics
    step = request.GET.get("step", "1" if topics else CHECK)
    if step == CHECK or not topics:
        return check(request, sheet)
    at = min(max(int(step) if step.isdecimal() and len(step) < 4 else 1, 1), len(topics))
    return fill(request, sheet, at) if request.method == "POST" else show(request, sheet, at, sheet.raw)


def show(
    request: HttpRequest, sheet: Sheet, at: int, data: Any, *, errors: Mapping[str, Any] | None = None
) -> HttpResponse:
    """One topic's page."""
    topic, fields = sheet.topics[at - 1]
    more = {field.name: facts for field in fields if (facts := lookup(sheet, field, data))}
    context = {
        "kind": sheet.kind,
        "topic": topic or sheet.kind.name,
        "form": forms.form(fields, data, errors, more=more),
        "step": at,
        "total": len(sheet.topics) + 1,
        "before": f"?step={at - 1}" if at > 1 else "",
        "htmx": bool(more),
        "uploads": any(isinstance(field, Files) for field in fields),
        "tab": "services",
    }
    return page_or_fragment(request, "matters/apply.html", "", context, status=422 if errors else 200)


def lookup(sheet: Sheet, field: Field, data: Any) -> dict[str, Any]:
    """What a searched field shows: the address it asks, what was found, what is picked."""
    if field.widget not in ("unit", "employer"):
        return {}
    asked = data.get(f"{field.name}_q", "")
    shown = queries.picked_words((field,), data).get(field.name, "") if data.get(field.name) else ""
    found = queries.offered(field, asked)
    if not found and shown:
        found = [(str(data.get(field.name)), shown, "")]
    return {
        "search": reverse("apply_find", args=[sheet.kind.key, field.name]),
        "options": found,
        "shown": asked or shown,
    }


def fill(request: HttpRequest, sheet: Sheet, at: int) -> HttpResponse:
    """Take one topic's answers into the draft and go on, or show what is wrong."""
    _, fields = sheet.topics[at - 1]
    now = timezone.now()
    searching = [f for f in fields if request.POST.get(f"{f.name}_q") and not request.POST.get(f.name)]
    given, refused = taken(request, sheet, fields, now)
    _, errors = clean_all(fields, given, today=local_day(now))
    errors |= refused
    if searching:
        errors = {f.name: Refused(f"请从下面选一个{f.label}") for f in searching}
    if errors:
        return show(request, sheet, at, request.POST, errors=errors)
    person = queries.person(sheet.who)
    actions.save_draft(person=person, kind=sheet.kind.key, raw={**sheet.raw, **given}, by=sheet.me, at=now)
    last = at >= len(sheet.topics) or request.GET.get("back") == CHECK
    return redirect(f"{request.path}?step={CHECK if last else at + 1}")


def taken(
    request: HttpRequest, sheet: Sheet, fields: tuple[Field, ...], now: datetime
) -> tuple[dict[str, Any], dict[str, Refused]]:
    """What was typed and uploaded, as a draft keeps it; refusals of files by field.

    A browser sends an input without a file as an empty text, which is no upload.
    """
    given: dict[str, Any] = {}
    refused: dict[str, Refused] = {}
    for field in fields:
        if not isinstance(field, Files):
            given[field.name] = request.POST.get(field.name, "")
            continue
        kept = (request.POST.getlist(field.name), sheet.raw.get(field.name, ()))
        held = next(filter(None, ([one for one in some if one] for some in kept)), [])
        try:
            for upload in request.FILES.getlist(field.name):
                owner = f"people.person:{sheet.who}"
                held.append(str(accept(upload=upload, owner=owner, by=sheet.me, at=now).pk))
        except Refused as why:
            refused[field.name] = why
        given[field.name] = held
    return given, refused


def check(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The answers once more, the person's own consent, and the sending."""
    if request.method != "POST":
        return summary(request, sheet)
    key, now = request.POST.get("key", ""), timezone.now()
    if key and (before := queries.sent(sheet.me.key, key)):
        return redirect(reverse("matter", args=[before.number]))
    agreed = {field.name: request.POST.get(field.name, "") for field in sheet.consents}
    person = queries.person(sheet.who)
    try:
        opened = actions.open(
            kind=sheet.kind.key, asker=person, answers={**sheet.answers(), **agreed}, key=key,
            by=sheet.me, at=now,
        )  # fmt: skip
    except Refused as refused:
        return summary(request, sheet, errors={refused.field: refused})
    return redirect(reverse("matter", args=[opened.number]))


def summary(request: HttpRequest, sheet: Sheet, errors: Mapping[str, Any] | None = None) -> HttpResponse:
    """The check page."""
    today = local_day(timezone.now())
    rows: list[tuple[str, str, str]] = []
    for at, (_, fields) in enumerate(sheet.topics, 1):
        clean, missing = clean_all(fields, sheet.raw, today=today)
        if missing and request.method == "GET":
            return redirect(f"{request.path}?step={at}")
        change = f"?step={at}&back={CHECK}"
        rows += [(label, words, change) for label, words in queries.shown(fields, clean, full=True)]
    known = [field for field in sheet.kind.fields if field.name in sheet.known]
    rows += [(label, words, "") for label, words in queries.shown(known, sheet.known, full=False)]
    total = len(sheet.topics) + 1
    context = {
        "kind": sheet.kind,
        "rows": rows,
        "form": forms.form(sheet.consents, request.POST, errors),
        "key": request.POST.get("key") or sheet.key or uuid4().hex,
        "step": total,
        "total": total,
        "before": f"?step={total - 1}" if total > 1 else "",
        "promise": queries.spanned(
            sheet.kind,
            sheet.kind.first.within,
            sheet.kind.first.tuned,
            answers={},
            path="",
            on=local_day(timezone.now()),
        ),
        "tab": "services",
    }
    return page_or_fragment(request, "matters/check.html", "", context, status=422 if errors else 200)


@require_GET
def find(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """What a searched field offers, as a fragment below it."""
    sheet = sheet_of(request, kind)
    field = next((f for f in sheet.kind.fields if f.name == name), None)
    if field is None or field.widget not in ("unit", "employer"):
        raise Http404
    found: Any = field
    options = forms.options(queries.offered(field, request.GET.get(f"{name}_q", "")))
    part = forms.from_field(found, options=options)
    return page_or_fragment(request, "matters/found.html", "found", {"part": part})
