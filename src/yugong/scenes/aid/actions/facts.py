"""Recording what is known of a household: a change ends the row of before and begins the next."""

from collections.abc import Mapping
from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.ground.people.queries import membership_of
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import offers
from yugong.scenes.aid.models import Household, HouseholdFacts
from yugong.scenes.aid.models.facts import LEVELS
from yugong.scenes.aid.queries.facts import FIGURES, MOST, YES_NO, facts_of, figures

BOUNDS = {"persons": (1, 99), "labour_months": (0, 1200), "annual_income_fen": (-MOST, MOST)}


@action(Permission.FACTS_RECORD, on="person")
def record(
    *,
    person: Person,
    values: Mapping[str, int | None],
    source: str,
    on: date,
    household: Household | None = None,
    unit: Unit | None = None,
    by: Actor,
    at: datetime,
) -> HouseholdFacts:
    """Record figures of the household whose main person this is, as they are from a day on.

    `values` are whole numbers by the names of `queries.facts.FIGURES`, money in fen; what is not given
    stays as it was known. `unit` is needed only for somebody who is no member. Figures that change nothing
    add no row. Refused for a future day, one before the known row, and a number that cannot be.
    """
    check(values)
    if on > local_day(at):
        raise Refused("数据日期不能晚于今天", field="on", code="future")
    before = facts_of(person.pk)
    row = following(before, values, source=source, on=on, household=household, at=at)
    if row is before and before is not None:
        return before
    row.person = person
    _place(row, person, unit, before)
    if before is not None:
        end(before, on=on, at=at)
    row.save(force_insert=True)
    offers.review(row, at=at)
    facts(source=source[:40], figures=sorted(values), on=on.isoformat())
    return row


def following(
    before: HouseholdFacts | None,
    values: Mapping[str, int | None],
    *,
    source: str,
    on: date,
    household: Household | None = None,
    at: datetime,
) -> HouseholdFacts:
    """The row that says what is known from a day on, not saved; the one of before when nothing changes."""
    if before is not None and on < before.valid_from:
        day = before.valid_from.isoformat()
        raise Refused(f"已经有 {day} 起的数据，更早的不再登记", field="on", code="older")
    known = figures(before) if before else {}
    file = household.pk if household else before.household_id if before else None
    if before is not None and known == {**known, **values} and file == before.household_id:
        return before
    row = HouseholdFacts(
        household_id=file, source=source[:40], valid_from=on, recorded_at=at, **{**known, **values}
    )
    if before is not None:
        row.person_id, row.unit = before.person_id, before.unit
        for level in LEVELS:
            setattr(row, level, getattr(before, level))
    return row


def check(values: Mapping[str, int | None]) -> None:
    """Known names and possible numbers: Broken for a wrong name, Refused for a wrong number."""
    for name, value in values.items():
        if name not in FIGURES:
            raise Broken(f"household facts: no figure {name!r}; known: {', '.join(FIGURES)}")
        if value is None and name in ("persons", "annual_income_fen"):
            continue
        most = (
            1 if name in YES_NO else MOST if name.endswith("_fen") else 99 if name != "labour_months" else 999
        )
        least = 1 if name == "persons" else 0
        if type(value) is not int or not least <= value <= most:
            raise Refused(f"“{FIGURES[name]}”的数字不对，请核对", field=name, code="number")


def end(row: HouseholdFacts, *, on: date, at: datetime) -> None:
    """What was known holds until the day; a row of that same day was a mistake."""
    if row.valid_from < on:
        row.valid_to = on
    else:
        row.superseded_at = at
    row.save(update_fields=["valid_to", "superseded_at"])


def _place(row: HouseholdFacts, person: Person, unit: Unit | None, before: HouseholdFacts | None) -> None:
    """Under which union the household stands: given, the person's own, or the one of before."""
    stretch = membership_of(person.pk) if unit is None else None
    found = unit or (stretch.unit if stretch else before.unit if before else None)
    if found is None:
        raise Refused("这名职工还不是会员，请先选择由哪个工会联系", field="unit", code="no_unit")
    put(row, found)


def put(row: HouseholdFacts, unit: Unit) -> None:
    """Let the household stand under a union."""
    row.unit = unit
    for level, above in zip(LEVELS, tree.levels(unit.path), strict=True):
        setattr(row, level, above)
