"""What a mediation asks, how a plan of payments is read and kept, and where the worker goes next.

Sources: 劳动争议调解仲裁法 arts 2, 10–16, 人民调解法 art 33, 企业劳动争议协商调解规定 (2012), 工会法 art 29.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from yugong.kernel.calendar import days, workdays
from yugong.kernel.errors import Refused
from yugong.kernel.fields import (
    Choice,
    Day,
    EmployerPick,
    Files,
    LongText,
    Money,
    Number,
    Select,
    Text,
    UnitPick,
)
from yugong.kernel.handing import PERSONAL, PLAIN, SUMMARY, Purpose
from yugong.kernel.money import fen, yuan

TOPICS = (
    ("pay", "拖欠工资、加班费"), ("leaving", "解除、终止劳动合同"), ("injury", "工伤待遇"),
    ("contract", "没有签合同、确认劳动关系"), ("insurance", "社会保险"), ("rest", "工时和休假"),
    ("other", "其他"),
)  # fmt: skip
CLAIMS = (
    Money("owed", "拖欠的工资", optional=True, page="要求什么"),
    Money("overtime", "加班费", optional=True, page="要求什么"),
    Money("severance", "经济补偿", optional=True, page="要求什么"),
    Money("damages", "违法解除赔偿金", optional=True, page="要求什么"),
    Money("double_pay", "没有签合同的二倍工资", optional=True, page="要求什么"),
    Money("injury", "工伤待遇", optional=True, page="要求什么"),
    Money("other_money", "其他钱款", optional=True, page="要求什么"),
    Text(
        "other_claim", "其他要求", hint="例如：补缴社保、开离职证明", optional=True, longest=120,
        page="要求什么",
    ),
)  # fmt: skip
SHEET = (
    Select("topic", "为什么事", of=TOPICS, page="什么事"),
    Text("employer", "用人单位", known="employer", longest=80, page="什么单位"),
    EmployerPick("employer_id", "从名单里选单位", optional=True, known="employer_id", page="什么单位"),
    UnitPick("area", "在哪个街道或区县", optional=True, hint="不填，按单位所在地办", page="什么单位"),
    Day("started", "哪天入职", past=True, page="劳动关系"),
    Day("ended", "哪天离职", hint="还在职就不填", optional=True, past=True, page="劳动关系"),
    Money("wage", "每月工资", hint="按月平均", page="劳动关系"),
    *CLAIMS,
)
FIELDS = (
    *SHEET,
    Day("knew", "哪天知道权利受到侵害", hint="例如应发工资没有发的那天", past=True, page="经过"),
    LongText(
        "facts", "事情经过", hint="单位会看到这一段；电话、证件号会自动隐去", personal=True, longest=1500,
        page="经过",
    ),
    Files("proof", "合同、工资条、考勤", optional=True, accepts=("image", "pdf"), page="经过"),
    Text(
        "source", "来自哪个办件", hint="从 12351 诉求转来的会自动带出", optional=True, longest=40,
        page="经过",
    ),
    Choice(
        "share", "单位要知道是谁在申请",
        of=(("yes", "可以，只给姓名和上面的内容，不给电话和证件号"), ("no", "不想让单位知道")),
        page="告诉单位",
    ),
)  # fmt: skip
RELATION = Choice(
    "relation", "您和任何一方有没有关系",
    of=(("none", "没有"), ("relative", "是当事人的近亲属"), ("stake", "有利害关系，或者为单位做过事")),
)  # fmt: skip
WHY = LongText("why", "为什么", hint="职工会看到", longest=300)
EXTEND = (
    Number("days", "延长几天", least=1, most=15, unit="天"),
    Text("agreed", "双方怎样同意的", hint="例如：2026-11-20 在调解室当面同意，记入笔录", longest=120),
)
SIGNER = Text(
    "signer", "单位在纸上签的，写签字人和职务", hint="已经在链接里确认的不用填", optional=True,
    personal=True, longest=60,
)  # fmt: skip
HELPED = LongText("helped", "帮职工做了什么", hint="例如：已代写支付令申请书，已交法院", longest=300)
WAYS = (("bank", "银行转账"), ("cash", "现金"), ("mobile", "手机支付"), ("court", "法院执行"))

# what the desk writes on the case's own page
SESSION = (
    Day("on", "哪天"), Text("clock", "几点", hint="例如 14:30", longest=20),
    Text("place", "地点", hint="例如：街道工会三楼调解室；或者写“网上，用链接”", longest=80),
)  # fmt: skip
MINUTES = (
    LongText("minutes", "笔录要点", hint="谁到场、各自怎么说、到哪一步", longest=4000),
    Choice("result", "这次结果", of=(("closer", "有进展，再谈"), ("agreed", "谈成了"), ("apart", "分歧大"))),
)
OFFER = (
    Money("fen", "金额", hint="不涉及钱就填 0"),
    LongText("text", "方案", hint="怎么付、什么时候付、还做什么", longest=600),
)
TERMS = (
    LongText("terms", "协议条款", hint="一行一条；付款时间和金额写在下面", longest=2000),
    LongText(
        "plan", "分期付款", hint="一行一期，例如：2026-12-01 5000.00；没有钱款就不填", optional=True,
        longest=600,
    ),
)  # fmt: skip
PAID = (Day("on", "到账日期", past=True), Money("fen", "金额"), Choice("way", "方式", of=WAYS))
VIEW = Choice(
    "view", "对这些要素怎么看", of=(("agree", "都认可"), ("part", "部分认可"), ("dispute", "不认可"))
)
VIEWS = (VIEW, LongText("says", "哪些不认可，为什么", optional=True, longest=1500))
WHO = Text("who", "姓名和职务", hint="例如：王丽，人力资源部经理；代表单位确认", personal=True, longest=60)

COURT = (("confirmed", "裁定确认"), ("refused", "不予确认"), ("returned", "材料退回"))
ORDER = (("ordered", "已发支付令"), ("refused", "不予受理"))
JOINT = (("joins", "派人参加"), ("refused", "不参加"))
ALL = (SUMMARY, PLAIN, PERSONAL)
CASE_NUMBER = Text("case_number", "案号", optional=True)
RECOVERED = Money("recovered", "追回金额", optional=True)
PURPOSES = (
    Purpose(
        "confirmation", "申请司法确认", ("court",), days(15), COURT,
        figures=(CASE_NUMBER,), parts=ALL, waits=False,
    ),
    Purpose(
        "payment_order", "申请支付令", ("court",), days(30), ORDER,
        figures=(RECOVERED,), parts=ALL, waits=False,
    ),
    Purpose("joint", "联合调解", ("labour", "justice", "procuratorate"), workdays(5), JOINT, waits=False),
)  # fmt: skip

LONG_NUMBER = re.compile(r"(?<!\d)(?!\d{4}-\d\d-\d\d(?!\d))\d(?:[ -]?\d){6,}[\dXx]?")
LINE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s+([\d,]+(?:\.\d{1,2})?)\s*元?")
MOST_LINES = 36

Plan = Sequence[tuple[date, int]]


def claimed(answers: Mapping[str, Any]) -> int:
    """All that is asked for in money, in fen."""
    return sum(answers.get(one.name) or 0 for one in CLAIMS if isinstance(one, Money))


def scrubbed(text: str) -> str:
    """A text for the other side: phone numbers, identity and card numbers are hidden."""
    return LONG_NUMBER.sub("（已隐去）", text)


def read_plan(text: str) -> list[tuple[date, int]]:
    """Lines of day and amount; days in order, amounts above nothing. Refused says which line is wrong."""
    found: list[tuple[date, int]] = []
    for at, line in enumerate(filter(None, (one.strip() for one in text.splitlines())), 1):
        match = LINE.fullmatch(line)
        try:
            day, amount = (date(*map(int, match[1].split("-"))), fen(match[2])) if match else (None, 0)
        except ValueError:
            day, amount = None, 0
        if day is None or amount <= 0:
            raise Refused(f"分期付款第 {at} 行请写成“2026-12-01 5000.00”", field="plan")
        found.append((day, amount))
    if any(later[0] <= earlier[0] for earlier, later in pairwise(found)):
        raise Refused("分期付款请按日期先后写，同一天写成一期", field="plan")
    if len(found) > MOST_LINES:
        raise Refused(f"分期付款最多 {MOST_LINES} 期", field="plan")
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment: its day, its amount, and how much of what was paid falls to it."""

    on: date
    fen: int
    paid: int

    @property
    def left(self) -> int:
        return self.fen - self.paid

    def state(self, today: date) -> tuple[str, str]:
        """(key of the look, words)."""
        if not self.left:
            return "ok", "已付清"
        if self.on < today:
            return "bad", f"已过期，还差 {yuan(self.left)} 元"
        return ("warn", f"付了 {yuan(self.paid)} 元") if self.paid else ("new", "未到期")


def settled(plan: Plan, paid: int) -> list[Due]:
    """The instalments with what was paid laid on them, the earliest first."""
    found = []
    for on, amount in plan:
        part = min(amount, paid)
        paid -= part
        found.append(Due(on, amount, part))
    return found


FAILED_NEXT = (
    "可以向用工所在地或者单位所在地的劳动人事争议仲裁委员会申请仲裁，不收费。",
    "请不起律师的，可以在「法律援助」申请；农民工讨薪、工伤不看家里困难不困难。",
)
DEFAULT_NEXT = (
    "拖欠报酬、工伤医疗费、经济补偿或者赔偿金达成协议的，可以凭协议向法院申请支付令（调解仲裁法第十六条）。",
    "只涉及钱的协议，可以直接向法院起诉，不用再仲裁。",
    "已经司法确认的，直接申请法院强制执行。",
)
