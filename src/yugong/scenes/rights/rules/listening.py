"""Who takes calls and walk-ins, and how a matter reached the desk."""

from yugong.kernel.actor import Actor
from yugong.kernel.flow import CALLER, CLERK

CHANNELS = {"call": "来电", "visit": "来访"}  # what came by the phone page has none


def takes_calls(actor: Actor) -> bool:
    """Whether the actor's post takes in appeals and speaks with callers: no post of an employer's union."""
    return actor.seat is not None and actor.seat.duties >= {CLERK, CALLER}
