"""The gallery on the phone: works that are shown, one of them, sending one in, taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from yugong.ground.access.middleware import actor_of
from yugong.ground.files import store
from yugong.ground.files.queries import find
from yugong.ground.files.views import answer
from yugong.ground.people.models import Person
from yugong.kernel.errors import Refused
from yugong.kernel.field import clean_all
from yugong.kernel.fields import Choice, Consent, LongText, Text
from yugong.scenes.service.actions import works as acting
from yugong.scenes.service.models import Work, WorkSort
from yugong.scenes.service.queries import works
from yugong.scenes.service.views.news_words import WORK_STATES
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Column, Table

FIELDS = (
    Choice("sort", "类别", of=tuple(WorkSort.choices)),
    Text("title", "题目", longest=30),
    LongText("about", "想说的话", "在哪里、为什么做的", optional=True, longest=200),
    Text("byline", "署什么名", "真名、笔名、班组名都行，不想署名就不填", optional=True, longest=20),
    Consent("agree", "同意展出", text="大家都能看到这件作品和你署的名；随时可以撤回，撤回马上就看不到。"),
)
LIST = Table(columns=(Column("title", "作品"),), sort=("-id",), size=12)


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is shown, and what I sent in."""
    me = actor_of(request)
    page = LIST.page(works.shown(), request.GET, reverse("works"), count=False)
    context = {
        "cards": [line.row for line in page.rows],
        "page": page,
        "mine": [(one, WORK_STATES[one.standing]) for one in works.mine(me.person_id)]
        if me.person_id
        else [],
        "notes": messages.get_messages(request),
        "tab": "home",
    }
    return page_or_fragment(request, "service/works.html", context=context)


def _found(request: HttpRequest, work_id: UUID) -> Work:
    """A work this reader may look at; Http404 for all else."""
    row = works.seen_by(actor_of(request).person_id, work_id)
    if row is None:
        raise Http404
    return row


@login_not_required
@require_GET
def work(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """One work; its author finds the button that takes it back."""
    row = _found(request, work_id)
    own = row.person_id == actor_of(request).person_id
    context = {"row": row, "own": own, "status": WORK_STATES[row.standing], "tab": "home"}
    return page_or_fragment(request, "service/work.html", context=context)


@login_not_required
@require_safe
def picture(request: HttpRequest, work_id: UUID) -> HttpResponseBase:
    """Its picture; kept by no browser, so that it is gone when its author takes it back."""
    return shown(request, _found(request, work_id))


def shown(request: HttpRequest, row: Work) -> HttpResponseBase:
    """The bytes of a work's picture."""
    file = find(row.picture) if row.picture else None
    if file is None or not store.path_of(file.sha256).exists():
        raise Http404
    return answer(request, file, None)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Send one in."""
    me, errors, now = actor_of(request).seated(None), dict[str, Refused](), timezone.now()
    person = Person.objects.filter(pk=me.person_id).first() if me.person_id else None
    if person is None:  # signed in, and nobody knows yet who he is
        return redirect("/join/")
    if request.method == "POST":
        given, errors = clean_all(FIELDS, request.POST, today=timezone.localdate())
        try:
            if not errors:
                upload: Any = request.FILES.get("picture")
                made = acting.offer(person=person, given=given, upload=upload, by=me, at=now)
                messages.success(request, "收到了。工会看过就展出，会发消息告诉你。")
                return redirect("work", made.pk)
        except Refused as refused:
            errors = {refused.field or "picture": refused}
    form = forms.form(FIELDS, request.POST if request.method == "POST" else {}, errors)
    fault = errors.get("picture")
    context = {"form": form, "fault": fault.reason if fault else "", "tab": "home"}
    return page_or_fragment(request, "service/work_new.html", context=context, status=422 if errors else 200)


@require_POST
def take_back(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """Gone at once."""
    row, me = _found(request, work_id), actor_of(request).seated(None)
    if row.person_id != me.person_id:
        raise Http404
    acting.take_back(person=Person.objects.get(pk=row.person_id), work=row, by=me, at=timezone.now())
    messages.success(request, "撤回了，现在谁也看不到。")
    return redirect("works")
