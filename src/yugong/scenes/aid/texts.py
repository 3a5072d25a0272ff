"""What people are told by this scene."""

from yugong.ground.notices.templates import Template, templates

LINK_OFFERED = templates.add(
    Template(
        "aid.link_offered",
        1,
        "孩子的下一步到了",
        "{when}：{step}。点开看有哪些选择，一键确认，不用再填表。",
        personal=False,
    )
)
LINK_PLACED = templates.add(
    Template("aid.link_placed", 1, "岗位已确认", "{when}：{step}已经确认，点开看时间和地点。", personal=False)
)
LINK_BACK = templates.add(
    Template(
        "aid.link_back", 1, "岗位要重新选", "{when}：{step}没有安排成，点开看原因，可以再选。", personal=False
    )
)
PARCEL_READY = templates.add(
    Template(
        "aid.parcel_ready",
        1,
        "有一份物资等你领",
        "{programme}：{goods} {pieces} 份。到领取点出示领取码，或者报 6 位数字。",
        personal=False,
    )
)
GRANT_MADE = templates.add(
    Template(
        "aid.grant_made", 1, "帮扶已批准", "{programme}：{amount} 元，会打到你登记的银行卡。", personal=True
    )
)
NOT_GRANTED = templates.add(
    Template("aid.not_granted", 1, "这次没有批准", "{programme}：{reason}{change}", personal=True)
)
