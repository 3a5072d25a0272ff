"""Who may be drawn to ask the asker: officers with the duty who had no part in handling the matter."""

from datetime import date
from uuid import UUID

from yugong.engines.matters.models import Happening, Matter
from yugong.engines.matters.queries.keeping import kept_among
from yugong.engines.matters.queries.officers import Officer, officers
from yugong.engines.matters.queries.story import person_in
from yugong.kernel import tree
from yugong.kernel.flow import kinds

PARTS = ("move", "claim", "release", "transfer", "pause", "resume", "opinion", "said", "supervise", "gather")


def touched(matter: Matter) -> set[UUID]:
    """Everybody who had a part in the matter, from its happenings, and the asker himself."""
    rows = Happening.objects.filter(matter=matter, did__in=PARTS).values_list("by", flat=True)
    found = {person for key in set(rows) if (person := person_in(key))}
    return {*found, matter.asker_id, *filter(None, (matter.handled_by_id,))}


def pool(matter: Matter, *, on: date) -> list[Officer]:
    """Those of the nearest union above the handling one that has any; at the top, of the union itself.

    Whoever sits at the handling desk itself is in the handling line, unless there is nothing above it.
    """
    duty = kinds[matter.kind].stage(matter.stage).held_by
    out, chain = touched(matter), list(tree.ids(matter.unit.path))
    for units in (chain[:-1], chain[-1:]):
        sitting = officers(units, duty=duty, on=on) if units else []
        kept = kept_among({one.person_id for one in sitting} - out, matter) | out
        free = [one for one in sitting if one.person_id not in kept]
        if free:
            return [one for one in free if one.unit_id == free[0].unit_id]
    return []
