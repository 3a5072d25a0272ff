"""The partner's desk: what was sent to his agency, one item with the chosen parts only, and its answer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from yugong.engines.matters.actions import handover
from yugong.engines.matters.queries import handing
from yugong.engines.matters.queries.handing import Handover
from yugong.engines.matters.views.faces import last_day
from yugong.ground.access.desks import officer
from yugong.ground.files import actions as files
from yugong.ground.files.queries import find
from yugong.ground.files.views import answer as stream
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.ui import forms, menus
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

PAGE = 20
TABS = {"todo": "待答复", "done": "已答复"}


@dataclass(frozen=True, slots=True)
class Way:
    """By which addresses this reader reaches his item: his desk's, or those of his link."""

    item: str
    take: str
    answer: str
    file: str  # with {id}
    back: str = ""


def way_of(row: Handover) -> Way:
    """The addresses of an agency's desk."""
    here = reverse("partner_item", args=[row.pk])
    return Way(here, f"{here}take/", f"{here}answer/", f"{here}files/{{id}}/", reverse("partner_inbox"))


def me_of(request: HttpRequest) -> Actor:
    """The agency's officer; for anybody else these pages do not exist."""
    return officer(request, Permission.HANDOVER_ANSWER)[0]


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """The list, the newest first; what has expired or was taken back is not in it."""
    me, now = me_of(request), timezone.now()
    tab = request.GET.get("tab", "todo")
    rows = handing.received(me, now=now, tab=tab, after=request.GET.get("after", ""), limit=PAGE)
    context = {
        "rows": rows,
        "tabs": [Link(label, f"?tab={key}", key == tab) for key, label in TABS.items()],
        "tab": tab,
        "more": f"?tab={tab}&after={rows[-1].id}" if len(rows) == PAGE else "",
        "now": now,
        "last_day": last_day,
        "here": "partner",
    }
    return page_or_fragment(request, "matters/partner_inbox.html", "", context)


@require_GET
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """One item; opening it is recorded, and the asker sees it where personal parts were sent."""
    me, now = me_of(request), timezone.now()
    row = handing.item(me, id, now=now)
    return page(request, row, way_of(row), me)


def page(request: HttpRequest, row: Handover, way: Way, me: Actor, **more: Any) -> HttpResponse:
    """The item's page, for a desk and for a link alike."""
    now = timezone.now()
    seen = handover.seen(handover=row, by=me, at=now)
    context = {
        "row": seen,
        "line": handing.line(seen),
        "told": handing.shown_to_agency(seen),
        "answered": handing.answer_of(seen),
        "way": way,
        "late": not seen.over and seen.due_at <= now,
        "last_day": last_day,
        "notes": list(messages.get_messages(request)),
        "here": "partner",
        **more,
    }
    response = page_or_fragment(request, "matters/partner_item.html", "", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def take(request: HttpRequest, id: UUID) -> HttpResponse:
    """Sign for it."""
    me, now = me_of(request), timezone.now()
    row = handing.item(me, id, now=now)
    return sign(request, row, way_of(row), me)


def sign(request: HttpRequest, row: Handover, way: Way, me: Actor) -> HttpResponse:
    """Signing, for a desk and for a link alike."""
    try:
        handover.take(handover=row, by=me, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
    else:
        messages.success(request, "已签收，送交的工会和当事人能看到")
    return redirect(way.item)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Answer, once."""
    me, now = me_of(request), timezone.now()
    row = handing.item(me, id, now=now)
    return reply(request, row, way_of(row), me)


def reply(request: HttpRequest, row: Handover, way: Way, me: Actor) -> HttpResponse:
    """The form of the answer, for a desk and for a link alike."""
    if row.over:
        return redirect(way.item)
    if request.method == "GET":
        return ask(request, row, way)
    data, purpose = request.POST, handing.purpose_of(row)
    figures = {field.name: data.get(field.name, "") for field in purpose.figures}
    uploads = request.FILES.getlist("files")
    try:
        handover.answer(
            handover=row, result=data.get("result", ""), text=data.get("text", ""), figures=figures,
            uploads=uploads, by=me, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        return ask(request, row, way, wrong=refused, status=422)
    messages.success(request, "已答复，送交的工会马上会看到")
    return redirect(way.item)


def ask(
    request: HttpRequest, row: Handover, way: Way, *, wrong: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The questions of the answer."""
    data = request.POST
    purpose, errors = handing.purpose_of(row), {wrong.field: wrong} if wrong else {}
    why = {name: refused.reason for name, refused in errors.items()}
    parts = [
        forms.part("result", "办理结果", "choice", options=purpose.results, value=data.get("result", ""),
                   error=why.get("result", "")),
        *forms.form(purpose.figures, data, errors).parts,
        forms.part("text", "答复说明", "longtext", value=data.get("text", ""), optional=True,
                   error=why.get("note", ""), longest=handover.LONGEST, hint="只有送交的工会能看到"),
        forms.part("files", "文书或材料", "files", optional=True, most=handover.MOST_FILES,
                   placeholder="选择文件",
                   accept="image/*,application/pdf", error=why.get("files", "") or why.get("upload", "")),
    ]  # fmt: skip
    context = {
        "row": row, "line": handing.line(row), "way": way, "parts": parts, "here": "partner",
        "error": wrong.reason if wrong else "",
    }  # fmt: skip
    return page_or_fragment(request, "matters/partner_answer.html", "", context, status=status)


@require_safe
def file(request: HttpRequest, id: UUID, file_id: UUID) -> HttpResponseBase:
    """One of the files that were chosen, or that the agency itself handed in."""
    me = me_of(request)
    return give(request, handing.item(me, id, now=timezone.now()), file_id, me)


def give(request: HttpRequest, row: Handover, file_id: UUID, me: Actor) -> HttpResponseBase:
    """The content of a chosen file; reading it is recorded."""
    found = find(file_id)
    if found is None or not handing.may_read_file(row, found):
        raise Http404
    if request.method == "GET":
        files.note_reading(attachment=found, by=me, at=timezone.now())
    return stream(request, found, None)


def waiting(request: HttpRequest) -> int:
    """How many wait for the agency: the number in the menu."""
    return handing.waiting_at(request.actor, now=timezone.now())  # type: ignore[attr-defined]


menus.partner.add(
    menus.Entry(
        "partner", "work", "inbox", "送来的件", "partner_inbox", Permission.HANDOVER_ANSWER, waiting, hot=True
    )
)
