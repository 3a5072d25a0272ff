"""The urn: ballots wait in sealed boxes without order, and go into the chain mixed (docs/adr/0017)."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yugong.engines.selection.models import HOLDS, Box, Round
from yugong.ground.people.row_cells import seal, unseal

Slip = tuple[str, tuple[int, ...]]  # receipt and choices
Place = tuple[int, str]  # unit and hour


@dataclass
class Content:
    """What lies in a box: ballots, and how many came from which union in which hour."""

    slips: list[Slip]
    rolls: Counter[Place]
    crowded: Counter[Place]


def drop(poll: Round, slip: Slip, *, unit: int, at: datetime, crowded: bool) -> None:
    """Put a ballot into any box with room; inside, ballots lie in the order of their receipts.

    Boxes that others are just writing to are passed over, so that voters do not wait for each other.
    """
    rows = Box.objects.select_for_update(skip_locked=True)
    box = rows.filter(poll=poll, count__lt=HOLDS).order_by("?").first() or Box(poll=poll, count=0)
    inside = content(box)
    place = (unit, at.replace(minute=0, second=0, microsecond=0).isoformat())
    inside.slips.append(slip)
    inside.rolls[place] += 1
    if crowded:
        inside.crowded[place] += 1
    _fill(box, inside)
    box.save()


def content(box: Box) -> Content:
    """What lies in a box."""
    held = (unseal(box, "papers_sealed") if box.papers_sealed else None) or [[], [], []]
    slips = [(code, tuple(choices)) for code, choices in held[0]]
    rolls, crowded = (Counter({(unit, hour): n for unit, hour, n in part}) for part in held[1:])
    return Content(slips, rolls, crowded)


def _fill(box: Box, inside: Content) -> None:
    rolls, crowded = (
        sorted([*place, n] for place, n in part.items()) for part in (inside.rolls, inside.crowded)
    )
    box.count = len(inside.slips)
    box.papers_sealed = seal(box, "papers_sealed", [sorted(inside.slips), rolls, crowded])


def empty(poll: Round) -> Content:
    """Take everything out of the boxes of a round; whoever calls holds the round's lock."""
    found = Content([], Counter(), Counter())
    boxes = Box.objects.filter(poll=poll)
    for box in boxes:
        inside = content(box)
        found.slips += inside.slips
        found.rolls += inside.rolls
        found.crowded += inside.crowded
    boxes.delete()
    return found


def put_back(poll: Round, slips: Sequence[Slip]) -> None:
    """Lay ballots back into fresh boxes."""
    rows = []
    for start in range(0, len(slips), HOLDS):
        box = Box(poll=poll)
        _fill(box, Content(list(slips[start : start + HOLDS]), Counter(), Counter()))
        rows.append(box)
    Box.objects.bulk_create(rows)


def mixed(slips: Sequence[Slip], *, stay: int) -> tuple[list[Slip], list[Slip]]:
    """Which ballots are sealed now and which stay, by chance: nobody's hour follows from his seal."""
    shuffled = list(slips)
    random.SystemRandom().shuffle(shuffled)
    return sorted(shuffled[stay:]), shuffled[:stay]


def holds(poll: Round, code: str) -> bool:
    """Whether a ballot with this receipt waits in one of the boxes."""
    return any(code == known for box in Box.objects.filter(poll=poll) for known, _ in content(box).slips)


def drop_many(poll: Round, slips: Sequence[tuple[Slip, int]], *, at: datetime) -> None:
    """The same for many ballots with their unions, for a loader."""
    hour = at.replace(minute=0, second=0, microsecond=0).isoformat()
    rows, mixed_up = [], list(slips)
    random.SystemRandom().shuffle(mixed_up)
    for start in range(0, len(mixed_up), HOLDS):
        box, part = Box(poll=poll), mixed_up[start : start + HOLDS]
        _fill(box, Content([slip for slip, _ in part], Counter((unit, hour) for _, unit in part), Counter()))
        rows.append(box)
    Box.objects.bulk_create(rows)
