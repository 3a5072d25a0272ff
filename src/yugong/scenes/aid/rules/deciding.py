"""What the steps of a hardship file ask of those who make them."""

from yugong.kernel.fields import Choice, Files, LongText, Number, UnitPick
from yugong.scenes.aid.rules.declaring import WHY as DECLARED

WHY = LongText("why", "理由", hint="申请人会看到", longest=160)
MISSING = LongText("missing", "缺什么，怎么补", hint="一次说全，申请人会看到", longest=300)
RELATION = Choice("relation", "和这一户有没有亲属、利害关系", of=(("none", "没有"), ("some", "有，应当回避")))
HEADS = Number(
    "heads", "参加评议的人数", hint="分会、工会委员、职工代表，三人以上", least=3, most=99, unit="人"
)
OBJECTION = LongText("objection", "异议内容", personal=True, longest=500)
FINDING = LongText("finding", "核实结果", hint="写清怎么核实的", personal=True, longest=500)
UPWARD = LongText("why", "不同意的理由", personal=True, longest=500)

FIELDS = (
    *DECLARED,
    UnitPick("area", "由哪个街道的工会办", hint="还不是会员的，选住的或者干活的街道", optional=True),
    Files("papers", "证明材料", hint="病历、学费单、户口簿，拍照就行；没有也先交", optional=True),
)
BACK = ("withdraw_check", "withdraw_mend", "withdraw_visit", "withdraw_discuss")
