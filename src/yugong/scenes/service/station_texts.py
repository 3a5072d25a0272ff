"""What people are told about stations."""

from yugong.ground.notices.templates import Template, templates

STATION_ORDER = templates.add(
    Template(
        "service.station_order",
        1,
        "驿站有人反映，请去看看",
        "{station}：有人反映“{what}”。请在 24 小时内处理，由管护工会在办件 {number} 里回复。",
        sms="您负责的驿站有人反映问题，请登录渝工查看",
        personal=False,
    )
)
STATION_MENDED = templates.add(
    Template(
        "service.station_mended",
        1,
        "你反映的驿站处理好了",
        "{station}：{done}。路过时请点一下“开着”或者“门锁着”，后来的人都看得到。",
    )
)
