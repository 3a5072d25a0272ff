"""Households for the tests of this scene: invented figures for members of the town."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from matters.town import LONG_AGO, START, Town, enrol

from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.people.models import Person
from yugong.kernel import tree
from yugong.kernel.actor import SYSTEM
from yugong.scenes.aid.actions import facts
from yugong.scenes.aid.models import Household, HouseholdFacts, HouseholdState
from yugong.scenes.aid.models.facts import LEVELS

ORDER = ("deep", "relative", "accident")
RULE = "aid.hardship"
JUNE = date(2026, 6, 1)
POOR = {"persons": 3, "annual_income_fen": 6_000_000, "rigid_expenses_fen": 3_600_000}
RICH = {"persons": 3, "annual_income_fen": 30_000_000, "rigid_expenses_fen": 0}
EDGE = (0, 1, 749, 750, 1125, 735, 600, 900, 1102, 2000)  # yuan a head and month, at the lines and beside


@st.composite
def figures(draw: Any) -> dict[str, int | None]:
    """The figures of one household, many of them at a line."""
    persons = draw(st.one_of(st.none(), st.integers(1, 6)))
    rigid = draw(st.integers(0, 40_000)) * 100
    head = draw(st.sampled_from(EDGE)) * 100 + draw(st.integers(-1, 1))
    income = head * 12 * (persons or 2) + rigid
    return {
        "persons": persons,
        "annual_income_fen": draw(st.sampled_from((income, income, income, None, rigid - 5))),
        "rigid_expenses_fen": rigid,
        "accident_costs_fen": draw(
            st.sampled_from((0, 0, max(income, 0) * 4 // 5, max(income, 0) * 4 // 5 + 1))
        ),
        "rural": draw(st.integers(0, 1)),
        "rural_migrant": draw(st.integers(0, 1)),
        "medical_costs_fen": draw(st.sampled_from((0, 99_999, 1_000_000, 3_000_000, 90_000_000))),
        "subsistence": draw(st.integers(0, 1)),
        "senior_pupils": draw(st.integers(0, 2)),
        "students": draw(st.integers(0, 1)),
        "entrants": draw(st.integers(0, 1)),
        "labour_months": draw(st.sampled_from((0, 11, 12, 40))),
        "private_pupils": draw(st.sampled_from((0, 0, 0, 1))),
        "cars": draw(st.sampled_from((0, 0, 0, 1))),
        "homes": draw(st.integers(0, 2)),
        "firms": draw(st.sampled_from((0, 0, 0, 1))),
    }


def neighbours(town: Town, count: int) -> list[tuple[Person, Any]]:
    """Members of two unions in two districts, by turns."""
    far = org.found_unit(
        name="西区厂工会", kind="enterprise", parent=town.west, on=LONG_AGO, by=SYSTEM, at=START
    )
    units = (town.union, far)
    return [(enrol(f"工友{n}", 200 + n, units[n % 2]), units[n % 2]) for n in range(count)]


def settle(people: list[tuple[Person, Any]], figures: list[dict[str, int | None]]) -> list[HouseholdFacts]:
    """Let these be all the households there are."""
    with writing("test"):
        HouseholdFacts.objects.all().delete()
        rows = [
            HouseholdFacts(
                person=person, unit=unit, source="测试", valid_from=JUNE, recorded_at=START,
                **dict(zip(LEVELS, tree.levels(unit.path), strict=True)), **given,
            )
            for (person, unit), given in zip(people, figures, strict=False)
        ]  # fmt: skip
        return HouseholdFacts.objects.bulk_create(rows)


def file_some(people: list[tuple[Person, Any]]) -> None:
    """Every third household has a file, of each category by turns; one has ended, one runs out today."""
    with writing("test"):
        for place, (person, unit) in enumerate(people[::3]):
            Household(
                person=person, unit=unit, state=HouseholdState.HELPED, category=ORDER[place % 3],
                opened_at=START, since=JUNE, valid_to=START.date() if place == 1 else date(2027, 6, 1),
                ended_on=START.date() if place == 2 else None,
            ).save()  # fmt: skip


def known(person: Person, values: dict[str, int | None], on: date = JUNE, at: Any = START) -> HouseholdFacts:
    """Record figures as the platform does."""
    return facts.record(person=person, values=values, source="测试", on=on, by=SYSTEM, at=at)
