"""A union that is being founded, as its future members see it: what it is, and one's own yes to move."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.ground.access.middleware import actor_of
from yugong.scenes.organise.actions import preparing
from yugong.scenes.organise.models import FoundingState
from yugong.scenes.organise.queries import foundings
from yugong.scenes.organise.views import oneself
from yugong.ui.pages import page_or_fragment


@require_http_methods(["GET", "POST"])
def forming(request: HttpRequest, founding_id: int) -> HttpResponse:
    """The union being founded where one works; a POST is one's own yes."""
    person, found = oneself.registered(request), foundings.founding_at(founding_id)
    agreed = found is not None and foundings.has_agreed(found, person.pk)
    if found is None or not (agreed or foundings.may_agree(found, person.pk)):
        raise Http404
    if request.method == "POST" and not agreed:
        preparing.agree(person=person, founding=found, by=actor_of(request), at=timezone.now())
        return redirect("forming", found.pk)
    context = {
        "founding": found,
        "agreed": agreed,
        "open": found.state == FoundingState.PREPARING,
        "state": found.get_state_display(),
    }
    return page_or_fragment(request, "organise/forming.html", context=context)
