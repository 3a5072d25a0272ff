"""Opens a vote for the story of the receipts, and later closes and posts it, as the officers would."""

import json
import os
import sys
from typing import Any


def started() -> dict[str, Any]:
    """A vote of the district's union that runs."""
    from tests.stories.readers_service import DAY, HOUR, NOW, reviewers
    from yugong.engines.selection.actions import drafting, reviewing
    from yugong.engines.selection.actions.drafting import Nominee
    from yugong.ground.org.models import Unit

    unit = Unit.objects.get(name="南川区总工会")
    crew = reviewers(unit)
    given = {
        "title": "故事里的投票", "about": "最好用的驿站，一人最多选两个。", "contact": "023-12351",
        "opens_at": NOW - HOUR, "closes_at": NOW + DAY, "winners": 1,
    }  # fmt: skip
    named = [Nominee(name, "有水有电") for name in ("江边驿站", "桥头驿站", "车站驿站")]
    row = drafting.draft(
        unit=unit, contest="service.favourite", given=given, nominees=named, by=crew[0], at=NOW
    )
    row = reviewing.submit(poll=row, by=crew[0], at=NOW)
    for one in crew[1:3]:
        row = reviewing.review(poll=row, passed=True, reason="", by=one, at=NOW)
    return {"poll": str(row.pk)}


def posted(poll: str) -> dict[str, Any]:
    """The same a day later: closed, and its result posted."""
    from tests.stories.readers_service import DAY, NOW
    from yugong.engines.selection.actions import posting, sealing
    from yugong.engines.selection.models import Round
    from yugong.kernel.actor import CLOCK

    row = sealing.close(poll=Round.objects.get(pk=poll), by=CLOCK, at=NOW + DAY)
    return {"until": str(posting.post(poll=row, by=CLOCK, at=NOW + DAY).posted_until)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
    import django

    django.setup()
    print(json.dumps(started() if sys.argv[1] == "open" else posted(sys.argv[2])))
