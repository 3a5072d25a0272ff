"""For whom a campaign is: its audience, the declared needs of a person, and when it begins."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.engines.campaigns.models import Campaign
from yugong.ground.people.models import Membership, Person
from yugong.kernel import tree
from yugong.kernel.errors import Refused
from yugong.kernel.gather import MEMBERS, OPEN, OWN, gatherings


def insist_audience(campaign: Campaign, person: Person) -> int | None:
    """The union he enrols with (none for somebody without one); Refused when it is not for him."""
    rows = Membership.objects.filter(person=person.pk, valid_to=None, superseded_at=None)
    unit, path = rows.values_list("unit", "unit__path").first() or (None, "")
    if campaign.audience in (MEMBERS, OWN) and unit is None:
        raise Refused("这个活动是给工会会员的。还没有入会可以先入会，几分钟就好。", code="not_member")
    if campaign.audience == OWN and not tree.within(path, campaign.unit.path):
        raise Refused(f"这个活动是给{campaign.unit.name}的会员的，可以看看自己工会的活动。", code="elsewhere")
    if campaign.audience not in (OPEN, MEMBERS, OWN):
        raise Refused("这个活动现在不能报名。", code="closed")
    return unit


def audience_of(campaign: Campaign, people: Sequence[UUID]) -> dict[UUID, int | None]:
    """Those of a list for whom it is, in their order, each with the union he enrols with."""
    rows = Membership.objects.filter(person__in=people, valid_to=None, superseded_at=None)
    units = {pk: (unit, path) for pk, unit, path in rows.values_list("person", "unit", "unit__path")}
    root, found = campaign.unit.path, dict[UUID, int | None]()
    for pk in people:
        unit, path = units.get(pk, (None, ""))
        if campaign.audience == OPEN or (path and (campaign.audience != OWN or tree.within(path, root))):
            found[pk] = unit
    return found


def facts_of(campaign: Campaign, person: Person, *, on: date) -> Mapping[str, Any]:
    """What the declared needs look at: plain facts that the scene knows of the person."""
    look = gatherings[campaign.gathering].facts
    return look(person.pk, on) if look else {}


def begins(campaign: Campaign) -> datetime:
    """When the first session begins."""
    first: datetime = campaign.sittings.order_by("starts_at").values_list("starts_at", flat=True)[0]
    return first
