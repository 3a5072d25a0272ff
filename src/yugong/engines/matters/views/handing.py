"""The desk's side of a hand-over: choose what goes to whom, make a link, take it back, note the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yugong.engines.matters import queries
from yugong.engines.matters.actions import handover, link
from yugong.engines.matters.queries import Matter, handing
from yugong.engines.matters.views import desk
from yugong.engines.matters.views.faces import last_day
from yugong.ground.access.middleware import actor_of
from yugong.kernel.calendar import days
from yugong.kernel.errors import Refused
from yugong.kernel.flow import kinds
from yugong.kernel.handing import AGENCIES, PARTS, PERSONAL, Purpose
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

LONGEST_DAYS = 180
NOTE: dict[str, Any] = {"optional": True, "longest": handover.LONGEST}


def purpose_of(found: Matter, key: str) -> Purpose:
    """The chosen purpose, else the first one declared; a kind without any has no such page."""
    declared = kinds[found.kind].hands_to
    if not declared:
        raise Http404
    return next((one for one in declared if one.key == key), declared[0])


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the purpose, the agency and the parts; an agency without a desk gets a link, shown once."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    data = request.POST if request.method == "POST" else request.GET
    why = purpose_of(found, data.get("purpose", ""))
    if not handing.may_send(me, found):
        return desk.page(request, found, now, status=409, error="这件事现在不能送交协作单位")
    if request.method == "GET":
        return ask(request, found, why)
    try:
        sent = handover.send(matter=found, **chosen(request, found, why), by=me, at=now)
        if sent.agency_id is None:
            return show_link(request, sent.matter, sent.pk, link.issue(handover=sent, by=me, at=now))
    except Refused as refused:
        return ask(request, found, why, errors={refused.field: refused}, status=422)
    messages.success(request, f"已送交{sent.to_name}，对方签收和答复时会告诉您")
    return redirect(reverse("desk_matter", args=[number]))


def chosen(request: HttpRequest, found: Matter, why: Purpose) -> dict[str, Any]:
    """What the form says, as the action wants it."""
    data = request.POST
    known = {str(one.pk): one for one in handing.recipients(found, why)}
    within, count = None, data.get("days", "").strip()
    if count:
        if not count.isdecimal() or not 0 < int(count[:4]) <= LONGEST_DAYS:
            raise Refused(f"答复期限请填 1 到 {LONGEST_DAYS} 天", field="days")
        within = days(int(count))
    return {
        "purpose": why.key,
        "parts": data.getlist("parts"),
        "files": data.getlist("files"),
        "agency": known.get(data.get("agency", "")),
        "link_to": data.get("link_to", ""),
        "note": data.get("note", ""),
        "within": within,
    }


def ask(
    request: HttpRequest,
    found: Matter,
    why: Purpose,
    *,
    errors: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page that asks."""
    sent = request.POST if request.method == "POST" else None
    declared = kinds[found.kind].hands_to
    wrong = {name: one.reason for name, one in (errors or {}).items()}

    def asked(name: str, label: str, look: str = "text", **more: Any) -> forms.Part:
        value = more.pop("value", "")
        if sent is not None:
            value = sent.getlist(name) if more.get("multiple") else sent.get(name, "")
        return forms.part(name, label, look, value=value, error=wrong.get(name, ""), **more)

    offered = [(str(one.pk), one.name, AGENCIES.get(one.kind, "")) for one in handing.recipients(found, why)]
    files = [(str(card.id), card.name or card.label, card.size) for card in handing.sendable_files(found)]
    usual = [part for part in why.parts if part != PERSONAL]  # who sends personal parts says so himself
    parts = [
        asked("parts", "送交哪些内容", "many", multiple=True, value=usual, options=tuple(PARTS.items()),
              hint="只勾办这件事用得着的；沟通留言从不送交"),
    ]  # fmt: skip
    if files:
        parts.append(asked("files", "送交哪些材料", "many", multiple=True, optional=True, options=files))
    to = [asked("agency", "有账号的单位", "choice", optional=True, options=offered)][: len(offered)]
    to.append(
        asked("link_to", "没有账号的单位", optional=True, longest=60, hint="写单位全称，会生成一次性链接")
    )
    days_words = f"几天内答复（不填就是 {why.within}）"
    rest = [asked("days", days_words, "number", optional=True), asked("note", "附言", "longtext", **NOTE)]
    context = {
        "m": found, "why": why, "to": to, "parts": parts, "rest": rest, "here": "inbox",
        "purposes": [Link(one.label, f"?purpose={one.key}", one == why) for one in declared],
        "errors": [(name and f"f-{name}", text) for name, text in wrong.items()],
    }  # fmt: skip
    return page_or_fragment(request, "matters/hand_over.html", "", context, status=status)


def show_link(request: HttpRequest, found: Matter, key: UUID, issued: link.Issued) -> HttpResponse:
    """The link and its code, once: neither can be read again."""
    row = handing.one_of(found, key)
    address = request.build_absolute_uri(reverse("partner_link", args=[issued.secret]))
    context = {
        "m": found,
        "sent": row,
        "last_day": last_day,
        "address": address,
        "code": issued.code,
        "here": "inbox",
    }
    response = page_or_fragment(request, "matters/hand_link.html", "", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def deed(request: HttpRequest, number: str, id: UUID, deed: str) -> HttpResponse:
    """Take it back, make a new link or none, or note that the answer was read."""
    me, now = actor_of(request), timezone.now()
    found = queries.on_desk(me, number)
    row = handing.one_of(found, id)
    try:
        if deed == "link":
            return show_link(request, found, row.pk, link.issue(handover=row, by=me, at=now))
        if deed == "withdraw":
            handover.withdraw(handover=row, reason=request.POST.get("reason", ""), by=me, at=now)
            done = f"已从{row.to_name}撤回，对方再也看不到"
        elif deed == "unlink":
            link.revoke(handover=row, by=me, at=now)
            done = "链接已作废，需要时可以重新生成"
        elif deed == "noted":
            handover.note(handover=row, by=me, at=now)
            done = "已记下：答复已阅"
        else:
            raise Http404
    except Refused as refused:
        return desk.page(request, found, now, status=422, error=refused.reason)
    messages.success(request, done)
    return redirect(reverse("desk_matter", args=[number]))
