"""What people are told about matters; the blanks are numbers, titles and unions, never a person's data."""

from yugong.ground.notices.templates import Template, templates

ASKER = {
    "opened": (
        "已收到：{title}",
        "您的「{title}」已经提交，编号 {number}。由{unit}办理，最晚 {due} 前有结果。",
    ),
    "moved": ("有进展：{title}", "您的「{title}」（{number}）：{move}。现在是「{stage}」。"),
    "transferred": ("已转办：{title}", "您的「{title}」（{number}）已转给{unit}办理，期限不变。"),
    "paused": ("暂停计时：{title}", "您的「{title}」（{number}）暂停计时，原因请打开办件查看。"),
    "desk_wrote": ("{unit}给您留言", "关于「{title}」（{number}），{unit}给您留言，请打开查看。"),
}
DESK = {
    "arrived": ("转来办件：{title}", "「{title}」（{number}）转到{unit}，请签收。"),
    "asker_wrote": ("申请人留言：{title}", "「{title}」（{number}）的申请人留言，请答复。"),
    "urged": ("申请人催办：{title}", "「{title}」（{number}）第 {times} 次催办，请尽快办理。"),
    "remind": ("期限提醒：{title}", "「{title}」（{number}）时限已用 {percent}%，{left}。"),
    "overdue": ("已超时：{title}", "「{title}」（{number}）本环节已超时，已报上级督办。"),
    "escalated": ("下级超时：{title}", "{unit}的「{title}」（{number}）已超时，请督办。"),
}
SMS = {"moved": "您的办件 {number} 有进展：{stage}。请打开渝工查看。"}

for name, (title, body) in (ASKER | DESK).items():
    templates.add(Template(f"matter.{name}", 1, title, body, sms=SMS.get(name, "")))
