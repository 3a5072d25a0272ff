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
PARTNER = {
    "handed": ("已送交{to}：{title}", "您的「{title}」（{number}）已送交{to}，办到哪一步请打开办件查看。"),
    "hand_answered": ("{to}已答复：{title}", "您的「{title}」（{number}），{to}已经答复，{unit}会接着办。"),
    "handed_to_you": ("{unit}送来一件", "{unit}送来「{what}」，请在 {due} 前签收并答复。"),
    "hand_due": ("答复期限快到了", "{unit}送来的「{what}」，请在 {due} 前答复。"),
    "hand_late": ("已过答复期限", "{unit}送来的「{what}」已过答复期限（{due}），请尽快答复。"),
    "hand_recall": ("{unit}撤回一件", "{unit}撤回了「{what}」，不用再办。"),
    "hand_taken": ("{to}已签收", "{to}签收了「{title}」（{number}）。"),
    "hand_back": ("{to}已答复", "{to}答复了「{title}」（{number}），请查看并接着办。"),
    "hand_overdue": ("{to}超过期限没有答复", "「{title}」（{number}）送交{to}已过期限，请联系对方催办。"),
    "hand_lapsed": ("送交{to}已到期", "「{title}」（{number}）送交{to}已到期，对方没有答复，请另行处理。"),
}
SMS = {"moved": "您的办件 {number} 有进展：{stage}。请打开渝工查看。"}

for name, (title, body) in (ASKER | DESK | PARTNER).items():
    templates.add(Template(f"matter.{name}", 1, title, body, sms=SMS.get(name, "")))
