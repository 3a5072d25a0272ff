"""What people are told about what they ordered."""

from yugong.ground.notices.templates import Template, templates


def _text(name: str, title: str, body: str, sms: str = "") -> Template:
    return templates.add(Template(f"orders.{name}", 1, title, body, sms=sms, personal=False))


CHOSEN = _text(
    "chosen", "有人接单了", "你点的“{name}”由{provider}来送，预计 {on} 送到。为什么选他，点开就能看到。"
)
DELIVERED = _text(
    "delivered", "送到了，收到没有？", "你点的“{name}”{on} 送到{place}。收到没有、好不好，请你说一声。",
    sms="您点的服务已送到，收到没有请到渝工说一声。",
)  # fmt: skip
AGAIN = _text("again", "有职工说没收到", "{unit}点的“{name}”有人没收到，请在 {until} 前重新送到。")
DROPPED = _text("dropped", "你点的办不了", "你点的“{name}”这次办不了：{why}")
