"""What the mediations and the legal aid of the demo are about, in the words of those who ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dispute:
    """One dispute with an employer: what it is about, what is asked for, and what is agreed, in yuan."""

    topic: str
    employer: str
    claim: str  # which money field of the sheet
    asked: int
    agreed: int
    facts: str


DISPUTES = (
    Dispute("pay", "重庆凤江鞋业有限公司", "owed", 14600, 14600, "计件工资拖了三个月，工资条上写着未结清。"),
    Dispute("pay", "重庆隆化火锅餐饮有限公司", "overtime", 9200, 6800, "春节、国庆都上班，没有按三倍发过。"),
    Dispute(
        "leaving", "重庆龙川汽车零部件有限公司", "severance", 31500, 27000, "车间撤了，不给补偿就喊签字走人。"
    ),
    Dispute(
        "pay",
        "重庆嘉陵星即时配送有限公司南川分公司",
        "owed",
        6240,
        5200,
        "换站点以后两个月配送费没有结清，申诉没人理。",
    ),
    Dispute("contract", "重庆金佛山居民宿管理有限公司", "double_pay", 22800, 15000, "做了半年没签过合同。"),
    Dispute("injury", "重庆隆化建筑工程有限公司", "injury", 68000, 61000, "从外架摔下来，出院以后没人管。"),
    Dispute(
        "pay", "重庆山城速递有限公司南川营业部", "owed", 7800, 7800, "离职三个月，最后一个月派件费没给。"
    ),
    Dispute(
        "leaving", "重庆渝悦出行科技有限公司南川分公司", "damages", 18600, 12000, "平台突然封号，说合作到期。"
    ),
    Dispute("pay", "重庆永生桥商贸有限公司", "overtime", 5400, 4600, "每天多站两个小时理货，没有加班费。"),
    Dispute("pay", "重庆石墙新型建材有限公司", "owed", 19800, 19800, "停窑四个月，生活费一直没发。"),
    Dispute(
        "leaving", "重庆佳境物业服务有限公司", "severance", 12600, 9000, "换了物业公司，老职工的年限不认。"
    ),
    Dispute("rest", "重庆市南川区惠民大药房", "other_money", 3600, 0, "三年没有休过年假，也没有折算。"),
)


@dataclass(frozen=True)
class Plea:
    """One application for legal aid: against whom, for how much, and what came back, in yuan."""

    claim: str
    employer: str
    amount: int
    facts: str
    recovered: int = 0
    report: str = ""
    rural: bool = True


PLEAS = (
    Plea(
        "injury",
        "重庆隆化建筑工程有限公司",
        980000,
        "高处坠落致四级伤残，单位没有参保，只付过医药费。",
        862400,
        "仲裁裁决支持一次性伤残补助金、伤残津贴和护理费，单位已按裁决付清。",
    ),
    Plea(
        "wage",
        "重庆凤江鞋业有限公司",
        748000,
        "代表十九名工友讨要停产前五个月的工资和经济补偿。",
        742500,
        "法院调解，拍卖设备所得优先支付工资，十九人全部到账。",
    ),
    Plea(
        "injury",
        "重庆嘉陵星即时配送有限公司南川分公司",
        520000,
        "送餐途中被撞，颅脑损伤，平台不认用工关系。",
        468000,
        "职业伤害保障和侵权赔偿一并解决，赔偿款已到账，后续治疗另行主张。",
    ),
    Plea("wage", "重庆金佛山居民宿管理有限公司", 86000, "装修班组八个人的工钱，业主和包工头互相推。"),
    Plea("injury", "重庆石墙新型建材有限公司", 210000, "矽肺二期，离职以后单位不肯做职业病诊断。"),
    Plea("wage", "重庆龙川汽车零部件有限公司", 43000, "厂里正在搬设备，怕钱要不到了。"),
    Plea("wage", "重庆山城速递有限公司南川营业部", 15600, "五个月派件费没有结清。"),
    Plea("leaving", "重庆永生桥商贸有限公司", 22000, "合同没到期就不要我上班了。", rural=False),
    Plea("other", "重庆隆化百货有限公司", 5000, "不满意年终奖的评定。", rural=False),
)
LAWYERS = (
    ("陈远航", "重庆金佛律师事务所", "labour"),
    ("冉秋萍", "重庆金佛律师事务所", "injury"),
    ("何立诚", "重庆凤嘴江律师事务所", "labour"),
    ("田晓岚", "重庆凤嘴江律师事务所", "general"),
)
