"""Employers that owe a union: late by law, platform companies, and workers of one employer in one union."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yugong.ground.org.models import Employer, Unit
from yugong.ground.people.models import Employment
from yugong.ground.people.queries.members import scope_column
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.models import Covered, Founding, FoundingState, Letter

MOST = 200


def around(unit: Unit) -> QuerySet[Employer]:
    """The employers of a unit's place: those whose division code begins like its own."""
    code = unit.division_code
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return Employer.objects.filter(division_code__startswith=code) if code else Employer.objects.none()


def without_union(rows: QuerySet[Employer]) -> QuerySet[Employer]:
    """Those that have neither a union of their own nor a joint one."""
    own = Unit.objects.filter(employer=OuterRef("pk"), valid_to=None)
    joint = Covered.objects.filter(employer=OuterRef("pk"), valid_to=None)
    return rows.filter(~Exists(own), ~Exists(joint))


def late(unit: Unit, *, on: date, months: int) -> QuerySet[Employer]:
    """Employers of the unit's place that should have founded a union by now and have none."""
    rows = around(unit).filter(founded_on__lt=add_months(on, -months))
    return known(without_union(rows))


def known(rows: QuerySet[Employer]) -> QuerySet[Employer]:
    """With what the house knows of each: its workers in other unions, its newest letter, its preparation."""
    here = Employment.objects.filter(employer=OuterRef("pk"), valid_to=None)
    here = here.filter(person__memberships__valid_to=None, person__memberships__superseded_at=None)
    counted = here.order_by().values("employer").annotate(n=Count("person", distinct=True)).values("n")
    letters = Letter.objects.filter(employer=OuterRef("pk")).order_by("-id")
    begun = Founding.objects.filter(employer=OuterRef("pk"), state=FoundingState.PREPARING)
    return rows.annotate(
        elsewhere=Coalesce(Subquery(counted), 0),
        letter=Subquery(letters.values("number")[:1]),
        letter_on=Subquery(letters.values("on")[:1]),
        begun=Exists(begun),
    )


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform company and where the founding of its union stands."""

    id: int
    name: str
    industry: str
    staff: int | None
    state: str
    word: str
    note: str
    unit_id: int | None


def platforms(unit: Unit) -> list[Platform]:
    """The platform companies of a unit's place, those without a union first."""
    rows = known(around(unit).filter(is_platform=True)).order_by("id")[:MOST]
    ids = [row.pk for row in rows]
    own = dict(Unit.objects.filter(employer_id__in=ids, valid_to=None).values_list("employer_id", "id"))
    covered = Covered.objects.filter(employer_id__in=ids, valid_to=None)
    joint = dict(covered.values_list("employer_id", "unit_id"))
    names = dict(Unit.objects.filter(pk__in=[*own.values(), *joint.values()]).values_list("id", "name"))
    found = [_platform(row, own.get(row.pk), joint.get(row.pk), names) for row in rows]
    return sorted(found, key=lambda one: (one.unit_id is not None, -(one.staff or 0), one.id))


def _platform(row: Employer, own: int | None, joint: int | None, names: dict[int, str]) -> Platform:
    letter: str | None = row.letter  # type: ignore[attr-defined]
    if own:
        state, word, note = "ok", "已单独建会", names[own]
    elif joint:
        state, word, note = "ok", "已联合覆盖", names[joint]
    elif row.begun:  # type: ignore[attr-defined]
        state, word, note = "info", "筹备中", "等选举结果"
    elif letter:
        state, word, note = "warn", "已发意见书", letter
    else:
        state, word, note = "bad", "未建会", ""
    return Platform(row.pk, row.name, row.industry, row.staff_count, state, word, note, own or joint)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers of one employer without a union, gathered in one union."""

    employer_id: int
    employer: str
    unit_id: int
    unit: str
    members: int


CLUSTERS = """
    SELECT e.id, e.name, u.id, u.name, count(*) FROM people_membership m
    JOIN org_unit u ON u.id = m.unit_id AND u.kind IN ('home', 'joint')
    JOIN people_employment w ON w.person_id = m.person_id AND w.valid_to IS NULL
    JOIN org_employer e ON e.id = w.employer_id
    WHERE m.{column} = %s AND m.valid_to IS NULL AND m.superseded_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM org_unit o WHERE o.employer_id = e.id AND o.valid_to IS NULL)
    GROUP BY e.id, e.name, u.id, u.name HAVING count(*) >= %s ORDER BY count(*) DESC, e.id LIMIT %s
"""


def clusters(path: str, *, at_least: int) -> list[Cluster]:
    """Where so many members of one employer gather that they should have a union of their own."""
    column, unit = scope_column(path)
    with connection.cursor() as cursor:
        cursor.execute(CLUSTERS.format(column=column), [unit, at_least, MOST])
        return [Cluster(*row) for row in cursor.fetchall()]


def letters(path_units: QuerySet[Unit]) -> QuerySet[Letter]:
    """The letters that these units issued, with their employers."""
    return Letter.objects.filter(unit__in=path_units).select_related("employer")
