"""What people are told about their health services: never what for, never more than they asked."""

from yugong.ground.notices.templates import Template, templates


def _text(name: str, title: str, body: str) -> Template:
    return templates.add(Template(f"service.{name}", 1, title, body, personal=False))


OFFERED = _text(
    "screening_offered",
    "可以免费体检",
    "{unit}请你参加“{title}”，不花钱，自己选医院和时间。结果只有医院和你本人知道，工会看不到。",
)
BOOKED = _text("health_booked", "预约好了", "{title}：{when}，{place}。去不了可以改时间或者取消，没有处罚。")
THANKS = _text(
    "screening_thanks", "谢谢你来体检", "{title}做完了。结果由医院直接告诉你本人，平台和工会都没有。"
)
CHANGED = _text("health_changed", "预约的时段取消了", "{title} {when} 的时段取消了：{why}。请换一个时间。")
