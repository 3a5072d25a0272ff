"""Plants whom the story of unpaid wages needs: a rider, his employer, two supervisors, a mediator."""

import json
import os
import sys
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")

DISTRICT, RIDERS = "南川区总工会", "南川区外卖配送行业联合工会"
OFFICERS = {
    "jiandu-a": ("监督甲", "supervisor"),
    "jiandu-b": ("监督乙", "supervisor"),
    "tiaojie": ("调解丙", "mediator"),
}


def plant(number: str, employer: str, password: str) -> dict[str, Any]:
    """A rider with this phone, who works for this employer; officers of the district with this password."""
    from django.utils import timezone

    from yugong.ground.org import actions as org
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.identity import Identity
    from yugong.ground.people.models import Account
    from yugong.kernel.actor import SYSTEM
    from yugong.scenes.rights.actions import mediation_bodies, teams
    from yugong.scenes.rights.models import MediationBody

    who: dict[str, Any] = {"by": SYSTEM, "at": timezone.now()}
    today = timezone.localdate()
    district, riders = (Unit.objects.get(name=name) for name in (DISTRICT, RIDERS))
    firm = org.register_employer(name=employer, **who)
    rider = people.enrol(given=Identity(name="禤大勇", phone=number), source="story", **who)
    people.join(person=rider, unit=riders, on=date(2024, 5, 1), route="roster", trade="外卖骑手", **who)
    people.employ(person=rider, employer=firm, trade="外卖骑手", source="story", **who)
    people.open_account(username=f"story{number}", person=rider, phone=number, verified=True, **who)
    for n, (key, (name, team)) in enumerate(OFFICERS.items()):
        if Account.objects.filter(username=key).exists():
            continue
        officer = people.enrol(
            given=Identity(name=name, phone=f"1610077{number[-3:]}{n}"), source="story", **who
        )
        people.open_account(username=key, person=officer, password=password, verified=True, **who)
        teams.appoint(unit=district, team=team, person=officer, on=today, **who)
    if not MediationBody.objects.filter(unit=district, closed_on=None).exists():
        mediation_bodies.form_body(
            unit=district, kind="district", name=f"{DISTRICT}劳动争议调解委员会", formed_on=date(2024, 1, 1),
            years=5, **who,
        )  # fmt: skip
    return {"rider": str(rider.pk)}


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        print(json.dumps(plant(*sys.argv[1:])))
