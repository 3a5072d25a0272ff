"""Who stands in which household: found by a blind index, so that nobody stands in two."""

from yugong.ground.people import vault
from yugong.ground.people.row_cells import unseal
from yugong.scenes.aid.models import HouseholdMember

PURPOSE = "household"


def index_of(number: str) -> bytes:
    """The blind index of an identity number in households."""
    return vault.blind(number, PURPOSE)


def member_index(row: HouseholdMember) -> bytes:
    """The same of a member's row, from what is sealed in it."""
    return index_of(str(unseal(row, "number_sealed") or ""))


def stands_elsewhere(row: HouseholdMember) -> bool:
    """Whether this member's number already stands in another household's file."""
    known = vault.blinds(str(unseal(row, "number_sealed") or ""), PURPOSE)
    others = HouseholdMember.objects.filter(number_index__in=known, standing=True)
    return others.exclude(household_id=row.household_id).exists()
