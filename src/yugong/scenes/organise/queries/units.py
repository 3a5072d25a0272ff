"""What the organisation pages count: members per union, newly joined, and with gaps."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership
from yugong.ground.people.queries import MembersFilter

CAP = 100_000


def members_in(unit_ids: Iterable[int]) -> dict[int, int]:
    """How many present members each of these units has of its own; one query."""
    rows = Membership.objects.filter(unit_id__in=list(unit_ids), valid_to=None, superseded_at=None)
    return dict(rows.values_list("unit_id").annotate(members=Count("id")).order_by())


def member_total(path: str, *, since: date | None = None, gap: str = "") -> int:
    """How many present members stand below a unit, joined since a day or with something missing."""
    return people.member_count(path=path, wanted=MembersFilter(joined_since=since, gap=gap), cap=CAP)
