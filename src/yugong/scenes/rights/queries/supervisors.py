"""Who may act as a labour-law supervisor of a union on a day."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from yugong.ground.people.models import Tenure


def supervises(person_id: UUID, unit_id: int, *, on: date) -> bool:
    """Whether the person is a supervisor of this very union."""
    serving = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    seats = Tenure.objects.filter(
        serving, person_id=person_id, post__unit_id=unit_id, post__role="supervisor"
    )
    return seats.exists()
