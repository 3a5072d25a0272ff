"""A question to a lawyer: what is asked, what is answered, and what may stand in public."""

from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, LongText, Number, Select, Text, UnitPick
from yugong.scenes.rights.rules.mediating import LONG_NUMBER

TOPICS = (
    ("pay", "工资和加班"), ("injury", "工伤"), ("contract", "合同、辞退、补偿"),
    ("insurance", "社保和公积金"),
    ("rest", "休假和女职工"), ("family", "婚姻、借贷等"), ("other", "其他"),
)  # fmt: skip
FIELDS = (
    Select("topic", "哪方面的问题", of=TOPICS, page="问律师"),
    LongText(
        "question", "想问什么", hint="说清楚时间、单位答应过什么、现在到哪一步", personal=True, longest=1000,
        page="问律师",
    ),
    Choice(
        "public", "能不能公开给别人参考",
        of=(("yes", "可以，隐去姓名、单位、电话以后"), ("no", "不公开，只告诉我")), page="问律师",
    ),
    UnitPick("area", "在哪个街道或区县", optional=True, hint="不填，按您所在的工会办", page="问律师"),
)  # fmt: skip
ANSWER = (
    Text("lawyer", "答复的律师", hint="姓名和事务所", longest=60),
    LongText("answer", "答复", hint="依据哪一条、能怎么办、去哪里办、几天内", personal=True, longest=3000),
)
STILL = LongText("still", "还想问什么", personal=True, longest=500)
PUBLIC = (
    Text("title", "标题", hint="例如：离职时工资没结清怎么办", longest=60),
    LongText("asked_words", "问题", hint="改写，不留姓名、单位、时间地点能认出人的话", longest=1000),
    LongText("said_words", "答复", hint="同上", longest=3000),
)
SESSION = (
    Text("topic", "主题", hint="例如：农民工工资支付条例", longest=60),
    Day("on", "日期"), Text("clock", "时间", hint="例如 14:30", longest=20),
    Text("place", "地点", longest=60), Text("speaker", "主讲", hint="姓名和单位", longest=60),
)  # fmt: skip
COUNT = Number("attended", "到场人数", least=1, most=100_000, unit="人")


def insist_nameless(words: str, *, names: tuple[str, ...]) -> None:
    """Refuse public words in which somebody could be called or is named."""
    if LONG_NUMBER.search(words):
        raise Refused("还有电话、证件号一类的数字，请删掉再公开", field="asked_words", code="number")
    if found := next((name for name in names if len(name) > 1 and name in words), ""):
        raise Refused(f"还写着“{found}”，请隐去再公开", field="asked_words", code="name")
