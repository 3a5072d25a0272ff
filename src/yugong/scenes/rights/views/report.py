"""我要求助 on the phone: six tiles, a few words, photos or a recording; with a name, or with a code."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.matters import actions, queries
from yugong.engines.matters.views.worker import self_of
from yugong.ground.files.actions import accept
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.scenes.rights.rules import topics
from yugong.ui import forms
from yugong.ui.forms import Option
from yugong.ui.pages import page_or_fragment

KIND = "rights.hotline_12351"
WORDS = topics.TILES
TILES = (
    Option("wages", *WORDS["wages"], icon="banknote"),
    Option("injury", *WORDS["injury"], icon="bandage"),
    Option("contract", *WORDS["contract"], icon="file-text"),
    Option("insurance", *WORDS["insurance"], icon="shield-check"),
    Option("site", *WORDS["site"], icon="flame"),
    Option("other", *WORDS["other"], icon="ellipsis"),
)
DETAILS = ("employer", "area", "place", "amount", "since")
SAY = "哪个公司、欠多少、从什么时候起。写不清没关系，工会会打给你问。"


def _known(me: Actor) -> dict[str, Any]:
    """What the house holds of the reader: his employer and his phone are not asked again."""
    return queries.known_facts(me.person_id, kinds[KIND].fields) if me.person_id else {}


def _topic(given: Mapping[str, Any]) -> str:
    """The item: what the story suggests if it lies behind the tile, else what is asked most often there."""
    behind = topics.of_tile(given.get("tile", ""))
    found = topics.suggest(given.get("story", ""))
    if found and (found.item in behind or given.get("tile") == "other"):
        return found.item.key
    return "other" if given.get("tile") == "other" else behind[0].key if behind else ""


def _answers(given: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """The kind's answers out of the page's form."""
    answers = {name: given.get(name, "") for name in DETAILS}
    if known.get("employer") and answers["employer"] == known["employer"]:
        answers["employer_id"] = known.get("employer_id")
    hidden = "yes" if given.get("hidden") == "on" else "no"
    phone = given.get("phone") or known.get("phone", "")
    return {
        **answers,
        "topic": _topic(given),
        "story": given.get("story", ""),
        "hidden": hidden,
        "phone": phone,
    }


def _handed(request: HttpRequest, me: Actor, now: datetime) -> list[str]:
    """The numbers of the files: those of an earlier try, and those chosen now; a visitor hands in none."""
    if me.person_id is None:
        return []
    held = [one for one in request.POST.getlist("proof") if one]
    for upload in (*request.FILES.getlist("proof"), *request.FILES.getlist("voice")):
        held.append(str(accept(upload=upload, owner=f"people.person:{me.person_id}", by=me, at=now).pk))
    return held


@login_not_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The page, and what was sent; a wrong word stands beside its field and nothing typed is lost."""
    me = self_of(request)
    known = _known(me)
    if request.method != "POST" or "find" in request.POST:
        return _page(request, me, known)
    now, proof = timezone.now(), []
    try:
        if not _topic(request.POST):
            raise Refused("请先选遇到了什么事", field="tile")
        proof = _handed(request, me, now)
        answers = _answers(request.POST, known) | {"proof": proof}
        key = request.POST.get("once", "")
        if me.person_id is None:
            opened, code = actions.open_nameless(kind=KIND, answers=answers, key=key, at=now)
            return _code(request, opened.number, code)
        asker = queries.person(me.person_id)
        opened = actions.open(kind=KIND, asker=asker, answers=answers, key=key, by=me, at=now)
    except Refused as refused:
        return _page(request, me, known, {refused.field: refused}, proof)
    return redirect("matter", opened.number)


def _code(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The number and the code by which a nameless asker follows, shown this once."""
    response = page_or_fragment(
        request, "rights/report_code.html", context={"number": number, "code": code, "tab": "help"}
    )
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: HttpRequest,
    me: Actor,
    known: Mapping[str, Any],
    errors: Mapping[str, Refused] | None = None,
    proof: list[str] | None = None,
) -> HttpResponse:
    data: Any = request.POST if request.method == "POST" else {}
    failed = errors or {}
    why = {name: forms.reason(refused) for name, refused in failed.items()}
    wrong = {name: refused for name, refused in failed.items() if name in DETAILS}
    details = _details(data, known, wrong)
    beside = (*DETAILS, "tile", "story", "phone")
    parts = _parts(data, why, fresh=request.method != "POST")
    context = {
        **parts,
        "tiles": replace(parts["tiles"], value=data.get("tile", request.GET.get("tile", ""))),
        "details": details,
        "opened": any(part.error for part in details.parts if part.name != "employer"),
        "proof": _files(proof or []),
        "phone": masking.phone(known["phone"]) if known.get("phone") else "",
        "general": forms.Form((), tuple(why[name] for name in why if name not in beside)).errors,
        "named": me.person_id is not None,
        "htmx": True,
        "tab": "help",
    }  # fmt: skip
    return page_or_fragment(request, "rights/report.html", "", context, status=422 if errors else 200)


def _files(held: list[str]) -> forms.Part:
    """Where photos are handed in, with those of an earlier try."""
    kept = [Option(one, "已上传", icon="image") for one in held]
    return forms.part(
        "proof", "照片、截图", "files", options=kept, most=9, accept="image/*,application/pdf", optional=True
    )


def _details(data: Any, known: Mapping[str, Any], errors: Mapping[str, Refused]) -> forms.Form:
    """What one may fill in if one knows it."""
    shown = {"employer": known.get("employer", ""), **{name: data[name] for name in data if name in DETAILS}}
    fields = [field for field in kinds[KIND].fields if field.name in DETAILS]
    return forms.form(fields, shown, errors, more={"area": {"search": reverse("help_find"), **_found(data)}})


def _parts(data: Any, why: Mapping[str, str], *, fresh: bool) -> dict[str, forms.Part]:
    """The tiles, the story, whether to hide the name, and the number to call back."""
    return {
        "tiles": forms.part("tile", "遇到什么事", "choice", options=TILES, error=why.get("tile", "")),
        "story": forms.part(
            "story", "说说怎么回事", "longtext", value=data.get("story", ""), error=why.get("story", ""),
            placeholder=SAY, personal=True, longest=2000,
        ),
        "hidden": forms.part(
            "hidden", "先别告诉公司我是谁", "switch", hint="办理时隐去你的姓名和电话",
            value="on" if fresh or data.get("hidden") == "on" else "",
        ),
        "ask_phone": forms.part(
            "phone", "回电号码", "phone", value=data.get("phone", ""), optional=True, personal=True,
            hint="不留也行，用查询码看进度", error=why.get("phone", ""),
        ),
    }  # fmt: skip


def _found(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the search for a street or district found, and what is picked."""
    field, asked = next(f for f in kinds[KIND].fields if f.name == "area"), str(data.get("area_q", ""))
    shown = queries.picked_words((field,), data).get("area", "") if data.get("area") else ""
    found = queries.offered(field, asked) or ([(str(data["area"]), shown, "")] if shown else [])
    return {"options": found, "shown": asked or shown}


@login_not_required
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The streets and districts that a search offers, as a fragment below it."""
    part = forms.part("area", "在哪个街道或区县", "unit", options=_found(request.GET)["options"])
    return page_or_fragment(request, "matters/found.html", "found", {"part": replace(part, id="area")})
