"""Plants two stations on a hill where no others are: one round the clock, one whose steward is the chair."""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")

KEEPER = "南川区快递行业联合工会"
LON = 107.2205


def plant(word: str, lat: str) -> dict[str, Any]:
    """The stations by their names; word and latitude tell them from those of another run."""
    from django.utils import timezone

    from yugong.ground.org.models import Unit
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.service.actions.doors import fit_lock
    from yugong.scenes.service.actions.stations import StationFacts, open_station

    who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
    unit, steward = Unit.objects.get(name=KEEPER), Account.objects.get(username="chair").person_id
    near = StationFacts(
        f"{word}暖心小站", "山上正街 5 号", float(lat), LON, sort="kiosk", always_open=True,
        facilities=("water", "seats"), steward_id=steward,
    )  # fmt: skip
    far = StationFacts(
        f"{word}智慧驿站", "山上公路口", float(lat) + 0.006, LON, sort="smart", always_open=True,
        facilities=("water", "charging", "toilet"),
    )  # fmt: skip
    kiosk, smart = (open_station(unit=unit, given=one, **who) for one in (near, far))
    return {"kiosk": str(kiosk.pk), "smart": str(smart.pk), "key": fit_lock(station=smart, **who)}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(plant(*sys.argv[1:])))
