"""托管班: what parents say and agree to, and what a class must reach before it is put in for the subsidy."""

from yugong.ground.parameters.queries import in_force
from yugong.kernel.fields import Consent, Select, Text
from yugong.kernel.gather import Held, Mark

GRADES = tuple((str(n), f"{word}年级") for n, word in enumerate("一二三四五六", start=1))
WORDS = (
    "工会只收孩子的年级，不收姓名和证件号；孩子的身体情况由家长当面告诉带班老师。"
    "家长按时接送，临时有事先打电话；班里不教学科课程；退班随时可以。"
)
ASKS = (
    Select("grade", "孩子开学读几年级", "只问年级，不要孩子的姓名和证件号", of=GRADES),
    Text("fetched", "平时谁接", "例如：外婆；换人接请提前打电话", longest=20),
    Consent("agree", "我同意托管服务协议", text=WORDS),
)
KEYS = ("childcare.children", "childcare.days", "childcare.attendance", "childcare.subsidy")


def gauge(held: Held) -> tuple[Mark, ...]:
    """Children, days and attendance against the parameters of the day; the subsidy beside them."""
    children, days, percent, subsidy = (one.value for one in in_force(KEYS, on=held.on, path=held.path))
    return (
        Mark("孩子", f"{held.holds} 人", f"至少 {children} 人", held.holds >= int(children)),
        Mark("天数", f"{held.sittings} 天", f"至少 {days} 天", held.sittings >= int(days)),
        Mark(
            "到课",
            f"{held.percent}%",
            f"至少 {percent}%，全国班补助 {subsidy} 元",
            held.percent >= int(percent),
        ),
    )
