"""What one who was there thought of it: asked once, never forced."""

from datetime import datetime

from yugong.engines.campaigns.models import Enrolment, Opinion
from yugong.ground.audit.action import action
from yugong.ground.people.models import Person
from yugong.ground.people.row_cells import seal
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

WORTH = {"yes": "值得", "so": "还行", "no": "不值得"}


@action(Permission.PERSON_SELF, on="person", named="campaigns.opinion")
def say(*, person: Person, enrolment: Enrolment, worth: str, words: str, by: Actor, at: datetime) -> Opinion:
    """What one who was there thought; asked once, never forced; said again, the last word counts."""
    if enrolment.person_id != person.pk or not enrolment.attendances.exists():
        raise Refused("到过场的人才能评价。", code="unknown")
    if worth not in WORTH:
        raise Refused("请选一个：值得、还行、不值得。", field="worth")
    row = Opinion.objects.filter(enrolment=enrolment).first() or Opinion(enrolment=enrolment)
    row.worth, row.at, text = worth, at, words.strip()[:500]
    row.words_sealed = seal(row, "words_sealed", text) if text else None
    row.save()
    return row
