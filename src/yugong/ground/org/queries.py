"""Reading the tree: subtree, ancestors, search by name, the nearest unit that can handle something."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import connection
from django.db.models import Count, Q, QuerySet

from yugong.ground.org.models import Agency, Division, Employer, Placement, Succession, Unit, UnitKind
from yugong.ground.org.names import plain
from yugong.kernel import tree

OWN = "SELECT {columns} FROM org_unit WHERE id = %s"
OWNED = "SELECT 1 FROM org_unit WHERE id = ANY(%s) AND (employer_id IS NOT NULL OR kind = %s) LIMIT 1"
BELOW = """
    SELECT {columns}, (
        SELECT json_agg(json_build_array(id::text, label)) FROM (
            SELECT id, COALESCE(NULLIF(short, ''), name) AS label FROM org_unit
            WHERE parent_id = own.id AND valid_to IS NULL ORDER BY pinyin, id LIMIT {limit}
        ) below
    ) FROM org_unit own WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list or a picker."""

    id: int
    name: str
    kind: str
    path: str
    join_code: str
    parent_name: str


def subtree(path: str) -> QuerySet[Unit]:
    """Units below a path, itself included, that exist today."""
    return Unit.objects.filter(path__gte=path, path__lt=tree.upper_bound(path), valid_to__isnull=True)


def children(unit_id: int, *, after: str = "", limit: int = 50) -> list[Unit]:
    """The next units directly below one, by pinyin, with the number of their own children."""
    rows = Unit.objects.filter(parent_id=unit_id, valid_to__isnull=True, pinyin__gt=after)
    return list(
        rows.annotate(below=Count("children", filter=Q(children__valid_to__isnull=True))).order_by(
            "pinyin", "id"
        )[:limit]
    )


def unit(unit_id: int) -> Unit | None:
    """One unit by its id, in a single prepared statement: nearly every page of the desk asks for its own."""
    columns, names = _columns()
    with connection.cursor() as cursor:
        cursor.execute(OWN.format(columns=columns), [unit_id])
        row = cursor.fetchone()
    return Unit.from_db(connection.alias, names, row) if row else None


@cache
def _columns() -> tuple[str, tuple[str, ...]]:
    fields = Unit._meta.concrete_fields
    return ", ".join(f'"{one.column}"' for one in fields), tuple(one.attname for one in fields)


def unit_and_below(unit_id: int, *, limit: int) -> tuple[Unit | None, list[tuple[str, str]]]:
    """One unit, and the units directly below it by pinyin as a list to choose from: (id, name)."""
    columns, names = _columns()
    with connection.cursor() as cursor:
        cursor.execute(BELOW.format(columns=columns, limit=limit), [unit_id])
        row = cursor.fetchone()
    if not row:
        return None, []
    return Unit.from_db(connection.alias, names, row[:-1]), [(key, name) for key, name in row[-1] or ()]


def ancestors(path: str) -> list[Unit]:
    """The units above a path, the highest first."""
    columns, names = _columns()
    text = f"SELECT {columns} FROM org_unit WHERE id = ANY(%s) ORDER BY path"  # noqa: S608  our own columns
    with connection.cursor() as cursor:
        cursor.execute(text, [list(tree.ids(path)[:-1])])
        return [Unit.from_db(connection.alias, names, row) for row in cursor.fetchall()]


def search(text: str, *, path: str = "", kinds: tuple[str, ...] = (), limit: int = 20) -> list[UnitRow]:
    """Units whose name, employer or pinyin contains the text."""
    rows = Unit.objects.filter(valid_to__isnull=True)
    if path:
        rows = rows.filter(path__gte=path, path__lt=tree.upper_bound(path))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    word = text.strip()
    if word:
        match = Q(name__contains=word) | Q(employer__plain_name__contains=plain(word) or word)
        if word.isascii():
            match |= Q(pinyin__startswith=word.lower())
        rows = rows.filter(match)
    fields = ("id", "name", "kind", "path", "join_code", "parent__name")
    return [UnitRow(*row) for row in rows.order_by("path").values_list(*fields)[:limit]]


def by_join_code(code: str) -> Unit | None:
    """The unit whose QR code or link this is."""
    return Unit.objects.filter(join_code=code.strip().upper(), valid_to__isnull=True).first()


def home_unit(*, home_for: str, division_code: str = "") -> Unit | None:
    """The home union for workers whose employer has none, nearest to a division."""
    rows = Unit.objects.filter(home_for=home_for, valid_to__isnull=True)
    near = rows.filter(division_code=division_code) if division_code else rows.none()
    return near.order_by("path").first() or rows.order_by("path").first()


def find_employer(name: str) -> Employer | None:
    """The employer whose name is the same after normalising."""
    return Employer.objects.filter(plain_name=plain(name)).order_by("id").first()


def union_of(employer: Employer) -> Unit | None:
    """The union an employer's workers join."""
    return Unit.objects.filter(employer=employer, valid_to__isnull=True).order_by("path").first()


