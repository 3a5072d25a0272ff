"""Programmes of a subtree, their lists and sums, what a person got in a year, which programme is open."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from yugong.ground.org.models import Unit
from yugong.kernel import tree
from yugong.scenes.aid.models import Grant, GrantState, Listed, Parcel, Programme, Season, Share, Target

STANDING = Q(state__in=(GrantState.APPROVED, GrantState.PAID, GrantState.FAILED))


def programmes(path: str) -> QuerySet[Programme]:
    """The programmes of a subtree."""
    rows = Programme.objects.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path))
    return rows.select_related("unit")


def open_for(path: str, season: str, *, on: date) -> Programme | None:
    """The programme of this season that is open on a day at a unit or, first found going up, above it."""
    rows = Programme.objects.filter(
        season=season, opens_on__lte=on, closes_on__gte=on, closed_on=None, unit__in=tree.ids(path)
    )
    found = sorted(
        rows.select_related("unit"), key=lambda row: (-len(row.unit.path), -row.opens_on.toordinal())
    )
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Got:
    """One grant a person already has in a year, as a refusal names it."""

    purpose: str
    amount_fen: int
    on: date
    unit: str
    period: str = ""
    child: str = ""

    @property
    def words(self) -> str:
        return dict(Season.choices)[self.purpose]


def got_in(person_id: UUID, year: int) -> list[Got]:
    """What a person was given in a calendar year, by every union and for every purpose."""
    rows = Grant.objects.filter(STANDING, person_id=person_id, on__year=year).order_by("on", "id")
    names = ("purpose", "amount_fen", "on", "unit__name", "period", "child")
    return [Got(*row) for row in rows.values_list(*names)]


def had(person_id: UUID, *, purpose: str, period: str, child: str = "") -> Got | None:
    """The grant of the same purpose and round that a person, or this child of his, already has."""
    rows = Grant.objects.filter(STANDING, person_id=person_id, purpose=purpose, period=period, child=child)
    names = ("purpose", "amount_fen", "on", "unit__name", "period", "child")
    found = rows.values_list(*names).first()
    return Got(*found) if found else None


@dataclass(frozen=True, slots=True)
class Sums:
    """What has become of one programme: people, money in fen, pieces."""

    waiting: int = 0
    granted: int = 0
    refused: int = 0
    committed_fen: int = 0
    paid_fen: int = 0
    parcels: int = 0
    handed: int = 0
    pieces: int = 0
    pieces_out: int = 0
    share_persons: int = 0


def sums(programme_id: UUID) -> Sums:
    """The sums of one programme, each from its own rows; four queries."""
    states = dict(
        Target.objects.filter(programme=programme_id).order_by().values_list("state").annotate(n=Count("id"))
    )
    money = Grant.objects.filter(STANDING, programme=programme_id).aggregate(
        given=Sum("amount_fen"), paid=Sum("amount_fen", filter=Q(state=GrantState.PAID))
    )
    handed = Q(handed_at__isnull=False)
    one = Parcel.objects.filter(programme=programme_id).aggregate(
        n=Count("id"), out=Count("id", filter=handed), all=Sum("pieces"), gone=Sum("pieces", filter=handed)
    )
    many = Share.objects.filter(programme=programme_id).aggregate(
        people=Sum("persons"), all=Sum("pieces"), gone=Sum("received")
    )
    return Sums(
        states.get(Listed.WAITING, 0), states.get(Listed.GRANTED, 0), states.get(Listed.REFUSED, 0),
        money["given"] or 0, money["paid"] or 0, one["n"], one["out"],
        (one["all"] or 0) + (many["all"] or 0), (one["gone"] or 0) + (many["gone"] or 0), many["people"] or 0,
    )  # fmt: skip


def targets(programme: Programme, state: str = "") -> QuerySet[Target]:
    """The list of a programme."""
    rows = Target.objects.filter(programme=programme).select_related("unit")
    return rows.filter(state=state) if state else rows


def reporting(path: str) -> QuerySet[Grant]:
    """Temporary help of a subtree that has a day by which it is reported upwards."""
    rows = Grant.objects.filter(STANDING, report_by__isnull=False)
    return rows.filter(unit__path__gte=path, unit__path__lt=tree.upper_bound(path)).select_related("unit")


def unit_named(name: str, path: str) -> Unit | None:
    """The one union of a subtree with this name."""
    rows = Unit.objects.filter(name=name, valid_to=None, path__gte=path, path__lt=tree.upper_bound(path))
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None
