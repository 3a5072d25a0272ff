"""The facts of one union from which its compliance points are decided."""

from datetime import date

from yugong.ground.org.models import Unit
from yugong.ground.parameters.queries import value
from yugong.ground.people import queries as people
from yugong.ground.people.queries import Holder
from yugong.kernel.calendar import add_months
from yugong.scenes.organise.models import FoundingState, Renewal
from yugong.scenes.organise.queries import terms
from yugong.scenes.organise.queries.units import member_total
from yugong.scenes.organise.rules.compliance import Standing
from yugong.scenes.organise.rules.founding import latest_end
from yugong.scenes.organise.words import BASIC


def standing(unit: Unit, holders: list[Holder], *, members: int, today: date) -> Standing:
    """The facts the compliance points are decided from."""
    prompt = int(value("membership.found_prompt", on=today, path=unit.path))
    gather = unit.kind in ("home", "joint")
    clusters = people.employer_clusters(unit_id=unit.pk, at_least=prompt) if gather else []
    basic = unit.kind in BASIC
    left = terms.chair_left(unit, on=today)
    months = int(value("election.vacancy_months", on=today, path=unit.path))
    return Standing(
        kind=unit.kind,
        term_to=unit.term_to,
        term_years=unit.term_years,
        roles=frozenset(holder.role for holder in holders),
        officers=len({holder.person_id for holder in holders}),
        members=members,
        incomplete=member_total(unit.path, gap="any") if basic and members else 0,
        staff=unit.employer.staff_count if unit.employer else None,
        approved=bool(unit.approved_no),
        clusters=tuple((name, count) for _, name, count in clusters),
        warning_days=int(value("unit.term_warning", on=today, path=unit.path)),
        complete_share=int(value("unit.complete_share", on=today, path=unit.path)),
        found_prompt=prompt,
        chair_left=left,
        vacancy_until=add_months(left, months) if left else None,
        extension_until=latest_end(unit, on=today),
        vacant=_vacant(unit, months, today),
        renewing=Renewal.objects.filter(unit=unit, state=FoundingState.PREPARING).exists(),
    )


def _vacant(unit: Unit, months: int, today: date) -> tuple[tuple[str, date, date], ...]:
    """Leading posts besides the chair's that stand empty."""
    found = terms.vacancies(on=today, months=months, since=date.min, unit=unit)
    return tuple((terms.WATCHED[gap.role], gap.since, gap.until) for gap in found if gap.role != terms.ROLE)
