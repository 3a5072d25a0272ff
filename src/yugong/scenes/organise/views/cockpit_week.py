"""What appeals of the last seven days are about."""

from datetime import datetime, timedelta
from typing import Any

from yugong.engines.matters.queries import clustering
from yugong.engines.matters.queries.rates import Reach
from yugong.kernel.flow import kinds
from yugong.scenes.organise.cockpit import HOTLINE
from yugong.scenes.organise.views.standing import Place, listed

TOPICS = 6
Said = tuple[str, int, int, int, str]  # topic, this week, change, share of the largest, its list


def week(place: Place, *, now: datetime) -> list[Said]:
    """What appeals of the last seven days are about, and how much more or less than the seven before."""
    if HOTLINE not in kinds:
        return []
    reach = Reach(HOTLINE, place.unit.pk, place.unit.path, now - timedelta(days=14), now)
    found = clustering.topics(reach, "topic", middle=now - timedelta(days=7))
    names = _names()
    order = sorted(found.items(), key=lambda one: (-one[1][0], -one[1][1], one[0]))[:TOPICS]
    largest = max((count for _, (count, _) in order), default=0) or 1
    return [
        (
            names.get(key, "没有归类"), count, count - before, round(100 * count / largest),
            listed("topic", place.unit.pk, topic=key),
        )
        for key, (count, before) in order
        if count or before
    ]  # fmt: skip


def _names() -> dict[str, str]:
    """The topics in words, as the kind declares them."""
    asked_ = next((one for one in kinds[HOTLINE].fields if one.name == "topic"), None)
    options: Any = getattr(asked_, "of", ())
    return {str(one[0]): str(one[1]) for one in options}
