"""The organisation pages: the tree, one unit with its duties, posts, code and history."""

from datetime import date, timedelta
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from yugong.ground.access.roles import roles
from yugong.ground.org import queries as org
from yugong.ground.org.models import Funds, Succession, Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.queries import quality, units
from yugong.scenes.organise.rules import compliance
from yugong.scenes.organise.rules.renewal import RENEWED
from yugong.scenes.organise.rules.standing import standing
from yugong.scenes.organise.views import branches, changing, elected, gate
from yugong.scenes.organise.words import AGENCIES, BASIC, KINDS, SUCCEEDED
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Deed, Link

TABS = {"": "概况", "posts": "班子", "history": "变更记录", "day": "某一天的组织"}
DAY_LIMIT = 300
TILE = 1_000  # members whose quality is counted while the page is made


@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The officer's own unit."""
    _, seat = gate.officer(request, *gate.WATCHING)
    return _page(request, seat.unit_id)


@require_GET
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit below the officer's own."""
    return _page(request, unit_id)


@require_GET
def below(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The branch below a unit for the tree; without JavaScript the unit's page, where it stands open."""
    actor, _ = gate.officer(request, *gate.WATCHING)
    found = gate.unit_at(actor, unit_id)
    if request.headers.get("HX-Request") != "true":
        return redirect("desk_org_unit", unit_id)
    today = local_day(timezone.now())
    soon = int(value("unit.term_warning", on=today, path=found.path))
    nodes = branches.level(found, today=today, soon=soon)
    return page_or_fragment(request, "organise/branch.html", "branch", {"nodes": nodes})


@require_GET
def poster(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The sheet to print and hang up: the union's code for joining by phone."""
    actor, _ = gate.officer(request, *gate.WATCHING)
    found = gate.unit_at(actor, unit_id)
    context = {"here": "org", "unit": found, **_joining(request, found)}
    return page_or_fragment(request, "organise/poster.html", context=context)


def _page(request: HttpRequest, unit_id: int) -> HttpResponse:
    actor, seat = gate.officer(request, *gate.WATCHING)
    found, today = gate.unit_at(actor, unit_id), local_day(timezone.now())
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else ""
    context = _frame(request, found, actor, seat, tab, today=today)
    if tab == "":
        context |= _overview(request, found, actor, today=today)
    elif tab == "posts":
        context |= {"posts": _posts(found, today=today), "elected": elected.waiting(found)}
    elif tab == "history":
        context |= {"story": _story(found), "changes": changing.links(found)}
    else:
        context |= _past(request, found, actor, today=today)
    return page_or_fragment(request, "organise/org.html", context=context)


def _frame(
    request: HttpRequest, found: Unit, actor: Actor, seat: Seat, tab: str, *, today: date
) -> dict[str, Any]:
    """What every tab shows: the tree on the left, the head of the unit, and the tabs."""
    own = found if found.pk == seat.unit_id else Unit.objects.get(pk=seat.unit_id)
    soon = int(value("unit.term_warning", on=today, path=own.path))
    text = request.GET.get("q", "").strip()[:40]
    due = org.term_ends(path=own.path, by=today + timedelta(days=soon))
    listed = None
    if text:
        listed = [(row.name, row.id, row.parent_name or "") for row in org.search(text, path=own.path)]
    elif request.GET.get("show") == "due":
        listed = [(one.name, one.pk, f"{one.term_to:%Y-%m-%d} 届满") for one in due]
    base = reverse("desk_org_unit", args=(found.pk,))
    above = [one for one in org.ancestors(found.path) if len(one.path) >= len(own.path)]
    return {
        "here": "org",
        "unit": found,
        "kind": KINDS[found.kind],
        "own": own,
        "text": text,
        "listed": listed,
        "due": len(due),
        "nodes": (
            branches.opened(own, found, today=today, soon=soon, after=request.GET.get("after", "")[:240]),
        ),
        "crumbs": [Link(one.short or one.name, reverse("desk_org_unit", args=(one.pk,))) for one in above],
        "tab": tab,
        "tabs": [
            Link(words, f"{base}?tab={key}" if key else base, current=key == tab)
            for key, words in TABS.items()
        ],
        "state": _state(found, today=today, soon=soon),
        "today": today,
        "may": _rights(actor, found),
        "basic": found.kind in BASIC,
    }


def _rights(actor: Actor, found: Unit) -> dict[str, bool]:
    """What of the page's buttons the officer sees."""
    return {
        "members": bool(may(actor, P.MEMBER_LIST, found)),
        "appoint": bool(may(actor, P.POST_APPOINT, found)) and found.valid_to is None,
        "change": changing.may_change(actor, found),
    }


def _state(found: Unit, *, today: date, soon: int) -> tuple[str, str]:
    """(status, word) of a unit as the head shows it."""
    if found.valid_to is not None:
        return "plain", f"{found.valid_to:%Y-%m-%d} 撤销"
    if found.term_to and found.term_to < today:
        return "bad", "换届超期"
    if found.term_to and (found.term_to - today).days <= soon:
        return "warn", f"{(found.term_to - today).days} 天后届满"
    return "ok", "运行正常"


def _overview(request: HttpRequest, found: Unit, actor: Actor, *, today: date) -> dict[str, Any]:
    seen = bool(may(actor, P.MEMBER_LIST, found))
    members = units.member_total(found.path) if seen else 0
    fresh = units.member_total(found.path, since=today.replace(day=1)) if seen else 0
    holders = people.holders(found.pk, on=today)
    facts = standing(found, holders, members=members, today=today)
    points = compliance.points(facts, today=today)
    done = sum(point.state == compliance.OK for point in points)
    staff = found.employer.staff_count if found.employer else None
    return {
        "members": members,
        "fresh": fresh,
        "share": f"{min(100, 100 * members / staff):.1f}" if staff else "",
        "staff": staff,
        "left": (found.term_to - today).days if found.term_to else None,
        "below": Unit.objects.filter(parent=found, valid_to=None).count(),
        "holders": [(holder, roles[holder.role].name) for holder in holders if holder.role in roles],
        "points": [(point, _step(point.step, found, actor)) for point in points],
        "score": (done, len(points)),
        "quality": quality.quality(found, on=today, live=TILE) if seen and members else None,
        "agencies": [(row, AGENCIES.get(row.kind, row.kind)) for row in org.agencies_near(found.path)],
        **_joining(request, found),
    }


def _step(step: str, found: Unit, actor: Actor) -> str:
    """Where the next step of a point is taken."""
    listed = f"{reverse('desk_members')}?unit={found.pk}"
    ways = {
        "appoint": reverse("desk_post_add", args=(found.pk,)) if may(actor, P.POST_APPOINT, found) else "",
        "term": reverse("desk_org_term", args=(found.pk,)) if may(actor, P.UNIT_MANAGE, found) else "",
        "renew": _renew(found, actor),
        "members": listed,
        "gaps": f"{listed}&gap=any",
        "poster": reverse("desk_org_poster", args=(found.pk,)),
        "roster": reverse("desk_rosters") if may(actor, P.ROSTER_IMPORT, found) else "",
    }
    return ways.get(step, "")


def _renew(found: Unit, actor: Actor) -> str:
    """Its own officers ask for the re-election; for unions higher up the officer above enters the term."""
    if found.kind in RENEWED:
        own = actor.seat is not None and actor.seat.unit_id == found.pk
        return reverse("apply", args=("organise.reelection",)) if own else ""
    return reverse("desk_org_term", args=(found.pk,)) if may(actor, P.UNIT_MANAGE, found) else ""


def _joining(request: HttpRequest, found: Unit) -> dict[str, Any]:
    """The address by which one joins this union, and its picture."""
    if found.kind not in BASIC or found.valid_to is not None:
        return {"join_url": "", "picture": ""}
    url = request.build_absolute_uri(f"/join/u/{found.join_code}/")
    drawn = segno.make(url, error="m").svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return {"join_url": url, "picture": mark_safe(drawn)}


def _posts(found: Unit, *, today: date) -> list[dict[str, Any]]:
    return [
        {"holder": holder, "role": roles[holder.role]}
        for holder in people.holders(found.pk, on=today)
        if holder.role in roles
    ]


def _story(found: Unit) -> list[Deed]:
    """Placements and successions in one story, the newest first."""
    story: list[tuple[date, Deed]] = []
    for row in org.placements_of(found.pk):
        above = f"属{row.parent.name}" if row.parent else "全市最高一级"
        until = f"至 {row.valid_to:%Y-%m-%d}" if row.valid_to else "至今"
        deed = Deed(
            f"{row.valid_from:%Y-%m-%d}", row.name, f"{above}，{until}", tone="" if row.valid_to else "me"
        )
        story.append((row.valid_from, deed))
    for change in org.successions_of(found.pk):
        ended = change.before_id == found.pk
        words = SUCCEEDED[change.how][ended].format(change.after.name if ended else change.before.name)
        if change.members is not None:
            words += f"，随转会员 {change.members:,} 人"
        words += _funds(change)
        story.append((change.on, Deed(f"{change.on:%Y-%m-%d}", found.name, words, change.reason, "bad")))
    return [deed for _, deed in sorted(story, key=lambda pair: pair[0], reverse=True)]


def _funds(change: Succession) -> str:
    """Who takes the fees and assets, in words."""
    if change.funds == Funds.BY_MEMBERS:
        part = f"{change.funds_whole:,} 份里的 {change.funds_part:,} 份"
        return f"，经费资产按会员人数分，{part}归{change.after.name}"
    if change.funds == Funds.ALL:
        return f"，经费资产全部归{change.after.name}"
    return "，经费资产由上级工会决定" if change.funds else ""


def _past(request: HttpRequest, found: Unit, actor: Actor, *, today: date) -> dict[str, Any]:
    """The tree below a unit as it stood on a day, with the members of that day; today when it is no day."""
    text, wrong = request.GET.get("on", "").strip(), ""
    day = today
    if text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            wrong = f"日期「{text[:20]}」看不懂，请写成 2026-07-14 这样。"
    place = org.place_on(found.pk, day=day)
    rows = org.placed(on=day, path=place.path, limit=DAY_LIMIT + 1) if place else []
    counts: dict[str, int] = {}
    if place and may(actor, P.MEMBER_LIST, found):
        counts = people.members_by_path_on(place.path, day=day, known=timezone.now())
    return {
        "counted": sum(counts.values()) if place and may(actor, P.MEMBER_LIST, found) else None,
        "day": day,
        "typed": text or day.isoformat(),
        "wrong": wrong,
        "past": branches.on_day(rows[:DAY_LIMIT], day=day, counts=counts),
        "cut": len(rows) > DAY_LIMIT,
        "limit": DAY_LIMIT,
    }
