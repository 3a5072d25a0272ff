"""Unions being founded: by matter, who may agree to move there, and what an election said."""

from uuid import UUID

from yugong.ground.org.models import UnitKind
from yugong.ground.people.models import Employment, Membership
from yugong.scenes.organise.models import Agreement, Election, Founding, Renewal

MOST = 2000
GATHERED = (UnitKind.HOME, UnitKind.JOINT)


def founding_of(matter: str) -> Founding | None:
    """The preparation that a matter began."""
    return Founding.objects.select_related("upper", "employer", "unit").filter(matter=matter).first()


def founding_at(founding_id: int) -> Founding | None:
    """One preparation."""
    return Founding.objects.select_related("upper", "employer", "unit").filter(pk=founding_id).first()


def election_of(matter: str) -> Election | None:
    """The newest election reported in a matter."""
    return Election.objects.select_related("chair").filter(matter=matter).order_by("-id").first()


def renewal_of(matter: str) -> Renewal | None:
    """The re-election that a matter began."""
    return Renewal.objects.select_related("unit", "upper").filter(matter=matter).first()


def members_elsewhere(founding: Founding) -> list[UUID]:
    """Members of home and joint unions who work for the employer of a union being founded."""
    if founding.employer_id is None:
        return []
    here = Employment.objects.filter(employer_id=founding.employer_id, valid_to=None)
    rows = Membership.objects.filter(
        valid_to=None, superseded_at=None, unit__kind__in=GATHERED, person__in=here.values("person")
    )
    return list(rows.order_by("person_id").values_list("person_id", flat=True)[:MOST])


def may_agree(founding: Founding, person_id: UUID) -> bool:
    """Whether he is a member of a home or joint union who works for that employer."""
    if founding.employer_id is None:
        return False
    here = Employment.objects.filter(employer_id=founding.employer_id, person_id=person_id, valid_to=None)
    rows = Membership.objects.filter(
        person_id=person_id, valid_to=None, superseded_at=None, unit__kind__in=GATHERED
    )
    return here.exists() and rows.exists()


def has_agreed(founding: Founding, person_id: UUID) -> bool:
    """Whether he has already said yes."""
    return Agreement.objects.filter(founding=founding, person_id=person_id).exists()
