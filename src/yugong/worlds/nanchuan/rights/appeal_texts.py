"""What workers tell the hotline, and what came of it, in the plain words of both sides."""

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Told:
    """One trouble: its item, the worker's words, the union's answer; `{n}` are months, `{yuan}` an amount."""

    topic: str
    story: str
    result: str
    where: str = "any"  # platform, site: only at such employers
    money: tuple[int, int] = (0, 0)  # yuan, from and to


def told() -> tuple[Told, ...]:
    """The troubles of the year, as the file lists them."""
    with files("yugong.worlds").joinpath("nanchuan/rights/troubles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Told(r["topic"], r["story"], r["result"], r["where"], (int(r["least"]), int(r["most"]))) for r in rows
    )


COLLECTIVE = Told(
    "wages",
    "我们车间十几个人 {n} 个月没发工资了，老板说订单黄了没钱，天天喊等。",
    "工会和人社一起上门，拖欠的工资分两批付清，本人这一份 {yuan} 元已到卡。",
    money=(6800, 14600),
)
UNREASONABLE = (
    "自己离职已经三年，要求工会出面让老东家按现在的工资补三年差额，不给就天天打电话。",
    "和同事打麻将输了钱，要求单位从同事工资里扣出来给他。",
    "要求单位把他和组长都开除，各赔他五万精神损失费。",
)
RULED = "诉求没有法律和政策依据：当事人双方已经结清并签字，单位没有违反劳动法律的情形。"
DECLINED = (
    ("房屋租赁纠纷不属于劳动关系方面的事。", "找住地的人民调解委员会，或者打 12348。"),
    ("反映的是物业收费，不归工会办。", "请打 12345，或者找街道物管办。"),
    ("同一件事仲裁委已经开庭，工会不重复受理。", "等仲裁裁决；不服的 15 日内可以到法院起诉。"),
)
STRANGE = (
    ("other", "房东不退押金 2000 元，工会帮我要一下嘛。"),
    ("other", "小区物业费涨了一倍，你们管不管？"),
    ("dismissal", "公司辞退我，仲裁上周开了庭，想请工会再帮我办一遍。"),
)
NOTES = (
    "已经联系上单位人事，约好明天上午见面核对工资表，有结果马上告诉您。",
    "今天去了现场，单位承认情况属实，正在走付款流程。",
    "考勤和转账记录已经核对完，还差一份合同，单位答应后天补来。",
    "已请区人社局劳动监察一起去，定在后天上午。",
)
WORRIES = (
    "麻烦帮我保密，我还想在那里上班。",
    "今天公司又有人来问是不是我打的电话。",
    "如果要见面，能不能约在下班以后？",
)
UNHAPPY = (
    "钱只给了一半，剩下的又说下个月，等于没解决。",
    "公司就口头答应，没看到东西，我不放心。",
    "电话打了就完了，没有人真的去看过现场。",
)
UNHAPPY_AGAIN = "说好的时间又过了，还是没到账，这回要有个准信。"
SPOKE = (
    "上午十点拨通，本人说钱收到了，谢谢工会。",
    "下午三点拨通，本人说事情办好了，希望以后不再发生。",
    "晚上下班后拨通，本人说基本满意，就是等得有点久。",
)
SPOKE_UNHAPPY = "上午十一点拨通，本人说单位只发了一部分，要求接着办。"
TRIED = "上午、下午、次日各打一次，都没有人接，已发短信。"
RETURNS = (
    "单位注册地和用工地都不在本镇，实际用工在东城街道。",
    "用工主体是区属企业，应由区总工会办。",
    "涉及行业主管部门，建议由区总工会牵头。",
)
OVERRULED = "实际用工地在本辖区，现场就在镇上，由原承办工会办理。"
PAUSES = (
    "等职工提供银行流水，本人说后天去打。",
    "等工伤认定结论，认定期间暂停计时。",
)
DEMANDS = (
    "超时未办结，请三个工作日内报进展，月底前要有结果。",
    "职工两次反映同一单位，请一并检查工资支付情况，报整改结果。",
)
WATCHED = "已约谈单位负责人，付款计划书面定下来了，第一笔本周五到账。"
TRANSFERS = (
    "单位在两个街道都有门店，由区总工会统一协调。",
    "单位总部在区外，由区总工会对接。",
)
SHOPS = ("老街豆花馆", "城南小笼包店", "金山路烧烤摊", "北门五金店", "凤江快修店", "水江洗车行")
