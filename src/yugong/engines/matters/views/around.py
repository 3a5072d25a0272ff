"""What stands around a matter: the level above, the matters beside it, the officer drawn for it."""

from datetime import datetime
from typing import Any

from yugong.engines.matters import queries
from yugong.engines.matters.queries import Sheet
from yugong.engines.matters.views import faces
from yugong.kernel import tree
from yugong.kernel.actor import Actor
from yugong.kernel.flow import CLERK, CLOSED, SUPERVISOR, Kind, kinds


def _picks(kind: Kind, sheet: Sheet) -> list[tuple[str, datetime, str]]:
    """What could be handled together with the matter, each in the words of its line."""
    words = {stage: kind.stage_label(stage) for stage in {one.stage for one in sheet.alike}}
    return [(one.number, one.opened_at, words[one.stage]) for one in sheet.alike]


def facts(me: Actor, sheet: Sheet) -> dict[str, Any]:
    """What the matter's page shows and offers of this."""
    found, seat = sheet.matter, me.seat
    kind = kinds[found.kind]
    assert seat is not None
    sits_here, runs = seat.unit_id == found.unit_id, found.stage != CLOSED
    alone_at_top = sits_here and len(tree.ids(found.unit_path)) == 1
    demands = [
        (row, demand, answer, faces.last_day(row.clock.due_at))
        for row, demand, answer in (queries.supervisions(found) if sheet.about.supervised else ())
    ]
    waits = any(row.answered_at is None for row, *_ in demands)
    can_gather = sits_here and runs and bool(seat.duties & {CLERK, SUPERVISOR})
    drawn = runs and kind.stage(found.stage).drawn
    return {
        "demands": demands,
        "may_supervise": runs and not waits and SUPERVISOR in seat.duties and (not sits_here or alone_at_top),
        "may_answer": waits and sits_here,
        "beside": _picks(kind, sheet) if can_gather and kind.gathers and found.lead_id is None else [],
        "gathered": queries.gathered(found) if sheet.about.beside else [],
        "may_part": can_gather and found.lead_id is not None,
        "may_redraw": drawn and found.claimed_by_id == me.person_id,
    }
