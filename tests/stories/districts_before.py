"""The districts as they stood before 2025-11-06, with members of that time: a story replays the change."""

import os
import sys
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
STREETS = (("观音桥", "江北区", 3), ("龙溪", "渝北区", 2), ("大湾", "渝北区", 1), ("水土", "北碚区", 2))


def build() -> None:
    """江北 and 渝北 with a street each and a town, 水土 below 北碚; some members in each, joined in 2020."""
    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.kernel.actor import SYSTEM

    by = {"by": SYSTEM, "at": datetime.now(UTC)}
    city = Unit.objects.get(kind="city", valid_to=None)
    above = {"北碚区": Unit.objects.get(name="北碚区总工会", valid_to=None)}
    for name in ("江北区", "渝北区"):
        above[name] = org.found_unit(
            name=f"{name}总工会", kind="district", parent=city, on=date(2000, 1, 1), **by
        )
    for name, district, count in STREETS:
        street = org.found_unit(
            name=f"{name}街镇总工会", kind="street", parent=above[district], on=date(2000, 1, 1), **by
        )
        for n in range(count):
            who = people.enrol(given=Identity(f"{name}某{n}"), source="story", **by)
            people.join(person=who, unit=street, on=date(2020, 5, 1), route="roster", **by)


if __name__ == "__main__":
    from yugong.site import environment

    environment.ready()
    import django

    django.setup()
    build()
    sys.stdout.write("built")
