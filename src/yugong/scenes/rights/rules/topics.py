"""The item tree of the hotline: groups, items, and the six tiles of the phone page that lead to them."""

from dataclasses import dataclass

GROUPS = {
    "consult": "咨询",
    "complaint": "投诉",
    "law": "法律服务",
    "advice": "建议",
    "help": "求助",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its key stands in rows, `words` in a story suggest it, the phone shows it at `tile`."""

    key: str
    label: str
    group: str
    tile: str = "other"
    words: tuple[str, ...] = ()
    level: str = "street"  # the lowest sort of union that handles it

    @property
    def full(self) -> str:
        return f"{GROUPS[self.group]} · {self.label}"


TILES = {
    "wages": ("欠薪", "工资、配送费"),
    "injury": ("受伤", "工伤、猝倒"),
    "contract": ("合同", "没签、被辞"),
    "insurance": ("社保", "没交、断交"),
    "site": ("干活环境", "高温、危险"),
    "other": ("别的事", "说给我们听"),
}

ITEMS = (
    Item("wages", "拖欠工资", "complaint", "wages", ("工资", "欠薪", "没发钱", "拖欠", "工钱", "薪水")),
    Item("pay_orders", "拖欠配送费、单价争议", "complaint", "wages", ("配送费", "单价", "扣单", "跑单")),
    Item("overtime", "加班费", "complaint", "wages", ("加班",)),
    Item("bonus", "奖金、提成、押金", "complaint", "wages", ("奖金", "提成", "押金", "罚款")),
    Item("injury", "工伤认定和待遇", "complaint", "injury", ("工伤", "受伤", "摔", "骨折", "砸", "撞")),
    Item("death", "因工死亡", "complaint", "injury", ("死亡", "去世", "猝死"), "district"),
    Item("disease", "职业病", "complaint", "injury", ("职业病", "尘肺", "噪声聋"), "district"),
    Item("no_contract", "没有签合同", "complaint", "contract", ("没签合同", "不签合同", "没有合同")),
    Item("dismissal", "辞退、解除合同", "complaint", "contract", ("辞退", "开除", "解除", "被辞", "裁员")),
    Item("severance", "经济补偿", "complaint", "contract", ("补偿", "赔偿金", "N+1")),
    Item("layoff", "成批裁员", "complaint", "contract", ("集体裁", "批量裁", "关厂", "停产"), "district"),
    Item("dispatch", "劳务派遣、外包", "complaint", "contract", ("派遣", "外包", "众包协议")),
    Item("insurance", "没有缴社保", "complaint", "insurance", ("社保", "养老保险", "五险", "断缴", "没交")),
    Item("fund", "住房公积金", "complaint", "insurance", ("公积金",)),
    Item("leave", "休息休假", "complaint", "site", ("年假", "休假", "不让休息", "产假")),
    Item("safety", "劳动安全", "complaint", "site", ("危险", "安全帽", "隐患", "脚手架"), "district"),
    Item("heat", "高温、低温作业", "complaint", "site", ("高温", "中暑", "太热")),
    Item("women", "女职工权益", "complaint", "site", ("怀孕", "哺乳", "孕期")),
    Item("harassment", "骚扰、侮辱", "complaint", "site", ("骚扰", "侮辱", "辱骂", "打人"), "district"),
    Item("union", "建会、工会组织", "complaint", "other", ("不让入会", "建工会", "工会主席")),
    Item("democracy", "民主管理、厂务公开", "complaint", "other", ("职代会", "厂务公开")),
    Item("ask_pay", "问：工资和加班", "consult", "wages"),
    Item("ask_injury", "问：工伤", "consult", "injury"),
    Item("ask_contract", "问：合同和补偿", "consult", "contract"),
    Item("ask_union", "问：入会和会员服务", "consult", "other", ("怎么入会", "会员卡", "驿站")),
    Item("ask_other", "问：其他", "consult", "other", ("请问", "咨询", "想问")),
    Item("aid", "申请法律援助", "law", "other", ("律师", "法律援助", "起诉", "仲裁"), "district"),
    Item("mediate", "申请调解", "law", "other", ("调解",)),
    Item("advice", "对工会的建议", "advice", "other", ("建议", "希望工会")),
    Item("praise", "表扬", "advice", "other", ("表扬", "感谢")),
    Item("hardship", "生活困难", "help", "other", ("困难", "救助", "大病", "没钱看病")),
    Item("child", "子女就学", "help", "other", ("学费", "上学", "助学")),
    Item("mind", "心理关爱", "help", "other", ("压力", "睡不着", "抑郁", "想不开"), "district"),
    Item("other", "其他诉求", "help", "other"),
)  # fmt: skip

BY_KEY = {item.key: item for item in ITEMS}
CHOICES = tuple((item.key, item.label) for item in ITEMS)


def of_tile(tile: str) -> tuple[Item, ...]:
    """The items behind a tile, what is asked most often first."""
    return tuple(item for item in ITEMS if item.tile == tile)


def label(key: str) -> str:
    """The item's name."""
    return BY_KEY[key].label if key in BY_KEY else key


@dataclass(frozen=True, slots=True)
class Suggested:
    """An item found in a story, and the words that led there."""

    item: Item
    why: str


COMMON = (
    "wages",
    "pay_orders",
    "overtime",
    "injury",
    "no_contract",
    "dismissal",
    "insurance",
    "ask_other",
    "other",
)


def ranked(story: str) -> list[Suggested]:
    """The items of which words stand in the story, most words first; of equals the one with the longest."""
    found = [(item, [word for word in item.words if word in story]) for item in ITEMS]
    found = [(item, hits) for item, hits in found if hits]
    found.sort(key=lambda one: (-len(one[1]), -max(map(len, one[1]))))
    return [Suggested(item, f"经过里提到「{'」「'.join(hits)}」") for item, hits in found]


def suggest(story: str) -> Suggested | None:
    """The item that the story speaks of most."""
    return next(iter(ranked(story)), None)


def candidates(story: str, *, most: int = 9) -> list[tuple[Item, str]]:
    """(item, why) to choose from by one digit: what the story suggests, then what is asked most often."""
    found = {one.item.key: one.why for one in ranked(story)[: most - 1]}
    keys = [*found, *(key for key in COMMON if key not in found)]
    return [(BY_KEY[key], found.get(key, "")) for key in keys[:most]]
