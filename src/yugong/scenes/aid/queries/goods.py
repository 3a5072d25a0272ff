"""Parcels and shares: what waits in a subtree, what one person has, what is in the store."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from yugong.engines.ledger import queries as books
from yugong.kernel import tree
from yugong.scenes.aid.models import Parcel, Programme, Share

STORE = "stock"


def below(path: str) -> Q:
    """In the unit of a path or below it."""
    return Q(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))


def handing(path: str, *, on: date) -> list[Programme]:
    """The programmes that have a parcel for somebody of a subtree and are not closed."""
    held = Parcel.objects.filter(below(path), handed_at=None).values("programme")
    rows = Programme.objects.filter(pk__in=held, closed_on=None, opens_on__lte=on)
    return list(rows.order_by("-id")[:50])


def shares_waiting(path: str) -> QuerySet[Share]:
    """The shares of a subtree's unions that nobody has receipted."""
    rows = Share.objects.filter(below(path), received_at=None, programme__closed_on=None)
    return rows.select_related("programme", "unit").order_by("-id")


def shares(programme: Programme) -> QuerySet[Share]:
    """The shares of a programme."""
    return Share.objects.filter(programme=programme).select_related("unit")


def handed_today(path: str, today: date) -> int:
    """How many parcels of a subtree were handed over on a day."""
    return Parcel.objects.filter(below(path), handed_at__date=today).count()


def of_person(person_id: UUID) -> list[Parcel]:
    """The parcels of one person, those that wait first."""
    rows = Parcel.objects.filter(person_id=person_id).select_related("programme", "unit")
    return sorted(rows.order_by("-id")[:30], key=lambda row: row.handed_at is not None)


def in_store(programme: Programme) -> int:
    """How many pieces of a programme's goods are in its union's store, by the books."""
    return books.balance(unit=programme.unit, head=STORE, commodity=f"goods:{programme.goods}")


def counted(programme: Programme) -> tuple[int, int, int]:
    """Parcels, those handed over, and the people of receipted shares."""
    one = Parcel.objects.filter(programme=programme).aggregate(
        all=Count("id"), out=Count("id", filter=Q(handed_at__isnull=False))
    )
    people = Share.objects.filter(programme=programme, received_at__isnull=False).aggregate(n=Sum("persons"))
    return one["all"], one["out"], people["n"] or 0
