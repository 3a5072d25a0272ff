"""What measures may count of campaigns: the sources over sessions that were held and people who came."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from yugong.engines.campaigns.models import Attendance, Campaign, Sitting
from yugong.ground.access import scope
from yugong.kernel.measure import Shown, Source, sources
from yugong.kernel.permissions import Permission


def _shown(actor: Any, found: Mapping[str, Any]) -> dict[str, Shown]:
    """The names of campaigns by record, with the page of those that the actor runs."""
    rows = Campaign.objects.filter(pk__in=set(found.values()))
    names = dict(rows.values_list("pk", "title"))
    may = set(scope.within(actor, Permission.CAMPAIGN_MANAGE, rows).values_list("pk", flat=True))
    return {
        key: (names[pk], reverse("desk_activity", args=(pk,)) if pk in may else "")
        for key, pk in found.items()
    }


def _sittings(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = Sitting.objects.filter(pk__in=keys).values_list("pk", "campaign_id")
    return _shown(actor, {str(key): pk for key, pk in rows})


def _attendances(actor: Any, keys: Sequence[str]) -> Mapping[str, Shown]:
    rows = Attendance.objects.filter(pk__in=keys).values_list("pk", "sitting__campaign_id")
    return _shown(actor, {str(key): pk for key, pk in rows})


SITTINGS = sources.add(
    Source(
        "campaigns.sitting",
        "活动场次",
        rows="campaigns_sitting s JOIN campaigns_campaign c ON c.id = s.campaign_id",
        record="s.id",
        unit="c.unit_id",
        watched=(("campaigns_sitting", "id"), ("campaigns_attendance", "sitting_id")),
        show=_sittings,
    )
)
ATTENDANCES = sources.add(
    Source(
        "campaigns.attendance",
        "到场",
        rows="campaigns_attendance a JOIN campaigns_sitting s ON s.id = a.sitting_id"
        " JOIN campaigns_campaign c ON c.id = s.campaign_id",
        record="a.id",
        unit="c.unit_id",
        watched=(("campaigns_attendance", "id"),),
        show=_attendances,
    )
)
