"""The verbs of a matter: `matters.open(...)`, `matters.move(...)`, `matters.urge(...)` and so on."""

from yugong.engines.matters.actions.desk import claim, hand_to, refer, release, transfer
from yugong.engines.matters.actions.drafts import drop_draft, purge, save_draft
from yugong.engines.matters.actions.drawing import redraw
from yugong.engines.matters.actions.following import follow, open_nameless
from yugong.engines.matters.actions.gathering import gather, part
from yugong.engines.matters.actions.laying_down import lay_down
from yugong.engines.matters.actions.moving import move
from yugong.engines.matters.actions.opening import open
from yugong.engines.matters.actions.pausing import pause, resume
from yugong.engines.matters.actions.revealing import reveal
from yugong.engines.matters.actions.seeing import seen
from yugong.engines.matters.actions.supervising import answer_supervision, supervise
from yugong.engines.matters.actions.sweeping import Swept, recount, sweep
from yugong.engines.matters.actions.talking import message, urge
from yugong.engines.matters.models import Matter

__all__ = [
    "Matter",
    "Swept",
    "answer_supervision",
    "claim",
    "drop_draft",
    "follow",
    "gather",
    "hand_to",
    "lay_down",
    "message",
    "move",
    "open",
    "open_nameless",
    "part",
    "pause",
    "purge",
    "recount",
    "redraw",
    "refer",
    "release",
    "resume",
    "reveal",
    "save_draft",
    "seen",
    "supervise",
    "sweep",
    "transfer",
    "urge",
]
