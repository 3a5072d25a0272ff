"""A partner agency's table taken in: good rows change what is known, bad ones are told by their number."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people import vault
from yugong.ground.people.models import Membership
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import offers
from yugong.scenes.aid.actions.facts import check, end, following, put
from yugong.scenes.aid.models import AidOffer, FactsImport, HouseholdFacts, OfferState
from yugong.scenes.aid.queries.facts import facts_of_many
from yugong.scenes.aid.rules.telling import Told, read

PIECE, SHOWN = 1_000, 500
STRANGER = "不是本会范围内的会员"


@action(Permission.FACTS_IMPORT, on="unit")
def take_in(
    *, unit: Unit, data: bytes, file: str, source: str, on: date, by: Actor, at: datetime
) -> FactsImport:
    """Take a table in for members of a union and those below it; the row says what came of it."""
    if on > local_day(at):
        raise Refused("数据日期不能晚于今天", field="on", code="future")
    if not source.strip():
        raise Refused("请写明是哪个单位的数据", field="source", code="missing")
    names, rows = read(data, file)
    taken = FactsImport(unit=unit, source=source.strip()[:40], on=on, rows=0, made_by=by.key, made_at=at)
    errors: list[tuple[int, str]] = []
    seen: set[UUID] = set()
    while part := list(islice(rows, PIECE)):
        taken.rows += len(part)
        errors += _take(part, unit, taken, seen, at=at)
    taken.errors = errors[:SHOWN]
    left = taken.rows - taken.changed - taken.same
    taken.save(force_insert=True)
    facts(figures=names, rows=taken.rows, changed=taken.changed, left=left)
    return taken


def _take(
    part: Sequence[Told], unit: Unit, taken: FactsImport, seen: set[UUID], *, at: datetime
) -> list[tuple[int, str]]:
    """Some rows at once; returns what was wrong with others."""
    members = _members([one.number for one in part if one.number and not one.why], unit)
    known = facts_of_many([one.person_id for one in members.values()])
    fresh: list[HouseholdFacts] = []
    errors: list[tuple[int, str]] = []
    for told in part:
        member = members.get(told.number)
        try:
            if told.why or member is None:
                raise Refused(told.why or STRANGER)
            if member.person_id in seen:
                raise Refused("同一个人前面已经有一行")
            check(told.values)
            before = known.get(member.person_id)
            row = following(before, told.values, source=taken.source, on=taken.on, at=at)
        except Refused as refused:
            errors.append((told.row, refused.reason))
            continue
        seen.add(member.person_id)
        if row is before:
            taken.same += 1
            continue
        row.person_id = member.person_id
        put(row, member.unit)
        if before is not None:
            end(before, on=taken.on, at=at)
        fresh.append(row)
    HouseholdFacts.objects.bulk_create(fresh)
    taken.changed += len(fresh)
    _review(fresh, at=at)
    return errors


def _review(fresh: Iterable[HouseholdFacts], *, at: datetime) -> None:
    rows = {row.person_id: row for row in fresh}
    asked = AidOffer.objects.filter(person_id__in=list(rows), state=OfferState.OPEN)
    for person in set(asked.values_list("person_id", flat=True)):
        offers.review(rows[person], at=at)


def _members(numbers: Sequence[str], unit: Unit) -> dict[str, Membership]:
    """The present members of a subtree by their identity numbers."""
    wanted = {
        index: number
        for indexes in vault.blinds_many([f"resident:{number}" for number in numbers], "number")
        for index, number in zip(indexes, numbers, strict=True)
    }
    rows = Membership.objects.filter(
        valid_to=None, superseded_at=None, person__number_index__in=list(wanted),
        unit__path__gte=unit.path, unit__path__lt=tree.upper_bound(unit.path),
    )  # fmt: skip
    found = rows.select_related("unit", "person")
    return {wanted[bytes(one.person.number_index or b"")]: one for one in found}
