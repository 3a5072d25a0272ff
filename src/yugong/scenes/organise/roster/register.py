"""Checked lines beside the register: who is known, under which name, and who is a member elsewhere."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.ground.people.identity import name_of
from yugong.ground.people.models import Membership, Person
from yugong.scenes.organise.roster.check import Finding, Result

CHUNK = 1000
STANDING = "already_member"  # a note, not a problem: the line stays accepted and changes nothing
OTHER_NAME, ELSEWHERE = "name_differs_from_register", "member_elsewhere"


def beside(unit: Unit, findings: Iterable[Finding]) -> Iterator[tuple[Finding, bool]]:
    """Every finding, an error where the register objects, and whether it is a member of `unit` already."""
    source = iter(findings)
    while chunk := list(islice(source, CHUNK)):
        known = _known([finding for finding in chunk if finding.is_accepted])
        standing = dict(
            Membership.objects.filter(
                person__in=[person for person, _ in known.values()], valid_to=None, superseded_at=None
            ).values_list("person_id", "unit_id")
        )
        for finding in chunk:
            held = known.get((finding.kind, finding.number)) if finding.is_accepted else None
            member = False
            if held is not None:
                person, name = held
                at = standing.get(person)
                if name != finding.name:
                    _object(finding, OTHER_NAME)
                elif at is not None and at != unit.pk:
                    _object(finding, ELSEWHERE)
                else:
                    member = at is not None
            yield finding, member


def _object(finding: Finding, reason: str) -> None:
    finding.result, finding.reasons = Result.ERROR, (reason,)


def _known(findings: list[Finding]) -> dict[tuple[str, str], tuple[UUID, str]]:
    """(paper, number) → person and registered name, of those the register knows."""
    wanted = {
        index: (finding.kind, finding.number)
        for finding in findings
        for index in vault.blinds(f"{finding.kind}:{finding.number}", "number")
    }
    rows = Person.objects.filter(number_index__in=list(wanted), merged_into__isnull=True)
    return {
        wanted[bytes(index or b"")]: (row, name_of(row, sealed))
        for row, index, sealed in rows.values_list("id", "number_index", "name_sealed")
    }
