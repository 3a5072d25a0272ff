"""Health on the phone: what there is, what I have booked, and what to call when it is urgent."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.middleware import actor_of
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.moment import words
from yugong.scenes.service.queries import best, counsel, mentors, screening
from yugong.ui.pages import page_or_fragment


def oneself(request: HttpRequest) -> tuple[Actor, Person]:
    """The person at the phone, acting for himself; without a registered one there is no such page."""
    me = actor_of(request).seated(None)
    if me.person_id is None:
        raise Http404
    return me, Person.objects.get(pk=me.person_id)


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What there is; the own bookings only to oneself."""
    now, me = timezone.now(), actor_of(request)
    person_id: UUID | None = me.person_id
    mine = screening.mine(person_id) if person_id else []
    known = {one.screening_id for one in mine}
    context = {
        "offered": [one for one in screening.public()[:20] if one.pk not in known],
        "mine": mine,
        "visits": list(mentors.booked(person_id).values()) if person_id else [],
        "talk": counsel.coming(person_id, now) if person_id else None,
        "signed_in": person_id is not None,
        "words": words,
        "tab": "services",
    }
    return page_or_fragment(request, "service/health.html", context=context)


@login_not_required
@require_GET
def hundred_best(request: HttpRequest) -> HttpResponse:
    """What is posted now, and what has been named."""
    context = {"posted": best.posted(timezone.localdate()), "named": best.named(), "tab": "services"}
    return page_or_fragment(request, "service/best.html", context=context)
