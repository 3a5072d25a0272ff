"""The tabs of a worklist and which of them concern a seat."""

from yugong.kernel.actor import Seat
from yugong.kernel.flow import CALLER, SUPERVISOR
from yugong.kernel.permissions import Permission

TABS = {
    "mine": "待我处理",
    "unclaimed": "待签收",
    "waiting": "等别人",
    "calls": "回访",
    "watch": "督办",
    "done": "已办",
}


def has_tab(seat: Seat, tab: str) -> bool:
    """Whether a tab concerns a seat; a post that may not look at matters has none."""
    if Permission.MATTER_VIEW not in seat.permissions:
        return False
    needs = {"watch": SUPERVISOR, "calls": CALLER}.get(tab)
    return needs is None or needs in seat.duties
