"""Issuing membership certificates from the register."""

import secrets
from datetime import datetime

from django.db import transaction

from yugong.ground.audit.action import action
from yugong.ground.audit.actions import record
from yugong.ground.audit.writing import facts
from yugong.ground.people import queries
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.models import Certificate

TAKEN = "organise.take_certificate"


def note_taking(*, certificate: Certificate, by: Actor, at: datetime) -> None:
    """Write into the log, under the person, that an officer took his certificate out."""
    with transaction.atomic():
        record(by=by, did=TAKEN, on=certificate.person, at=at, data={"number": certificate.number})


@action(Permission.MEMBERSHIP_CARD, on="person")
def issue(*, person: Person, matter: str, purpose: str, to: str, by: Actor, at: datetime) -> Certificate:
    """Attest a person's membership as it stands; a corrected one gets the next number of its matter."""
    stretch = queries.membership_of(person.pk)
    if stretch is None:
        raise Refused("现在不是工会会员，不能开证明")
    earlier = Certificate.objects.filter(matter=matter).count()
    row = Certificate(
        number=f"{matter}-{earlier + 1}",
        matter=matter,
        person=person,
        unit=stretch.unit,
        unit_name=stretch.unit.name,
        member_number=stretch.number,
        standing=stretch.standing,
        joined_on=stretch.joined_on,
        purpose=purpose,
        to=to,
        code=secrets.token_urlsafe(18),
        issued_at=at,
    )
    row.save()
    facts(number=row.number)
    return row
