"""What people are told by this scene."""

from yugong.ground.notices.templates import Template, templates

INSTALMENT_MISSED = templates.add(
    Template(
        "rights.instalment_missed",
        1,
        "调解协议有一期没有按约付",
        "{employer}按协议 {due} 前要付的 {yuan} 元还没有登记到账。已经收到的请告诉调解员；没有收到，"
        "调解员会催办，也可以请工会帮你申请支付令。",
        sms="调解协议有一期款项到期没有登记到账，请登录渝工查看",
    )
)
INSTALMENT_TO_PRESS = templates.add(
    Template(
        "rights.instalment_to_press",
        1,
        "调解协议有一期没有按约付，请催办",
        "{number}：{due} 前的一期没有登记到账。请联系单位；到账的请登记，确定不付的办“没有按约履行”。",
        personal=False,
    )
)
COURT_PAID = templates.add(
    Template(
        "rights.court_paid",
        1,
        "追回的钱已登记到账",
        "{on} 到账 {yuan} 元已经登记，协议约定的还差 {left} 元。没有收到请马上告诉工会。",
        sms="协议款项有一笔登记到账，没有收到请登录渝工告诉我们",
    )
)
BADGE_ENDS = templates.add(
    Template(
        "rights.badge_ends",
        1,
        "工作证快到期",
        "{team}工作证（{number}）{ends} 到期。培训合格后由{union}换证。",
        personal=False,
    )
)
