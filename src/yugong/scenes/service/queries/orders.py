"""Reading the menu, orders, wishes and what was said of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from yugong.ground.access import scope
from yugong.ground.people.models import Membership
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE, add_months
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Offering, OrderStage, ServiceOrder, Wish


def menu(stretch: Membership) -> list[Offering]:
    """What the unions above a member and his own keep on their menus, the nearest first."""
    paths = (stretch.unit.path, *tree.ancestors(stretch.unit.path))
    rows = Offering.objects.filter(unit__path__in=paths, closed_at=None).select_related("unit")
    return list(rows.order_by("-unit__path", "name"))


def ordered(offering: Offering, person_id: UUID, today: date) -> int:
    """How often somebody ordered a thing in a month; what could not be had does not count."""
    first = datetime.combine(today.replace(day=1), time.min, ZONE)
    last = datetime.combine(add_months(today.replace(day=1), 1), time.min, ZONE)
    rows = Wish.objects.filter(order__offering=offering, person_id=person_id, at__gte=first, at__lt=last)
    return int(rows.filter(taken_back_at=None).exclude(order__stage=OrderStage.DROPPED).count())


def mine(person_id: UUID, *, limit: int = 20) -> list[Wish]:
    """What somebody ordered, the newest first."""
    rows = Wish.objects.filter(person_id=person_id, taken_back_at=None)
    return list(rows.select_related("order", "order__offering", "order__chosen").order_by("-id")[:limit])


def run_by(actor: Actor) -> QuerySet[ServiceOrder]:
    """The orders of an officer's subtree, with how many wish for it."""
    rows = ServiceOrder.objects.select_related("unit", "offering", "chosen")
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, rows)


def on_desk(actor: Actor, pk: UUID) -> ServiceOrder:
    """One of them; Http404 for all else."""
    rows = ServiceOrder.objects.select_related("unit", "offering", "offering__unit", "chosen")
    found: ServiceOrder = scope.one(actor, Permission.CAMPAIGN_MANAGE, rows, pk=pk)
    return found


def offered(actor: Actor) -> QuerySet[Offering]:
    """The menus of an officer's subtree."""
    rows = Offering.objects.select_related("unit").annotate(times=Count("orders"))
    return scope.within(actor, Permission.CAMPAIGN_MANAGE, rows)


def alive(order: ServiceOrder) -> QuerySet[Wish]:
    """The wishes of an order that were not taken back, in the order they came."""
    return Wish.objects.filter(order=order, taken_back_at=None).order_by("at", "id")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the receivers said: of so many asked, so many answered; the rest kept silent."""

    asked: int
    received: int
    missing: int
    good: int
    bad: int

    @property
    def answered(self) -> int:
        return self.received + self.missing

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def heard(order: ServiceOrder) -> Heard:
    """Counted from the rows; one query."""
    found = alive(order).aggregate(
        asked=Count("pk"),
        received=Count("pk", filter=Q(got="yes")),
        missing=Count("pk", filter=Q(got="no")),
        good=Count("pk", filter=Q(liked="good")),
        bad=Count("pk", filter=Q(liked="bad")),
    )
    return Heard(**found)


def pieces(order: ServiceOrder) -> int:
    """How many pieces the wishes of an order make."""
    return int(alive(order).aggregate(sum=Sum("heads"))["sum"] or 0)


@dataclass(frozen=True, slots=True)
class Record:
    """How a provider did so far, from the receivers' words alone."""

    orders: int
    asked: int
    answered: int
    good: int


def records(providers: set[str], *, path: str) -> dict[str, Record]:
    """Of several providers, within the part of the tree below a unit."""
    rows = Wish.objects.filter(
        taken_back_at=None, order__chosen__provider__in=providers, order__stage=OrderStage.DONE,
        order__unit__path__gte=path, order__unit__path__lt=tree.upper_bound(path),
    )  # fmt: skip
    found = rows.values_list("order__chosen__provider").annotate(
        orders=Count("order", distinct=True),
        asked=Count("pk"),
        answered=Count("pk", filter=~Q(got="")),
        good=Count("pk", filter=Q(liked="good")),
    )
    return {name: Record(*counts) for name, *counts in found}
