"""Plants two activities of Nanchuan: one with a single place that begins soon, and a lot that is due."""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")


def plant(phone: str) -> dict[str, Any]:
    """Both are public; a second member can be signed in as; five people wait for the lot."""
    from tests.stories.readers_service import HOUR, NOW, WHO, campaign, reviewers
    from yugong.engines.campaigns.actions import enrolling
    from yugong.ground.org.models import Unit
    from yugong.ground.people import actions as people
    from yugong.ground.people.models import Account, Membership
    from yugong.kernel.actor import person

    first = Account.objects.get(username="member").person
    home = Membership.objects.get(person=first, valid_to=None, superseded_at=None).unit
    here = Membership.objects.filter(unit=home, valid_to=None, superseded_at=None)
    known = Account.objects.filter(person__isnull=False).values("person")
    others = [row.person for row in here.exclude(person__in=known).order_by("-id")[:5]]
    people.open_account(username=f"second-{phone}", phone=phone, person=others[0], verified=True, **WHO)
    district = Unit.objects.get(name="南川区总工会")
    crew = reviewers(district)
    walk = campaign(
        district, crew, NOW + HOUR / 2, places=1, closes_at=NOW + HOUR / 3, title=f"凤嘴江健步走 {phone[-3:]}"
    )
    camp = campaign(district, crew, NOW + HOUR / 2, taking="lot", title=f"子女夏令营 {phone[-3:]}")
    for one in (first, *others):
        enrolling.enrol(person=one, campaign=camp, by=person(one.pk), at=camp.opens_at + HOUR)
    return {"walk": str(walk.pk), "walk_title": walk.title, "camp": str(camp.pk)}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(plant(sys.argv[1]), ensure_ascii=False))
