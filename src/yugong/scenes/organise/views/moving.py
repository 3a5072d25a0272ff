"""Moving to another union with one tap: the likely unions first, then the form of the kind, filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters import actions as matters
from yugong.ground.access.middleware import actor_of
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people.models import Membership, Standing
from yugong.ground.people.queries import membership_of
from yugong.kernel.calendar import local_day
from yugong.scenes.organise.actions import joining
from yugong.scenes.organise.rules import transferring
from yugong.scenes.organise.views import oneself
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

INVITED = "join_unit"


@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    """Where to: the union whose code was scanned, that of the present employer, a home union, or another."""
    person = oneself.person(request)
    stretch = membership_of(person.pk) if person else None
    if person is None or stretch is None:
        return redirect("join")
    if (waits := transferring.undecided(person.pk)) is not None:
        return redirect("matter", number=waits.number)
    if request.method == "POST":
        raw = {"to": request.POST.get("to", ""), "why": request.POST.get("why", "换了单位")}
        me = actor_of(request).seated(None)
        request.session.pop(INVITED, None)
        matters.save_draft(person=person, kind=transferring.KIND, raw=raw, by=me, at=timezone.now())
        return redirect(f"{reverse('apply', args=[transferring.KIND])}?step=check")
    invited = Unit.objects.filter(pk=request.session.get(INVITED) or 0, valid_to=None).first()
    context = {
        "stretch": stretch,
        "days": value("membership.transfer", on=local_day(timezone.now()), path=stretch.unit.path),
        "offers": joining.destinations(stretch, invited=invited),
        "other": reverse("apply", args=[transferring.KIND]),
        "tab": "me",
    }
    return page_or_fragment(request, "organise/transfer.html", context=context)


def ways(stretch: Membership | None) -> list[Link]:
    """What a member can ask for about his membership, as it stands."""
    if stretch is None:
        return []
    active = stretch.standing == Standing.ACTIVE
    turn = (
        Link("保留会籍", "/apply/organise.retain/", icon="pause", scene="s5", note="退休、失业、换工作的空档")
        if active
        else Link(
            "恢复会籍", "/apply/organise.restore/", icon="play", scene="s5", note="又上班了，入会时间连着算"
        )
    )
    return [
        Link("转会", reverse("transfer"), icon="repeat", scene="s2", note="换了单位、平台或住处，会籍跟着走"),
        turn,
        Link("退会", "/apply/organise.leave/", icon="log-out", scene="s4", note="来去自由；换单位不用退会"),
    ]
