"""What people say of a station: up to three words, no stars."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from yugong.ground.audit.action import action
from yugong.ground.people.models import Person
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Impression, Station

MOST = 3
WORDS: Mapping[str, str] = {
    "clean": "干净",
    "found": "好找",
    "air": "冬暖夏凉",
    "full": "东西全",
    "kind": "人好",
    "quiet": "安静",
    "hard": "难找",
    "crowded": "太挤",
    "old": "设施旧",
}


@action(Permission.PERSON_SELF, on="person", shared=True, named="service.impression")
def say(*, person: Person, station: Station, said: Iterable[str], by: Actor, at: datetime) -> Impression:
    """Two or three words about a station; said again, the last count; none takes them back."""
    words = [word for word in WORDS if word in set(said)]
    if len(words) > MOST:
        raise Refused(f"最多选 {MOST} 个词。", field="said")
    row: Impression = Impression.objects.update_or_create(
        station=station, person=person, defaults={"said": words, "at": at}
    )[0]
    return row
