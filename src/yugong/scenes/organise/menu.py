"""The desk menu of this scene."""

from yugong.kernel.permissions import Permission as P
from yugong.ui import menus
from yugong.ui.menus import Entry

menus.desk.add(Entry("org", "organise", "network", "组织", "desk_org", order=10))
menus.desk.add(
    Entry("members", "organise", "users", "会员", "desk_members", permission=P.MEMBER_LIST, order=20)
)
menus.desk.add(
    Entry("house", "house", "sliders-horizontal", "参数与日历", "desk_house", permission=P.HOLIDAY_IMPORT)
)
menus.desk.add(Entry("log", "house", "scroll-text", "审计日志", "desk_log", permission=P.AUDIT_READ))
menus.desk.add(Entry("roles", "house", "shield-check", "岗位权限", "desk_roles"))
