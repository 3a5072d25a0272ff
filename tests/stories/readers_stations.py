"""Plants stations: a smart one with a lock, one that somebody reported, one of another district."""

import io
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.actor import person as acting
from yugong.scenes.service.actions import doors, impressions, reports
from yugong.scenes.service.actions.photos import add_photo
from yugong.scenes.service.actions.stations import StationFacts, open_station
from yugong.scenes.service.models import Station, StationPhoto

NOW = timezone.now()
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
SMART = StationFacts(
    "远处智慧驿站", "远处滨江路 1 号", 29.158, 107.098, sort="smart", always_open=True, ring="远处环线",
    facilities=("water", "charging", "toilet"), phone="023-12351",
)  # fmt: skip
PLAIN = StationFacts("远处暖心小站", "远处正街 2 号", 29.159, 107.101, sort="kiosk", always_open=True)


def photo(row: Station) -> StationPhoto:
    """A picture of the door."""
    data = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(data, "JPEG")
    data.seek(0)
    return add_photo(station=row, upload=data, shows="远处的门口", **WHO)


def plant(person: Person) -> list[Any]:
    """The paths that are opened."""
    unit, me = Membership.objects.filter(person=person, valid_to=None)[0].unit, acting(person.pk)
    smart = open_station(unit=unit, given=SMART, **WHO)
    doors.fit_lock(station=smart, **WHO)
    photo(smart)
    plain = open_station(unit=unit, given=PLAIN, **WHO)
    for what, ago in (("open", 5), ("no_water", 2)):
        reports.say(station=plain, what=what, by=me, at=NOW - timedelta(hours=ago))
    impressions.say(person=person, station=plain, said=["clean", "found"], by=me, at=NOW)
    return [
        ("", "/stations/", 200),
        ("", "/stations/?q=远处&open=1", 200),
        ("", "/stations/?q=没有这样的站", 200),
        ("", "/stations/places/", 200),
        ("", f"/stations/{plain.pk}/", 200),
        ("holder", "/stations/", 200),
        ("holder", f"/stations/{smart.pk}/", 200),
        ("holder", f"/stations/{plain.pk}/", 200),
    ]


def far(unit: Unit, person: Person) -> dict[str, str]:
    """A station of another district, and what somebody there found."""
    row = open_station(unit=unit, given=SMART, **WHO)
    said = reports.say(station=row, what="no_water", by=acting(person.pk), at=NOW)
    return {"station_id": str(row.pk), "report_id": str(said.pk), "photo_id": str(photo(row).pk)}
