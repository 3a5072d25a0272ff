"""What askers said, read from the rows of their hearings."""

from yugong.engines.matters.models import Happening, Hearing, Matter
from yugong.engines.matters.models.hearing import Answer


def noes(matter: Matter) -> int:
    """How often the asker has said that he is not satisfied, since the matter was opened (again)."""
    rows = Happening.objects.filter(matter=matter, did="reopen").order_by("-seq")
    since = rows.values_list("seq", flat=True).first() or 0
    return Hearing.objects.filter(matter=matter, answer=Answer.NO, seq__gt=since).count()
