"""The verbs of a matter: `matters.open(...)`, `matters.move(...)`, `matters.urge(...)` and so on."""

from yugong.engines.matters.actions.desk import claim, hand_to, pause, refer, release, resume, transfer
from yugong.engines.matters.actions.drafts import drop_draft, purge, save_draft
from yugong.engines.matters.actions.laying_down import lay_down
from yugong.engines.matters.actions.moving import move
from yugong.engines.matters.actions.opening import open
from yugong.engines.matters.actions.revealing import reveal
from yugong.engines.matters.actions.seeing import seen
from yugong.engines.matters.actions.sweeping import Swept, recount, sweep
from yugong.engines.matters.actions.talking import message, urge
from yugong.engines.matters.models import Matter

__all__ = [
    "Matter",
    "Swept",
    "claim",
    "drop_draft",
    "hand_to",
    "lay_down",
    "message",
    "move",
    "open",
    "pause",
    "purge",
    "recount",
    "refer",
    "release",
    "resume",
    "reveal",
    "save_draft",
    "seen",
    "sweep",
    "transfer",
    "urge",
]
