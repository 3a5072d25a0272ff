"""What people are told about campaigns."""

from yugong.ground.notices.templates import Template, templates


def _text(name: str, title: str, body: str, sms: str = "") -> Template:
    return templates.add(Template(f"campaigns.{name}", 1, title, body, sms=sms, personal=False))


IN = _text(
    "in",
    "报上名了",
    "“{title}”给你留了名额。时间：{when}；地点：{place}。去不了请早点退出，名额会给候补的人。",
)
LISTED = _text(
    "listed",
    "工会给你报了名",
    "你所在的工会给你报了“{title}”。时间：{when}；地点：{place}。去不了请退出，没有处罚。",
)
DRAWN_IN = _text("drawn_in", "抽中了", "“{title}”抽签结果：你抽中了。时间：{when}；地点：{place}。")
DRAWN_OUT = _text(
    "drawn_out", "抽签结果出来了", "“{title}”这次没有抽中，你在候补第 {turn} 位；有人退出会按次序通知你。"
)
OFFERED = _text(
    "offered", "有名额了，请确认", "“{title}”有人退出，轮到你了。请在 {until} 前确认，过时名额给下一位。",
    sms="您候补的活动有名额了，请在{until}前到渝工确认。",
)  # fmt: skip
CANCELLED = _text(
    "cancelled",
    "活动取消了",
    "“{title}”取消：{why}。给你添麻烦了。",
    sms="您报名的活动取消了，详情见渝工消息。",
)
BACK = _text("back", "活动没有通过审核", "“{title}”第 {step} 审退回：{reason}。改好后可以再提交。")