def owned(unit: Unit) -> bool:
    """Whether the unit is an employer's own union."""
    return unit.employer_id is not None or unit.kind == UnitKind.ENTERPRISE


def of_an_employer(unit: Unit) -> bool:
    """Whether the unit is an employer's own union, or stands below one: people of the employer sit there."""
    with connection.cursor() as cursor:
        cursor.execute(OWNED, [list(tree.ids(unit.path)), UnitKind.ENTERPRISE.value])
        return cursor.fetchone() is not None


def believed(known: datetime | None = None) -> QuerySet[Placement]:
    """The placements as believed at a moment, by default now."""
    if known is None:
        return Placement.objects.filter(superseded_at=None)
    rows = Placement.objects.filter(Q(recorded_at=None) | Q(recorded_at__lte=known))
    return rows.filter(Q(superseded_at=None) | Q(superseded_at__gt=known))


def _on(rows: QuerySet[Placement], day: date) -> QuerySet[Placement]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def place_on(unit_id: int, *, day: date, known: datetime | None = None) -> Placement | None:
    """Where a unit stood on a day and what it was called; None when it did not stand."""
    return _on(believed(known).filter(unit_id=unit_id), day).first()


def units_on(unit_id: int, *, day: date, known: datetime | None = None) -> list[int]:
    """The ids of a unit and of all that stood below it on a day; none when it did not stand."""
    place = place_on(unit_id, day=day, known=known)
    if place is None:
        return []
    rows = believed(known).filter(path__gte=place.path, path__lt=tree.upper_bound(place.path))
    return list(_on(rows, day).values_list("unit_id", flat=True))


def placed(*, on: date, path: str, limit: int | None = None) -> list[Placement]:
    """The tree below a path as it stood on a day."""
    rows = believed().filter(path__gte=path, path__lt=tree.upper_bound(path))
    return list(_on(rows, on).select_related("unit").order_by("path")[:limit])


def heir_of(unit_id: int) -> Unit | None:
    """The unit itself while it stands, otherwise the one that follows it, if it is one."""
    for _ in range(10):
        unit = Unit.objects.filter(pk=unit_id).first()
        if unit is None or unit.valid_to is None:
            return unit
        heirs = list(Succession.objects.filter(before_id=unit_id).values_list("after_id", flat=True)[:2])
        if len(heirs) != 1:
            return None
        unit_id = heirs[0]
    return None


def placements_of(unit_id: int) -> list[Placement]:
    """Where a unit stood and what it was called, the newest first."""
    return list(believed().filter(unit_id=unit_id).select_related("parent").order_by("-valid_from")[:50])


def successions_of(unit_id: int) -> list[Succession]:
    """What a unit came from and what became of it, the newest first."""
    rows = Succession.objects.filter(Q(before_id=unit_id) | Q(after_id=unit_id))
    return list(rows.select_related("before", "after").order_by("-on", "id")[:50])


def term_ends(*, path: str, by: date, limit: int = 100) -> list[Unit]:
    """Units below a path whose term ends by a day, the most urgent first."""
    return list(subtree(path).filter(term_to__lte=by).order_by("term_to", "path")[:limit])


def agencies_near(path: str) -> list[Agency]:
    """Partner agencies that work with a unit or with one above it, the nearest first."""
    rows = Agency.objects.filter(unit_id__in=tree.ids(path), closed_on=None)
    return list(rows.select_related("unit").order_by("-unit__path", "id")[:30])


def divisions(*, on: date, parent: str = "500000") -> list[Division]:
    """The divisions below one that were valid on a day."""
    rows = Division.objects.filter(parent_code=parent)
    rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    return list(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("code"))


def agencies_of(unit_id: int) -> list[Agency]:
    """The partner agencies that are registered with one unit."""
    return list(Agency.objects.filter(unit_id=unit_id, closed_on=None).order_by("id"))
