"""This year's roster beside the register: what is the same is confirmed, each difference waits for a word."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import actions as people
from yugong.ground.people import vault
from yugong.ground.people.identity import open_person
from yugong.ground.people.models import Membership
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.kernel.permissions import Permission
from yugong.kernel.roster.check import Finding
from yugong.kernel.roster.reading import read
from yugong.scenes.organise.actions import confirming, enrolling, roster_lines
from yugong.scenes.organise.models import Comparison, Confirmed, Difference, Sort
from yugong.scenes.organise.queries import rosters

MOST = 20_000
TABLE = "organise_difference"
DECISIONS: Mapping[str, Mapping[str, str]] = {
    Sort.NEW: {"join": "登记入会", "skip": "不是本会的"},
    Sort.MISSING: {"stay": "还在，没变", "ask": "不在了，去办手续"},
    Sort.CHANGED: {"take": "用名册上的手机", "keep": "登记的没错"},
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a line of the roster says of somebody."""

    name: str
    paper: str = ""
    number: str = ""
    phone: str = ""
    trade: str = ""
    joined_on: str = ""


def seal_line(given: Given, row: UUID) -> bytes:
    """A line, sealed to its difference."""
    text = json.dumps(asdict(given), ensure_ascii=False)
    return vault.seal(text, table=TABLE, column="line_sealed", row=row)


def open_line(row: Difference) -> Given | None:
    """What the roster says, None where it says nothing."""
    text = vault.unseal(row.line_sealed, table=TABLE, column="line_sealed", row=row.pk)
    return Given(**json.loads(text)) if text else None


@action(Permission.ROSTER_IMPORT, on="unit")
def compare(*, unit: Unit, data: bytes, file: str, by: Actor, at: datetime) -> Comparison:
    """Hold a roster against the members of a union: nobody is added, changed or removed by it.

    Who stands in both alike is confirmed. Refuses what is no roster, and a roster that is very long.
    """
    today = local_day(at)
    youngest = int(value("membership.min_age", on=today, path=unit.path))
    reading = read(data, file, remembered=rosters.memory_of(unit))
    lines, rejected = _lines(list(reading.findings(today=today, youngest=youngest)), at=at)
    if len(lines) > MOST:
        raise Refused(f"这份名册超过 {MOST:,} 人，请按基层工会分开核对", field="file", code="long")
    row = Comparison(unit=unit, lines=len(lines), rejected=rejected, made_by=by.key, made_at=at)
    members = {one.person_id: one for one in _members(unit)}
    same, differences = _beside(lines, members, row)
    row.same = len(same)
    row.save(force_insert=True)
    Difference.objects.bulk_create(differences, batch_size=1000)
    confirming.note(same, how=Confirmed.ROSTER, by=by, at=at)
    facts(comparison=row.pk, lines=row.lines, same=row.same, differences=len(differences))
    return row


def _lines(findings: list[Finding], *, at: datetime) -> tuple[list[Given], int]:
    lines = [
        Given(
            one.identity.name, one.identity.paper, one.identity.number, one.identity.phone, one.trade,
            one.joined_on.isoformat() if one.joined_on else "",
        )
        for one in roster_lines.lines_from(findings, at=at)
    ]  # fmt: skip
    return lines, sum(not one.is_accepted and one.result != "duplicate" for one in findings)


def _members(unit: Unit) -> list[Membership]:
    rows = Membership.objects.filter(valid_to=None, superseded_at=None).select_related("person")
    rows = rows.filter(unit__path__gte=unit.path, unit__path__lt=tree.upper_bound(unit.path))
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"这个组织的会员超过 {MOST:,} 人，请按基层工会分开核对", field="file", code="long")
    return found


def _beside(
    lines: list[Given], members: dict[UUID, Membership], row: Comparison
) -> tuple[list[Membership], list[Difference]]:
    """Members found alike, and every difference."""
    known = {bytes(one.person.number_index): one for one in members.values() if one.person.number_index}
    same: list[Membership] = []
    differences: list[Difference] = []
    seen: set[UUID] = set()
    for line in lines:
        indexes = vault.blinds(f"{line.paper}:{line.number}", "number")
        member = next((known[index] for index in indexes if index in known), None)
        if member is None:
            differences.append(_difference(row, Sort.NEW, line=line))
            continue
        seen.add(member.person_id)
        held = open_person(member.person)
        if line.phone and line.phone != held.phone:
            differences.append(_difference(row, Sort.CHANGED, person=member.person_id, line=line))
        else:
            same.append(member)
    missing = (person for person in members if person not in seen)
    differences += [_difference(row, Sort.MISSING, person=person) for person in missing]
    return same, differences


def _difference(
    row: Comparison, sort: Sort, *, person: UUID | None = None, line: Given | None = None
) -> Difference:
    made = Difference(id=uuid7(), comparison=row, sort=sort, person_id=person)
    made.line_sealed = seal_line(line, made.pk) if line else None
    return made


@action(Permission.ROSTER_IMPORT, on="unit")
def decide(*, unit: Unit, difference: Difference, decision: str, by: Actor, at: datetime) -> Difference:
    """Carry out what was decided about one difference, once; leaving always takes its own procedure."""
    row = Difference.objects.select_for_update(of=("self",)).select_related("comparison", "person").get(
        pk=difference.pk
    )  # fmt: skip
    if row.comparison.unit_id != unit.pk:
        raise Refused("这条差异不在这份名册里")
    if row.decision:
        raise Refused("这一条刚刚有人办过", code="stale")
    if decision not in DECISIONS[row.sort]:
        raise Refused("请从给出的几种办法里选一种", field="decision")
    line = open_line(row)
    if decision == "join" and line is not None:
        _join(unit, line, by=by, at=at)
    elif decision == "take" and line is not None and row.person is not None:
        changes = {"phone": line.phone}
        people.amend(person=row.person, changes=changes, reason="与今年的名册核对", by=by, at=at)
    if row.person_id and decision != "ask":
        held = Membership.objects.filter(person_id=row.person_id, valid_to=None, superseded_at=None)
        confirming.note(held, how=Confirmed.ROSTER, changed=decision == "take", by=by, at=at)
    row.decision, row.decided_by, row.decided_at, row.line_sealed = decision, by.key, at, None
    row.save(update_fields=["decision", "decided_by", "decided_at", "line_sealed"])
    facts(difference=row.pk, sort=row.sort, decision=decision)
    return row


def _join(unit: Unit, line: Given, *, by: Actor, at: datetime) -> None:
    enrolling.add_member(
        unit=unit, name=line.name, paper=line.paper, number=line.number, phone=line.phone, trade=line.trade,
        joined_on=date.fromisoformat(line.joined_on) if line.joined_on else None, by=by, at=at,
    )  # fmt: skip


def undecided(comparison: Comparison, sort: str, *, after: UUID | None, limit: int) -> list[Any]:
    """Differences that wait for a word, in order."""
    rows = Difference.objects.filter(comparison=comparison, decision="", sort=sort)
    rows = rows.filter(id__gt=after) if after else rows
    return list(rows.select_related("person").order_by("id")[:limit])
