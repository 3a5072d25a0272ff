"""Where a reader of numbers stands: the union he asked for, within his own seat, and the way back up."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from yugong.engines.indicators.queries import places
from yugong.ground.access.desks import officer
from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.calendar import local_day
from yugong.kernel.permissions import Permission as P
from yugong.ui.shapes import Link


@dataclass(frozen=True, slots=True)
class Place:
    """The officer, his seat, the union looked at, and today."""

    actor: Actor
    seat: Seat
    unit: Unit
    today: date

    @property
    def own(self) -> bool:
        """Whether it is the union of his own seat."""
        return self.unit.pk == self.seat.unit_id

    def crumbs(self, page: str, **more: object) -> tuple[Link, ...]:
        """The unions from the seat's own down to this one, each with the same page; none at the top."""
        if self.own:
            return ()
        above = places.chain(self.unit, self.seat.unit_id)
        links = [Link(one.short or one.name, asked(page, one.pk, **more)) for one in above]
        return (*links, Link(self.unit.short or self.unit.name))


def here(request: HttpRequest) -> Place:
    """The union asked for by `?unit=`: the seat's own or one below it; any other does not exist."""
    actor, seat = officer(request, P.MEMBER_LIST)
    wanted = request.GET.get("unit", "")
    pk = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else seat.unit_id
    unit = Unit.objects.filter(pk=pk, valid_to=None).first()
    if unit is None or not tree.within(unit.path, seat.unit_path):
        raise Http404
    return Place(actor, seat, unit, local_day(timezone.now()))


@cache
def _page(name: str, *given: str) -> str:
    """An address that does not change; a page has a hundred links to few of them."""
    return reverse(name, args=given)


def asked(page: str, unit_id: int, **more: object) -> str:
    """A page about one union."""
    return f"{_page(page)}?unit={unit_id}" + (f"&{urlencode(more)}" if more else "")


def records(key: str, unit_id: int, since: date, until: date) -> str:
    """Where the records behind a number are."""
    return f"{_page('desk_measure', key)}?unit={unit_id}&since={since}&until={until}"


def listed(which: str, unit_id: int, **more: object) -> str:
    """The list behind a number of this second."""
    return f"{_page('desk_cockpit_list', which)}?unit={unit_id}" + (f"&{urlencode(more)}" if more else "")
