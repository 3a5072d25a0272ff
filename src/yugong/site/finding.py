"""The desk's one search: matters by number, people by what an officer has at hand, units by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from yugong.engines.matters.queries import found as found_matters
from yugong.ground.access.middleware import actor_of
from yugong.ground.org.queries import search
from yugong.ground.people.queries import MembersFilter, members
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission
from yugong.ui.pages import page_or_fragment

FEW = 8


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """What the seat may see of what matches; the words go by POST, so that no name enters an address."""
    actor, text = actor_of(request), request.POST.get("q", "").strip()[:60]
    seat = actor.seat
    if seat is None or not text:
        return redirect("desk_inbox")
    rows = found_matters(actor, text, limit=FEW)
    if [row.number for row in rows] == [text]:
        return redirect("desk_matter", number=text)
    listed = bool(may(actor, Permission.MEMBER_LIST))
    people = members(path=seat.unit_path, wanted=MembersFilter(text=text), limit=FEW) if listed else []
    units = search(text, path=seat.unit_path, limit=FEW)
    context = {"q": text, "matters": rows, "people": people, "units": units}
    return page_or_fragment(request, "site/find.html", context=context)
