"""What is posted now, for everybody."""

from datetime import date

from django.db.models import QuerySet

from yugong.scenes.aid.models import Posting


def standing(on: date) -> QuerySet[Posting]:
    """The postings of a day."""
    return Posting.objects.filter(closed_on__isnull=True, ends_on__gte=on).select_related("unit")
