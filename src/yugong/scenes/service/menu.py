"""The desk menu of this scene."""

from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry

ENTRIES = (
    Entry("stations", "service", "map-pin", "驿站阵地", "desk_stations", P.STATION_MANAGE, order=10),
    Entry("activities", "service", "calendar", "活动与服务", "desk_activities", P.CAMPAIGN_MANAGE, order=20),
    Entry("orders", "service", "cup-soda", "职工点单", "desk_orders", P.CAMPAIGN_MANAGE, order=22),
    Entry("health", "service", "shield-plus", "职工健康", "desk_health", P.CAMPAIGN_MANAGE, order=40),
    Entry("counsel", "service", "messages-square", "咨询预约", "desk_counsel", P.COUNSEL_HOLD, order=50),
    Entry("votes", "service", "vote", "评选投票", "desk_votes", P.CONTEST_MANAGE, order=30),
    Entry("news", "service", "megaphone", "资讯", "desk_news", P.NEWS_WRITE, order=24),
)


def register() -> None:
    """Put the pages of this scene into the menu of the desk."""
    for entry in ENTRIES:
        menus.desk.add(entry)
