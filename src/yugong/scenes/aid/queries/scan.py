"""One pass through the households in order: whom a rule helps, and whose offer no longer holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from yugong.scenes.aid.models import AidScan, OfferState
from yugong.scenes.aid.queries.faces import PRESENT, Face, joined

NOBODY = UUID(int=0)
END = f"""
    SELECT f.id FROM aid_householdfacts f WHERE {PRESENT} AND f.id > %(after)s
    ORDER BY f.id OFFSET %(size)s LIMIT 1
"""  # noqa: S608
HITS = """
    SELECT g.id, g.person_id, r.rule
    FROM (SELECT f.id, f.person_id, {categories} FROM aid_householdfacts f {joins}
          WHERE {present} AND f.id > %(after)s {upto} OFFSET 0) g
    CROSS JOIN LATERAL (VALUES {values}) AS r (rule, helped)
    WHERE ({any}) AND r.helped
"""
FRESH = """
    SELECT h.* FROM ({hits}) h WHERE NOT EXISTS (
        SELECT 1 FROM aid_aidoffer o WHERE o.person_id = h.person_id AND o.rule = h.rule AND (
            o.state = %(open)s OR o.quiet_until > %(on)s
            OR (o.state = %(taken)s
                AND (o.facts_id = h.id OR o.closed_at > %(on)s::date - interval '1 year'))))
    ORDER BY h.id, h.rule
"""
OPEN = f"""
    SELECT g.id, g.person_id, g.rule, g.category, (g.category = g.outcome AND g.unmoved) IS TRUE
    FROM (SELECT o.id, o.person_id, o.rule, o.outcome, CASE o.rule {{cases}} END AS category,
                 f.id = o.facts_id AND o.unit_id = f.unit_id AS unmoved
          FROM aid_aidoffer o
          LEFT JOIN aid_householdfacts f ON f.person_id = o.person_id AND {PRESENT} {{joins}}
          WHERE o.state = %(open)s AND o.id > %(after)s ORDER BY o.id LIMIT %(size)s) g ORDER BY g.id
"""  # noqa: S608
COUNT = f"SELECT count(*) FROM aid_householdfacts f WHERE {PRESENT}"  # noqa: S608
REHOMED = f"""
    UPDATE aid_householdfacts f
       SET unit_id = m.unit_id, l1 = m.l1, l2 = m.l2, l3 = m.l3, l4 = m.l4, l5 = m.l5
      FROM people_membership m
     WHERE {PRESENT} AND m.person_id = f.person_id AND m.valid_to IS NULL AND m.superseded_at IS NULL
       AND m.unit_id <> f.unit_id
"""  # noqa: S608


class Standing(NamedTuple):
    """An open offer beside what the rule says today: `category` is none when it helps no longer."""

    offer_id: UUID
    person_id: UUID
    rule: str
    category: str | None
    same: bool


class Hit(NamedTuple):
    """A household which a rule helps."""

    facts_id: UUID
    person_id: UUID
    rule: str


def rehome() -> int:
    """Put households under the union of which their main person is a member now; how many moved."""
    with connection.cursor() as cursor:
        cursor.execute(REHOMED)
        return cursor.rowcount


def households() -> int:
    """How many households there are to look at."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def chunk_end(after: UUID | None, size: int) -> UUID | None:
    """The last household of the next chunk of `size`; None when no more than that are left."""
    with connection.cursor() as cursor:
        cursor.execute(END, {"after": after or NOBODY, "size": size - 1})
        found = cursor.fetchone()
        return found[0] if found else None


def hits(faces: Sequence[Face], after: UUID | None, upto: UUID | None, *, on: date, fresh: bool) -> list[Hit]:
    """Whom the rules help between two households; `fresh`: who has no offer yet and said no to none."""
    places = range(len(faces))
    sql = HITS.format(
        categories=", ".join(f"{one.category} AS c{n}" for n, one in enumerate(faces)),
        values=", ".join(f"(%(rule{n})s, g.c{n} = ANY(%(helped{n})s))" for n in places),
        any=" OR ".join(f"g.c{n} = ANY(%(helped{n})s)" for n in places),
        joins=joined(faces), present=PRESENT, upto="AND f.id <= %(upto)s" if upto else "",
    )  # fmt: skip
    given = {"after": after or NOBODY, "upto": upto, "on": on, "taken": OfferState.TAKEN.value}
    with connection.cursor() as cursor:
        cursor.execute(FRESH.format(hits=sql) if fresh else sql, given | _given(faces))
        return [Hit(*row) for row in cursor.fetchall()]


def _given(faces: Sequence[Face]) -> dict[str, Any]:
    found: dict[str, Any] = {"open": OfferState.OPEN.value}
    for place, one in enumerate(faces):
        found |= {f"rule{place}": one.rule, f"helped{place}": list(one.helped), **one.params}
    return found


def standing(faces: Sequence[Face], *, size: int) -> Iterator[list[Standing]]:
    """Every open offer beside what its rule says today, in pieces of `size`."""
    cases = " ".join(f"WHEN %(rule{n})s THEN {one.category}" for n, one in enumerate(faces))
    helped = {one.rule: one.helped for one in faces}
    sql, after = OPEN.format(cases=cases, joins=joined(faces)), NOBODY
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, {"after": after, "size": size, **_given(faces)})
            found = [Standing(*row) for row in cursor.fetchall()]
        if not found:
            return
        yield [
            one if one.category in helped.get(one.rule, ()) else one._replace(category=None) for one in found
        ]
        after = found[-1].offer_id


def walk(faces: Sequence[Face], *, on: date, size: int) -> Iterator[list[Hit]]:
    """Every household, chunk by chunk, for a count or a measurement; nothing is written."""
    after: UUID | None = None
    while True:
        upto = chunk_end(after, size)
        yield hits(faces, after, upto, on=on, fresh=False)
        if upto is None:
            return
        after = upto


def newest() -> AidScan | None:
    """The last search that went through."""
    return AidScan.objects.exclude(done_at=None).order_by("-id").first()


def unfinished(day: date) -> AidScan | None:
    """A search of this day that stopped half-way."""
    return AidScan.objects.filter(done_at=None, day=day).order_by("-id").first()
