"""A grassroots union known by its name only: its place in the tree and its employer are read off the name."""

import re
from datetime import datetime

from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit, UnitKind
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day

_SUFFIX = re.compile(r"(?:基层)?(?:联合)?工会(?:委员会|联合会)?$")
_COMPANY = re.compile(r"(?:公司|厂|场|店|院|校|所|局|中心|集团|合作社|银行)$")


def found_by_name(name: str, *, by: Actor, at: datetime) -> Unit:
    """A new grassroots union below the district its name tells, or below the highest unit there is."""
    today = local_day(at)
    standing = Unit.objects.filter(valid_to=None)
    districts = standing.filter(kind__in=(UnitKind.DISTRICT, UnitKind.ZONE)).order_by("path")
    parent = next((u for u in districts if (u.short or u.name)[:2] in name), None)
    parent = parent or districts.first() or standing.order_by("path").first()
    firm = _SUFFIX.sub("", name)
    employer = org.register_employer(name=firm, by=by, at=at) if _COMPANY.search(firm) else None
    kind = UnitKind.ENTERPRISE if employer else UnitKind.JOINT
    return org.found_unit(name=name, kind=kind, parent=parent, on=today, employer=employer, by=by, at=at)
