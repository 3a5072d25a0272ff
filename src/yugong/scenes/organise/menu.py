"""The desk menu of this scene."""

from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry


def register() -> None:
    """Put the pages of this scene into the menu of the desk."""
    for entry in (
        Entry("cockpit", "organise", "gauge", "驾驶舱", "desk_cockpit", P.MEMBER_LIST, order=1),
        Entry("deeds", "organise", "target", "十件实事", "desk_deeds", P.MEMBER_LIST, order=2),
        Entry("upward", "organise", "clipboard-list", "上级要数", "desk_upward", P.UPWARD_ANSWER, order=3),
        Entry("org", "organise", "network", "组织", "desk_org", P.MEMBER_LIST, order=10),
        Entry("annual", "organise", "book-open", "年度报告", "desk_annual", P.MEMBER_LIST, order=4),
        Entry("late", "organise", "file-text", "建会督促", "desk_late", P.UNIT_MANAGE, order=30),
        Entry("members", "organise", "users", "会员", "desk_members", P.MEMBER_LIST, order=20),
        Entry("duplicates", "organise", "copy", "重复登记", "desk_duplicates", P.PERSON_MERGE, order=30),
        Entry(
            "recheck", "organise", "list-checks", "信息核对", "desk_recheck", P.MEMBERSHIP_CHANGE, order=25
        ),
        Entry("quality", "organise", "gauge", "信息质量", "desk_quality", P.MEMBER_LIST, order=26),
        Entry("house", "house", "sliders-horizontal", "参数与日历", "desk_house", P.HOLIDAY_IMPORT),
        Entry("accounts", "house", "key-round", "重置密码", "desk_accounts", P.POST_APPOINT),
        Entry("emergency", "house", "key-round", "紧急权限", "desk_emergency", P.EMERGENCY_ASK),
        Entry("log", "house", "scroll-text", "审计日志", "desk_log", P.AUDIT_READ),
        Entry("roles", "house", "shield-check", "岗位权限", "desk_roles"),
        Entry("rosters", "organise", "file-up", "名册", "desk_rosters", P.ROSTER_IMPORT, order=30),
    ):
        menus.desk.add(entry)
