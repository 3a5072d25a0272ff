"""Checked lines beside the register: who is known, under which name, and who is a member elsewhere."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from uuid import UUID

from django.db import connection

from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.ground.people.identity import name_of
from yugong.ground.people.sealing import name_index
from yugong.kernel.roster.check import Finding, Result

CHUNK = 1000
Known = tuple[UUID, bytes, memoryview, int | None, bytes, bool]
# id, name's index and seal, unit of membership, phone's index, whether merely claimed by phone
KNOWN = """
    SELECT p.number_index, p.id, p.name_index, p.name_sealed, m.unit_id, p.phone_index,
           p.source = 'join' AND NOT p.verified
           AND NOT EXISTS (SELECT 1 FROM people_membership ever WHERE ever.person_id = p.id)
    FROM people_person p
    LEFT JOIN people_membership m ON m.person_id = p.id AND m.valid_to IS NULL AND m.superseded_at IS NULL
    WHERE p.number_index = ANY(%s::bytea[]) AND p.merged_into_id IS NULL
"""
OTHER_NAME, ELSEWHERE = "name_differs_from_register", "member_elsewhere"


def beside(unit: Unit, findings: Iterable[Finding]) -> Iterator[tuple[Finding, bool]]:
    """Every finding, an error where the register objects, and whether it is a member of `unit` already."""
    source = iter(findings)
    while chunk := list(islice(source, CHUNK)):
        known = _known([finding for finding in chunk if finding.is_accepted])
        if not known:
            yield from ((finding, False) for finding in chunk)
            continue
        for finding in chunk:
            held = known.get((finding.kind, finding.number)) if finding.is_accepted else None
            if held is None:
                yield finding, False
                continue
            row, index, sealed, at, phone, claimed = held
            if claimed and phone not in vault.blinds(finding.phone, "phone"):
                yield finding, False  # only his own word ties that person to the number: it gives way
                continue
            if index != name_index(finding.name) and name_of(row, sealed) != finding.name:
                _object(finding, OTHER_NAME)
            elif at is not None and at != unit.pk:
                _object(finding, ELSEWHERE)
            yield finding, finding.is_accepted and at is not None


def _object(finding: Finding, reason: str) -> None:
    finding.result, finding.reasons = Result.ERROR, (reason,)


def _known(findings: list[Finding]) -> dict[tuple[str, str], Known]:
    """(paper, number) → what the register knows."""
    numbers = [(finding.kind, finding.number) for finding in findings]
    indexes = vault.blinds_many([f"{kind}:{number}" for kind, number in numbers], "number")
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [vault.array(chain(*indexes))])
        rows = cursor.fetchall()
    if not rows:
        return {}
    wanted = {index: number for row in indexes for index, number in zip(row, numbers, strict=True)}
    return {
        wanted[bytes(number)]: (row, bytes(index), sealed, unit, bytes(phone or b""), claimed)
        for number, row, index, sealed, unit, phone, claimed in rows
    }
