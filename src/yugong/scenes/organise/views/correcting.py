"""更正会籍日期 at the desk, and what was corrected so far, with its evidence."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.audit import queries as audit
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import Stretch
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Field, Files, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.actions import correcting
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

REASON = Text("reason", "更正原因", hint="会记入日志，例如「与入会申请书原件核对」", longest=80)
PROOF = Files("proof", "依据", hint="申请书、花名册的照片或 PDF", optional=True, most=correcting.MOST)
FACTS = {"name": "姓名", "number": "证件号码", "phone": "手机", "born": "出生日期", "sex": "性别"}
HOW = (
    ("什么时候用", "当初登记的日期写错了；换工会、退会、保留会籍请办相应事项"),
    ("留痕", "原来的登记不删除，查得到哪天以前按哪个日期算"),
)
DID = {"organise.correct_stretch": "更正会籍日期", "organise.correct_facts": "更正资料"}


@require_http_methods(["GET", "POST"])
def stretch(request: HttpRequest, person_id: UUID, stretch_id: UUID) -> HttpResponse:
    """The days of one stretch of membership, as they should have been recorded."""
    actor, _ = gate.officer(request, P.MEMBERSHIP_CHANGE)
    person = gate.person_at(actor, person_id, P.MEMBERSHIP_CHANGE)
    rows = Membership.objects.filter(person=person, superseded_at=None).select_related("unit")
    row = get_object_or_404(rows, pk=stretch_id)
    fields: list[Field] = [Day("valid_from", "会籍从哪天开始", past=True)]
    if row.valid_to is not None:
        fields.append(Day("valid_to", "到哪天为止", hint="这一天起不再算", past=True))
    fields += [REASON, PROOF]
    given: Any = request.POST or {
        "valid_from": row.valid_from.isoformat(),
        "valid_to": f"{row.valid_to or ''}",
    }
    errors: gate.Errors = {}
    if request.method == "POST":
        answers, errors = clean_all(fields, given, today=local_day(timezone.now()))
        try:
            if not errors:
                return _corrected(request, actor, person, row, answers)
        except Refused as refused:
            errors = gate.told(refused, {one.name for one in fields})
    back = reverse("desk_person", args=(person.pk,))
    context = {
        "here": "members",
        "title": "更正会籍日期",
        "sub": row.unit.name,
        "crumbs": (Link("会员", reverse("desk_members")), Link("这名会员", back), Link("更正会籍日期")),
        "form": forms.form(fields, given, errors),
        "uploads": True,
        "submit": "保存更正",
        "facts": (("现在登记", f"{row.valid_from} 至 {row.valid_to or '今'}"), *HOW),
    }
    return page_or_fragment(request, "organise/ask.html", context=context, status=422 if errors else 200)


def _corrected(
    request: HttpRequest, actor: Actor, person: Person, row: Membership, answers: dict[str, Any]
) -> HttpResponse:
    until = answers.get("valid_to")
    correcting.correct_stretch(
        person=person,
        stretch=row,
        valid_from=date.fromisoformat(answers["valid_from"]),
        valid_to=date.fromisoformat(until) if until else None,
        reason=answers["reason"],
        files=request.FILES.getlist(PROOF.name),
        by=actor,
        at=timezone.now(),
    )
    return redirect("desk_person", person.pk)


def ways(person: Person, actor: Actor, stretches: list[Stretch]) -> list[Link]:
    """The ways to correct the days of each stretch, for who may."""
    if not may(actor, P.MEMBERSHIP_CHANGE, person):
        return []
    return [
        Link(f"更正 {row.since} 起这一段", reverse("desk_stretch", args=(person.pk, row.id)))
        for row in stretches[:5]
    ]


def story(person: Person) -> list[dict[str, Any]]:
    """What was corrected so far: when, by which union, which facts, why, and the evidence."""
    deeds = audit.story_of(person, did=(*DID,), limit=20)
    seats = {deed.seat.rpartition("@")[2] for deed in deeds if deed.seat}
    names = dict(Unit.objects.filter(pk__in=seats).values_list("id", "name"))
    return [
        {
            "at": deed.at,
            "who": names.get(int(deed.seat.rpartition("@")[2] or 0), "系统"),
            "what": _what(deed),
            "why": deed.data.get("reason", ""),
            "files": [reverse("file", args=(one,)) for one in deed.data.get("files", ())],
        }
        for deed in deeds
    ]


def _what(deed: audit.Deed) -> str:
    if deed.did == "organise.correct_facts":
        return "更正" + "、".join(FACTS.get(name, name) for name in deed.data.get("changed", ()))
    was, now = (" 至 ".join(str(day or "今") for day in deed.data.get(key, ())) for key in ("was", "now"))
    return f"会籍日期 {was} 更正为 {now}"
