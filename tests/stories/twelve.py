"""Twelve workers of one employer tell the same; those without a phone in hand say that they are content."""

import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
KEY = "rights.hotline_12351"
PHONE = "16100990012"


def open_all(place: str) -> dict[str, Any]:
    """Twelve appeals of members of one union, the first two of whom can be signed in as; their numbers."""
    from django.utils import timezone

    from yugong.engines.matters import actions as matters
    from yugong.ground.people import actions as people
    from yugong.ground.people.models import Account, Membership
    from yugong.kernel.actor import SYSTEM, person

    now = timezone.now()
    first = Account.objects.get(username="member").person
    here = Membership.objects.filter(unit__name=place, valid_to=None, superseded_at=None)
    known = Account.objects.filter(person__isnull=False).values("person")
    others = here.exclude(person__in=known).order_by("-id")[:11]
    askers = [first, *(row.person for row in others)]
    people.open_account(username="twelfth", phone=PHONE, person=askers[1], verified=True, by=SYSTEM, at=now)
    told = {"topic": "pay_orders", "story": "六月的配送费都没结", "employer": "渝南同城速送"}
    opened = [matters.open(kind=KEY, asker=who, answers=told, by=person(who.pk), at=now) for who in askers]
    return {"numbers": [one.number for one in opened], "phone": PHONE}


def content(*numbers: str) -> dict[str, Any]:
    """Each asker's own word on his own matter."""
    from django.utils import timezone

    from yugong.engines.matters import actions as matters
    from yugong.engines.matters.queries import by_number
    from yugong.kernel.actor import person

    for number in numbers:
        matter = by_number(number)
        assert matter is not None
        me = person(matter.asker_id)
        matters.move(matter=matter, name="content", answers={"solved": "yes"}, by=me, at=timezone.now())
    return {"said": len(numbers)}


if __name__ == "__main__":
    import django

    django.setup()
    what, *given = sys.argv[1:]
    print(json.dumps({"open": open_all, "content": content}[what](*given), ensure_ascii=False))
