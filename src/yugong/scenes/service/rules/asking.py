"""What a union asks for on behalf of its workers: a talk on health, a place among the hundred best."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people.models import Person
from yugong.ground.people.queries import holders
from yugong.kernel import tree
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import Decision
from yugong.kernel.fields import Choice, Day, Files, LongText, Number, Select, Text, UnitPick
from yugong.scenes.service.models import BestSort

UPPER = (UnitKind.DISTRICT, UnitKind.ZONE, UnitKind.INDUSTRY, UnitKind.CITY)
TOPICS = (
    ("spine", "颈肩腰腿和久坐"), ("heart", "三高和心脑血管"), ("heat", "防暑防寒和急救"),
    ("food", "吃得健康"), ("mind", "睡眠和情绪"), ("women", "女职工健康"), ("job", "职业病防护"),
)  # fmt: skip
TALK = (
    UnitPick("unit", "哪个工会", known="unit"),
    Select("topic", "想听什么", of=TOPICS),
    Number("heads", "大约多少人听", least=5, most=2000, unit="人"),
    Day("on", "希望哪天", future=True),
    Text("place", "在哪里讲", hint="有投影最好，没有也行", longest=60),
    LongText("more", "还有什么要说的", optional=True, longest=300),
)
ARRANGED = (
    Text("speaker", "请到的导师", hint="姓名和单位", longest=60),
    Text("when", "定在什么时候", hint="例如：12 月 5 日 14:30", longest=40),
)
WHY = LongText("why", "理由", hint="申报的工会会看到", longest=300)
BEST = (
    UnitPick("unit", "哪个工会申报", known="unit"),
    Choice("sort", "申报什么", of=tuple(BestSort.choices)),
    Text("name", "食堂或驿站叫什么", longest=60),
    Text("address", "地址", longest=80),
    Number("served", "每天大约服务多少职工", least=1, most=100_000, unit="人"),
    LongText("about", "好在哪里", hint="饭菜、器材、价格、开放时间、职工怎么说", longest=1500),
    Files(
        "proof",
        "照片和证照",
        optional=True,
        hint="食堂的食品经营许可证，现场评分时也可以出示",
        accepts=("image", "pdf"),
    ),
)
CRITERIA = tuple(
    Number(name, label, hint, least=0, most=20, unit="分")
    for name, label, hint in (
        ("safety", "安全和证照", "许可证、消防、器材检查，20 分"),
        ("health", "健康", "食堂看油盐糖和菜品，驿站看指导和器材，20 分"),
        ("price", "价格实惠", "职工负担得起，20 分"),
        ("open_to", "方便职工", "开放时间、倒班和户外劳动者能不能用，20 分"),
        ("said", "职工评价", "现场问至少 10 名职工，20 分"),
    )
)


def by_an_officer(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> Decision:
    """Only an officer of the union asks for it."""
    unit = Unit.objects.filter(pk=answers["unit"], valid_to__isnull=True).first()
    if unit is None or not any(one.person_id == asker.pk for one in holders(unit.pk, on=local_day(at))):
        return Decision(False, "这件事由工会的主席或者干事提出，职工可以请自己的工会来提")
    return Decision(True, "")


def above(*, asker: Person, answers: Mapping[str, Any], at: datetime) -> int:
    """The nearest district's, zone's or industry's union above the one that asks."""
    unit = Unit.objects.get(pk=answers["unit"])
    ids = tree.ids(unit.path)
    kinds = dict(Unit.objects.filter(pk__in=ids).values_list("pk", "kind"))
    return next((pk for pk in reversed(ids) if kinds[pk] in UPPER), unit.pk)
