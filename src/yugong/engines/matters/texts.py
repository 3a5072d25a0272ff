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
    "gathered": (
        "并案办理：{title}",
        "您的「{title}」（{number}）和同样的诉求一起办理，主件 {lead}。结果会单独告诉您，由您自己确认。",
    ),
    "reopened": (
        "已重新办理：{title}",
        "您的「{title}」（{number}）已经重新打开，由{unit}接着办，不用从头再说。",
    ),
    "desk_wrote": ("{unit}给您留言", "关于「{title}」（{number}），{unit}给您留言，请打开查看。"),
}
DESK = {
    "arrived": ("转来办件：{title}", "「{title}」（{number}）转到{unit}，请签收。"),
    "asker_wrote": ("申请人留言：{title}", "「{title}」（{number}）的申请人留言，请答复。"),
    "urged": ("申请人催办：{title}", "「{title}」（{number}）第 {times} 次催办，请尽快办理。"),
    "remind": ("期限提醒：{title}", "「{title}」（{number}）时限已用 {percent}%，{left}。"),
    "overdue": ("已超时：{title}", "「{title}」（{number}）本环节已超时，已报上级督办。"),
    "drawn": ("抽到您回访：{title}", "「{title}」（{number}）抽到您回访申请人，请在 {due} 前完成。"),
    "supervised": ("上级督办：{title}", "{unit}督办「{title}」（{number}），请按要求答复办理情况。"),
    "supervision_answered": ("督办已答复：{title}", "「{title}」（{number}）的督办，{unit}已经答复。"),
    "supervision_late": ("督办逾期：{title}", "「{title}」（{number}）的督办到期还没有答复，请马上答复。"),
    "note_due": ("该给进展了：{title}", "「{title}」（{number}）该给申请人说一次进展了。"),
    "pressed": ("催办：{title}", "「{title}」（{number}）已过期限，请马上办理并说明原因。"),
    "criticised": ("通报：{title}", "{unit}的「{title}」（{number}）催办后仍无动静，请督促并通报。"),
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
