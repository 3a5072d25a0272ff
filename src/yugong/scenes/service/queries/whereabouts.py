"""Where somebody starts from without saying it to a metre: a street or district that has stations."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Left

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.scenes.service.models import Station
from yugong.scenes.service.queries.stations import centre_of

PLACES = (UnitKind.STREET, UnitKind.DISTRICT, UnitKind.ZONE)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place to start from, by its name."""

    name: str
    lat: float
    lon: float
    unit_id: int | None = None


def plain(name: str) -> str:
    """The name of the place in a union's name: 大坪街道总工会 is 大坪街道."""
    return name.removesuffix("工会").removesuffix("总").removesuffix("委员会") or name


def of_unit(unit: Unit | None) -> Whereabouts | None:
    """The middle of a union's stations; nothing where there are none."""
    middle = centre_of(unit) if unit else None
    return Whereabouts(plain(unit.short or unit.name), *middle, unit.pk) if unit and middle else None


def chosen(unit_id: str) -> Whereabouts | None:
    """What was chosen from the list."""
    rows = Unit.objects.filter(kind__in=PLACES, valid_to=None)
    return (
        of_unit(rows.filter(pk=int(unit_id)).first()) if unit_id.isdecimal() and len(unit_id) < 10 else None
    )


def typed(text: str) -> Whereabouts | None:
    """The street or district that bears a typed name."""
    if len(text) < 2:
        return None
    rows = Unit.objects.filter(name__contains=text, kind__in=PLACES, valid_to=None).order_by("-path")
    return next((found for one in rows[:5] if (found := of_unit(one))), None)


def usual(person_id: UUID | None) -> Whereabouts | None:
    """Where a member's own union is, as near as its stations tell."""
    stretch = membership_of(person_id) if person_id else None
    if stretch is None:
        return None
    above = [stretch.unit.path, *tree.ancestors(stretch.unit.path)]
    rows = {row.path: row for row in Unit.objects.filter(path__in=above, kind__in=PLACES)}
    return next((found for path in above if (found := of_unit(rows.get(path)))), None)


def below(unit_id: str = "") -> list[tuple[int, str, int]]:
    """The districts that have stations, or the streets of one: unit, name, and how many stations."""
    parent = (
        Unit.objects.filter(pk=int(unit_id)).first() if unit_id.isdecimal() and len(unit_id) < 10 else None
    )
    rows, width = Station.objects.filter(closed_on=None), 2 * tree.WIDTH
    if parent:
        end, width = tree.upper_bound(parent.path), len(parent.path) + tree.WIDTH
        rows = rows.filter(unit__path__gte=parent.path, unit__path__lt=end)
    heads = rows.annotate(head=Left("unit__path", width)).values_list("head")
    counts = dict(heads.annotate(count=Count("pk")))
    units = Unit.objects.filter(path__in=counts, kind__in=PLACES).order_by("path")
    return [(one.pk, plain(one.short or one.name), counts[one.path]) for one in units if one != parent]
