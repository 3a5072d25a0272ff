"""What orders go by: how long a stage may last, who is a hand of an order, what is left to a worker."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from yugong.ground.org.models import UnitKind
from yugong.ground.parameters.queries import calendar, value
from yugong.ground.people.models import Membership, Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.calendar import ZONE, due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.scenes.service.models import Audience, Offering, OrderStage, ServiceOrder
from yugong.scenes.service.queries import orders

WITHIN = {
    OrderStage.OPEN: "order.gather",
    OrderStage.BIDDING: "order.bid",
    OrderStage.UNDERWAY: "order.again",
    OrderStage.ASKING: "order.confirm",
}


def until(stage: str, path: str, at: datetime) -> datetime:
    """The end of a stage that begins now: so many working days, as the union's parameter says."""
    days = int(value(WITHIN[OrderStage(stage)], on=local_day(at), path=path))
    return due(at, workdays(days), calendar=calendar()).ends_at()


def bids_wanted(path: str, at: datetime) -> int:
    """How many bids there should be before one is chosen without a special reason."""
    return int(value("order.bids", on=local_day(at), path=path))


def hands(order: ServiceOrder) -> set[UUID]:
    """Who chose, brought or bid for it: none of them says that it was received."""
    found = {order.chosen_by_id, order.delivered_by_id, order.chosen.by_id if order.chosen else None}
    return {one for one in found if one is not None}


def suits(offering: Offering, stretch: Membership | None) -> bool:
    """Whether the thing is on the menu of somebody with this membership."""
    if stretch is None or stretch.standing != "active" or offering.closed_at is not None:
        return False
    if offering.audience == Audience.NEW_FORMS and stretch.unit.kind not in (UnitKind.HOME, UnitKind.JOINT):
        return False
    return tree.within(stretch.unit.path, offering.unit.path)


def insist(offering: Offering, person: Person) -> Membership:
    """His membership; Refused when the thing is not for him."""
    stretch = membership_of(person.pk)
    if stretch is None:
        raise Refused("点单是给工会会员的。还没有入会可以先入会，几分钟就好。", code="not_member")
    if not suits(offering, stretch):
        raise Refused("这项服务不在你们工会的菜单上，请看看别的。", code="elsewhere")
    return stretch


def left(offering: Offering, person_id: UUID, at: datetime) -> int:
    """How often he may still order it this month."""
    return max(offering.each_month - orders.ordered(offering, person_id, local_day(at)), 0)


def too_late(order: ServiceOrder, at: datetime) -> bool:
    """Whether it ended so long ago that it is not opened once more."""
    days = int(value("order.regret", on=local_day(at), path=order.unit.path))
    return order.ended_at is not None and at > order.ended_at + timedelta(days=days)


def day_end(day: date) -> datetime:
    """The moment after which one who promised this day is late."""
    return datetime.combine(day + timedelta(days=1), time.min, ZONE)


def day_words(day: date) -> str:
    """A day as people say it."""
    return f"{day.month} 月 {day.day} 日"


def moment(at: datetime) -> str:
    """A deadline as people say it: midnight is the end of the day before."""
    local = at.astimezone(ZONE)
    if local.time() == time.min:
        return f"{day_words(local.date() - timedelta(days=1))} 24:00"
    return f"{day_words(local.date())} {local:%H:%M}"
