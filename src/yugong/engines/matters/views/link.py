"""The one-time link: its code once, then this browser alone reads, signs and answers; or there is no page."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yugong.engines.matters.actions import link as links
from yugong.engines.matters.queries.handing import Handover
from yugong.engines.matters.queries.links import alive, visitor
from yugong.engines.matters.views import partner
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment

KEPT = "handed"  # in the session: link → what proves that this browser opened it first


def way_of(secret: str) -> partner.Way:
    """The addresses below the link."""
    here = reverse("partner_link", args=[secret])
    return partner.Way(here, f"{here}take/", f"{here}answer/", f"{here}files/{{id}}/")


def reader(request: HttpRequest, secret: str) -> tuple[Handover, Actor]:
    """The hand-over and who reads it; a link that is wrong, over or another browser's does not exist."""
    found = alive(secret, at=timezone.now())
    who = visitor(found, request.session.get(KEPT, {}).get(str(found.pk), "")) if found else None
    if found is None or who is None:
        raise Http404
    return found.handover, who


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the code; afterwards show the item, and once it is answered only that it is."""
    now = timezone.now()
    found = alive(secret, at=now)
    if found is None:
        raise Http404
    if found.bound_at is not None:
        row, who = reader(request, secret)
        if row.over:
            return page_or_fragment(request, "matters/link_done.html", "", {"row": row})
        return partner.page(request, row, way_of(secret), who, door=True)
    code, wrong = request.POST.get("code", ""), ""
    if request.method == "POST":
        try:
            keep(request, str(found.pk), links.enter(link=found, code=code, at=now))
            return redirect(reverse("partner_link", args=[secret]))
        except Refused as refused:
            wrong = refused.reason
    if alive(secret, at=now) is None:
        raise Http404
    asked = forms.part("code", "提取码", "code", hint="送交的工会另行告诉您的 6 位数字", error=wrong)
    context = {"asked": asked}
    return page_or_fragment(request, "matters/link_code.html", "", context, status=422 if wrong else 200)


def keep(request: HttpRequest, key: str, kept: str) -> None:
    """Let this browser remember, under a new session key."""
    request.session.cycle_key()
    request.session[KEPT] = {**request.session.get(KEPT, {}), key: kept}


@login_not_required
@never_cache
@require_POST
def take(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign for it."""
    row, who = reader(request, secret)
    return partner.sign(request, row, way_of(secret), who)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer, once: afterwards the link shows nothing of the case."""
    row, who = reader(request, secret)
    return partner.reply(request, row, way_of(secret), who)


@login_not_required
@require_safe
def file(request: HttpRequest, secret: str, file_id: UUID) -> HttpResponseBase:
    """One of the chosen files, until the answer."""
    row, who = reader(request, secret)
    if row.over:
        raise Http404
    return partner.give(request, row, file_id, who)
