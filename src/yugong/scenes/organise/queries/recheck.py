"""The yearly question "nothing changed?": who has answered, who has not, and what a member is asked."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.ground.people.models import Membership
from yugong.ground.people.queries.members import scope_column
from yugong.kernel import masking
from yugong.scenes.organise.models import Confirmation, Confirmed
from yugong.scenes.organise.queries.quality import PRESENT, cutoff_of, values
from yugong.scenes.organise.queries.quality_checks import STALE

TALLY = """
    SELECT COALESCE(c.how, CASE WHEN m.joined_on > %(cutoff)s THEN 'fresh' ELSE '' END), count(*)
    FROM people_membership m
    LEFT JOIN LATERAL (SELECT how FROM organise_confirmation c WHERE c.person_id = m.person_id
                       AND c.confirmed_on > %(cutoff)s ORDER BY c.id DESC LIMIT 1) c ON true
    WHERE m.{column} = %(unit)s AND {present} GROUP BY 1
"""
UNIONS = f"""
    SELECT m.unit_id, count(*) FROM people_membership m
    WHERE {PRESENT} AND {STALE} AND NOT EXISTS (
        SELECT 1 FROM notices_notice n WHERE n."to" = 'seat:' || m.unit_id || ':grassroots_chair'
        AND n.once = 'recheck|' || m.unit_id || '|' || %(round)s)
    GROUP BY m.unit_id ORDER BY m.unit_id LIMIT %(most)s
"""  # noqa: S608
MEMBERS = f"""
    SELECT m.person_id FROM people_account a JOIN people_membership m ON m.person_id = a.person_id
    WHERE a.is_active AND {PRESENT} AND {STALE} AND NOT EXISTS (
        SELECT 1 FROM notices_notice n WHERE n."to" = 'person:' || m.person_id::text
        AND n.once = 'recheck|' || %(round)s)
    ORDER BY m.id LIMIT %(most)s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the question has got below a unit: who answered, who joined lately, who is silent."""

    total: int
    own: int
    officer: int
    roster: int
    fresh: int

    @property
    def done(self) -> int:
        return self.own + self.officer + self.roster + self.fresh

    @property
    def silent(self) -> int:
        return self.total - self.done

    @property
    def silent_share(self) -> str:
        return f"{100 * self.silent / self.total:.1f}" if self.total else "0.0"


def tally(unit: Unit, *, on: date) -> Tally:
    """How many of a union's members are found right within the interval, by whom; one query."""
    sql = TALLY.format(column=scope_column(unit.path)[0], present=PRESENT)
    with connection.cursor() as cursor:
        cursor.execute(sql, values(unit.path, on=on))
        found = dict(cursor.fetchall())
    known = [found.get(how, 0) for how in (Confirmed.SELF, Confirmed.OFFICER, Confirmed.ROSTER, "fresh")]
    return Tally(sum(found.values()), *known)


def due(stretch: Membership, *, on: date) -> bool:
    """Whether a member is asked: he joined before the interval and nobody has confirmed him within it."""
    cutoff = values(stretch.unit.path, on=on)["cutoff"]
    if stretch.joined_on > cutoff:
        return False
    return not Confirmation.objects.filter(person=stretch.person_id, confirmed_on__gt=cutoff).exists()


def asked(stretch: Membership, *, on: date) -> list[tuple[str, str]]:
    """What a member is shown and asked about; nothing when he need not be asked."""
    if not due(stretch, on=on):
        return []
    held, work = people.identity_of(stretch.person), people.employment_of(stretch.person_id)
    return [
        ("手机", masking.phone(held.phone) if held.phone else "没有登记"),
        ("证件号", masking.id_number(held.number) if held.number else "没有登记"),
        ("单位", work.employer.name if work and work.employer else "没有登记"),
        ("工会", stretch.unit.name),
    ]


def unions_to_remind(*, on: date, round: str, most: int) -> list[tuple[int, int]]:
    """(union, members due) of those not yet reminded in this round."""
    return _remind(UNIONS, on=on, round=round, most=most)


def members_to_ask(*, on: date, round: str, most: int) -> list[UUID]:
    """Members with an account who are due and were not yet asked in this round."""
    return [row[0] for row in _remind(MEMBERS, on=on, round=round, most=most)]


def _remind(sql: str, *, on: date, round: str, most: int) -> list[Any]:
    given: dict[str, Any] = {"cutoff": cutoff_of(on), "round": round, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
