"""The parameters of services as they are shipped: stations, orders."""

from yugong.ground.parameters.default import Default

SERVICE: dict[str, Default] = {
    "order.gather": Default(3, "职工点单：收集心愿（工作日）", "平台设计值", "L"),
    "order.bid": Default(3, "职工点单：报价和选定（工作日）", "平台设计值", "L"),
    "order.bids": Default(3, "职工点单：至少几家报价，不足要写理由", "平台设计值，重庆未定", "U"),
    "order.again": Default(3, "职工点单：没收到的重新送到（工作日）", "平台设计值", "L"),
    "order.confirm": Default(5, "职工点单：职工确认收到（工作日）", "平台设计值", "L"),
    "order.regret": Default(30, "职工点单：结束后多久内还能说没收到（日）", "平台设计值", "L"),
    "station.walk_speed": Default("75", "步行速度（米/分钟）", "平台设计值，山城缓行", "L"),
    "station.detour": Default("1.3", "步行路程与直线距离之比", "平台设计值，待实测", "U"),
    "station.half_life": Default("6", "驿站开没开的消息，过多久只算一半（小时）", "平台设计值", "L"),
    "station.orders_locked": Default(1, "几个人说门锁着就派单", "平台设计值", "L"),
    "station.orders_other": Default(2, "几个人说没水、不干净、坏了就派单", "平台设计值", "L"),
    "station.inspect_days": Default(180, "多久检查一次驿站（日）", "平台设计值，待市总工会确定", "U"),
    "station.mend": Default(24, "驿站报修处理（小时）", "平台设计值", "L"),
    "station.heard": Default(3, "驿站报修处理后等反映人说开着没有（日）", "平台设计值", "L"),
}
