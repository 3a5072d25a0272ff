"""A team member's own card on the phone, and its check page for whoever is shown it."""

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from yugong.ground.access.middleware import actor_of
from yugong.ground.people import queries as people
from yugong.kernel.calendar import local_day
from yugong.scenes.rights.queries import teams as queries
from yugong.scenes.rights.rules.teams import teams
from yugong.ui.pages import page_or_fragment


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own cards, each with the QR code of its check page."""
    actor, today = actor_of(request), local_day(timezone.now())
    rows = queries.own(actor.person_id) if actor.person_id else []
    cards = []
    for row in rows:
        address = request.build_absolute_uri(reverse("badge_check", args=(row.code,)))
        drawn = segno.make(address, error="m").svg_inline(
            scale=5, border=2, dark="#000", light="#fff", omitsize=True
        )
        picture = Markup(drawn)  # noqa: S704  drawn by segno from our own address
        cards.append((row, teams[row.team], queries.standing(row, on=today), picture))
    context = {"cards": cards, "name": actor.label, "tab": "me"}
    return page_or_fragment(request, "rights/badges.html", context=context)


@login_not_required
@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a shown card is good today: name, team, union; nothing else of the person."""
    row, today = queries.badge_by_code(code), local_day(timezone.now())
    context = {
        "row": row,
        "team": teams[row.team] if row else None,
        "name": people.names({row.person_id})[row.person_id] if row else "",
        "status": queries.standing(row, on=today) if row else ("bad", ""),
    }
    return page_or_fragment(request, "rights/badge_check.html", context=context, status=200 if row else 404)
