"""What presses at a union: the few things that need its hand, and warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from yugong.engines.indicators.queries import readings
from yugong.engines.matters.queries import clustering, pressing
from yugong.engines.matters.queries.pressing import Late
from yugong.engines.matters.queries.rates import Reach
from yugong.ground.org import queries as org
from yugong.kernel.flow import kinds
from yugong.kernel.measure import measures
from yugong.scenes.organise.cockpit import HOTLINE, LOOP
from yugong.scenes.organise.figures import rate
from yugong.scenes.organise.queries import upward
from yugong.scenes.organise.rules.pressing import Low, Many, Overdue, Thing, few
from yugong.scenes.organise.views.standing import Place, listed, records

WEEKS = 3
LEAST = 3  # of so few in a week a rate says nothing


@dataclass(frozen=True, slots=True)
class Bounds:
    """The parameters by which something presses."""

    low: int
    days: int
    people: int


def things(
    place: Place, names: Mapping[int, str], late: Sequence[Late], bounds: Bounds, *, now: datetime
) -> list[Thing]:
    """The few things, each with its reason and where it leads."""
    return few(
        _overdue(place, names, late, now), _low(place, names, bounds), _many(place, bounds, now), now=now
    )


def _overdue(place: Place, names: Mapping[int, str], late: Sequence[Late], now: datetime) -> list[Overdue]:
    own = place.unit.short or place.unit.name
    worst = sorted(late, key=lambda one: (one.oldest, -one.count))[: 2 * WEEKS]
    first = {
        (one.child, one.kind): one.number
        for one in pressing.firsts(
            place.unit.pk, place.unit.path, worst, person_id=place.actor.person_id, now=now
        )
    }
    return [
        Overdue(
            names.get(one.child or 0, own), kinds[one.kind].name if one.kind in kinds else one.kind,
            one.count, one.oldest, one.urged, listed("late", one.child or place.unit.pk, kind=one.kind),
            reverse("desk_matter", args=(number,)),
        )
        for one in worst
        if (number := first.get((one.child, one.kind)))
    ]  # fmt: skip


def _low(place: Place, names: Mapping[int, str], bounds: Bounds) -> list[Low]:
    """The unions below whose rate of answers in time stayed low for weeks."""
    if LOOP.in_time not in measures or not names:
        return []
    spans = [readings.days(7, place.today - timedelta(days=7 * n)) for n in range(WEEKS)]
    weeks = readings.by_unit_in(LOOP.in_time, list(names), spans)
    stayed = []
    for unit in names:
        found = [week[unit] for week in weeks]
        rates = [rate(one.value, one.of) for one in found]
        if all((one.of or 0) >= LEAST for one in found) and all(
            it is not None and it < bounds.low for it in rates
        ):
            stayed.append((unit, found))
    if not stayed:
        return []
    hits = sum(one.value for _, found in stayed for one in found)
    of = sum(one.of or 0 for _, found in stayed for one in found)
    since = place.today - timedelta(days=7 * WEEKS - 1)
    href = records(LOOP.in_time, stayed[0][0], since, place.today)
    labels = [names[unit] for unit, _ in stayed]
    return [Low(labels, "按时答复率", WEEKS, bounds.low, hits, of, href)]


def _many(place: Place, bounds: Bounds, now: datetime) -> list[Many]:
    """Employers about whom many asked lately; nobody reads of it in an employer's own union."""
    if org.owned(place.unit) or HOTLINE not in kinds:
        return []
    reach = Reach(HOTLINE, place.unit.pk, place.unit.path, now - timedelta(days=bounds.days), now)
    found = clustering.clusters(reach, people=bounds.people, person_id=place.actor.person_id)
    return [
        Many(
            one.title, one.people, one.open, bounds.days, one.unit, reverse("desk_matter", args=(one.number,))
        )
        for one in found
    ]


Warning_ = tuple[str, int, str, str]  # what, how many, which list, state


def warnings(place: Place, late: Sequence[Late], *, now: datetime) -> list[Warning_]:
    """What waits elsewhere: demands unanswered, terms over, forms not handed in."""
    unit = place.unit
    watched = pressing.watched(unit.pk, unit.path).count()
    ended = org.subtree(unit.path).filter(term_to__lt=place.today).count()
    forms = upward.to_answer(unit.pk).filter(form__due_on__lt=place.today).count() if place.own else 0
    days = [one for one in late if now - one.oldest > timedelta(days=3)]
    found = [
        ("超时三天以上的事", sum(one.count for one in days), listed("late", unit.pk), "bad"),
        ("等答复的督办", watched, listed("watched", unit.pk), "warn"),
        ("届满没有换届的工会", ended, listed("terms", unit.pk), "warn"),
        ("过期没有交的报表", forms, reverse("desk_upward"), "warn"),
    ]
    return [one for one in found if one[1]]
