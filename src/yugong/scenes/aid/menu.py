"""The desk menu of this scene."""

from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry

ENTRIES: tuple[Entry, ...] = (
    Entry("programmes", "aid", "hand-heart", "帮扶项目", "desk_programmes", P.MATTER_HANDLE, order=30),
    Entry("goods", "aid", "package", "物资发放", "desk_goods", P.MATTER_HANDLE, order=40),
    Entry("aid_reports", "aid", "life-buoy", "临时救助报备", "desk_aid_reports", P.MATTER_HANDLE, order=60),
    Entry("aid_funds", "aid", "wallet", "帮扶资金", "desk_aid_funds", P.FUND_VIEW, order=70),
    Entry("chains", "aid", "graduation-cap", "子女链条", "desk_chains", P.MATTER_HANDLE, order=50),
    Entry("offers", "aid", "search", "政策找人", "desk_offers", P.OFFER_VIEW, order=35),
    Entry("sandbox", "aid", "calculator", "政策测算", "desk_sandbox", P.POLICY_TRY, order=60),
    Entry("households", "aid", "hand-heart", "困难档案", "desk_households", P.MATTER_HANDLE, order=10),
)


def register() -> None:
    """Put the pages of this scene into the menu of the desk."""
    for entry in ENTRIES:
        menus.desk.add(entry)
