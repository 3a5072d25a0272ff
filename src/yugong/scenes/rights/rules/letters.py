"""The three ranks of supervision letters, the law each cause rests on, and the words of the paper.

Sources: 工会法 arts 20–25, 劳动法 art 88, 劳动合同法 art 78, 工会劳动法律监督办法 (总工办发〔2021〕9号).
How long an addressee may take is a dated parameter of each rank, in working days from the service.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yugong.kernel.fields import Choice, EmployerPick, LongText, Select, Text
from yugong.kernel.registry import Registry

PUBLIC = "各用人单位"


@dataclass(frozen=True)
class Rank:
    """One sort of letter: its words, the mark in its number, its reply parameter, and which follows it."""

    key: str
    word: str
    mark: str
    reply: str
    days: int
    then: str = ""
    says: str = ""
    levels: frozenset[str] = frozenset()  # the kinds of unit that may send it; empty: every union

    @property
    def title(self) -> str:
        return f"工会劳动法律监督{self.word}"

    @property
    def kind(self) -> str:
        return f"rights.{self.key}"


@dataclass(frozen=True)
class Cause:
    """What is wrong, and the clauses a letter cites for it."""

    key: str
    word: str
    clauses: str


COUNTY = frozenset(("district", "zone", "industry", "city"))
ranks: Registry[Rank] = Registry("rank")
for one in (
    Rank("reminder", "提示函", "工监提", "letter.reminder.reply", 10, "opinion", "现提示你单位："),
    Rank("opinion", "意见书", "工监意", "letter.opinion.reply", 15, "recommendation", "请依法改正："),
    Rank("recommendation", "建议书", "工监建", "letter.recommendation.reply", 5, "", "请依法处理：", COUNTY),
):  # fmt: skip
    ranks.add(one)

WAGE, TERMS, UNION = "《中华人民共和国劳动法》", "《中华人民共和国劳动合同法》", "《中华人民共和国工会法》"
CAUSES: Mapping[str, Cause] = {
    cause.key: cause
    for cause in (
        Cause("pay", "拖欠、克扣劳动报酬", f"{WAGE}第五十条、{TERMS}第三十条"),
        Cause("contract", "不订立、不履行劳动合同", f"{TERMS}第十条、第二十九条、第八十二条"),
        Cause("hours", "超时加班、不安排休息休假", f"{WAGE}第三十六条、第四十一条、第四十四条"),
        Cause(
            "insurance", "不缴、少缴社会保险费",
            f"{WAGE}第七十二条、《中华人民共和国社会保险法》第五十八条、第六十条",
        ),
        Cause(
            "safety", "劳动安全卫生",
            f"{WAGE}第五十二条、第五十四条、《中华人民共和国安全生产法》第六十条",
        ),
        Cause("heat", "高温、低温天气劳动保护", f"{WAGE}第五十二条、第五十四条"),
        Cause(
            "women", "女职工和未成年工特殊保护",
            f"{WAGE}第五十八条至第六十五条、《女职工劳动保护特别规定》",
        ),
        Cause("dispatch", "劳务派遣用工", f"{TERMS}第六十二条、第六十三条、第六十六条"),
        Cause("dismissal", "违法解除、终止劳动合同", f"{TERMS}第四十三条、第四十八条、第八十七条"),
        Cause(
            "voice", "规章制度、集体协商和职代会", f"{TERMS}第四条、第五十一条、{UNION}第二十条、第二十一条"
        ),
        Cause("other", "其他侵犯职工权益的情形", f"{UNION}第二十三条"),
    )
}  # fmt: skip
OVERSIGHT = f"{UNION}第二十三条、{WAGE}第八十八条、{TERMS}第七十八条"

# what the drafter writes; the matter keeps what is plain, the letter keeps the text, sealed
TEXT = (
    LongText(
        "finding", "查明的情况", hint="只写事实，不写职工姓名、电话；时间、人数、金额写准", longest=2000
    ),
    LongText("demands", "要求", hint="一行一条", longest=1500),
    Text("contact", "联系人和电话", hint="例如：李敏，63511351", longest=60),
)
HEAD = (
    EmployerPick("employer", "针对哪家单位", optional=True, hint="面向所有单位的公开提示不用选"),
    Text("addressee", "主送", hint="不填就是上面的单位；建议书写主送的行政部门", optional=True, longest=100),
    Select("cause", "事由", of=tuple((cause.key, cause.word) for cause in CAUSES.values())),
    Text("source", "来自哪个办件", hint="有就填办件编号", optional=True, longest=40),
)
WAYS = {"hand": "当面送达", "post": "邮寄送达", "link": "电子送达"}
SERVICE = (
    Choice("way", "怎样送达", of=tuple(WAYS.items())),
    Text("receiver", "签收人和职务", personal=True, longest=60),
)
ANSWER = (LongText("answer", "答复内容", longest=4000),)
RANK = Choice(
    "rank",
    "文种",
    of=(
        ("reminder", "提示函：预防、提醒，不一定有违法"),
        ("opinion", "意见书：发现违法，要求改正并书面答复"),
        ("recommendation", "建议书：意见书无效，请行政部门依法处理"),
    ),
)


def addressed(rank: Rank, given: Mapping[str, Any], employer: str) -> str:
    """Whom the letter is sent to; "" when nobody is named."""
    own = str(given.get("addressee") or "").strip()
    if own:
        return own
    if rank.key == "recommendation":
        return ""
    return employer or (PUBLIC if rank.key == "reminder" else "")


def paragraphs(
    rank: Rank, text: Mapping[str, str], *, cause: str, about: str = "", earlier: str = "", days: int = 0
) -> Sequence[str]:
    """The paragraphs of the paper below the addressee.

    `about` is the employer when the letter goes to somebody else; `earlier` says what was sent before; `days`
    are the working days for the answer, none for a reminder to everybody.
    """
    demands = [line.strip() for line in text["demands"].splitlines() if line.strip()]
    found = [line.strip() for line in text["finding"].splitlines() if line.strip()]
    asked = "反馈落实情况" if rank.key == "reminder" else "书面答复我会"
    parts = (
        f"现就{about}有关情况函告如下。" if about else "",
        *found,
        earlier,
        f"根据{OVERSIGHT}和{CAUSES[cause].clauses}的规定，{rank.says}",
        *(f"{numeral(at)}、{line}" for at, line in enumerate(demands, 1)),
        f"请在收到后 {days} 个工作日内{asked}。" if days else "",
        f"联系人和电话：{text['contact']}。",
    )
    return tuple(part for part in parts if part)


def numeral(count: int) -> str:
    """1 → 一, 12 → 十二; papers have no list beyond 99."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(count, 10)
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
