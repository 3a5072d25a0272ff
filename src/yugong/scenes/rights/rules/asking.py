"""What is asked around an appeal: of the worker, of the dispatcher, and in the call-back."""

from yugong.kernel.fields import (
    Choice,
    Day,
    EmployerPick,
    Files,
    LongText,
    Money,
    Phone,
    Select,
    Text,
    UnitPick,
)
from yugong.scenes.rights.rules.topics import CHOICES

HIDDEN = (("yes", "先别告诉公司我是谁"), ("no", "可以告诉"))

FIELDS = (
    Select("topic", "什么事", of=CHOICES, page="什么事"),
    LongText("story", "说说怎么回事", personal=True, page="什么事"),
    Text("employer", "用工单位或平台", optional=True, known="employer", longest=80, page="在哪里"),
    EmployerPick("employer_id", "从名单里选单位", optional=True, known="employer_id", page="在哪里"),
    UnitPick("area", "在哪个街道或区县", optional=True, hint="写街道名，选出它的工会", page="在哪里"),
    Text("place", "具体地点", optional=True, personal=True, longest=80, page="在哪里"),
    Money("amount", "涉及金额", optional=True, page="在哪里"),
    Day("since", "从什么时候开始", optional=True, past=True, page="在哪里"),
    Files("proof", "照片、录音、材料", optional=True, accepts=("image", "pdf", "audio"), page="怎么找你"),
    Choice("hidden", "要不要告诉公司", of=HIDDEN, usual="yes", page="怎么找你"),
    Phone("phone", "回电号码", optional=True, known="phone", page="怎么找你"),
)

DISPATCH = (
    UnitPick("to", "派给哪个工会", optional=True, hint="不选就按建议的去向派"),
    Select("topic_as", "诉求类型更正为", of=CHOICES, optional=True),
)
SOLVED = Choice("solved", "问题解决了吗", of=(("yes", "解决了"), ("part", "解决了一部分"), ("no", "没解决")))
SPOKE = LongText("spoke", "回访记录", hint="职工的原话，几点打的", longest=500)
TRIED = LongText("tried", "怎么联系的", hint="打了几次、几点", longest=500)
WHY = LongText("said", "哪里不满意，想怎么办", longest=500)
CLASS = Select("difficulty", "难度", of=(("ordinary", "一般"), ("hard", "疑难"), ("complex", "特别复杂")))
REASON = LongText("reason", "理由", longest=500)
RESULT = Text("result", "办理结果", hint="一句话，职工会看到", longest=160)
