"""What payees are told; a short message says no name and no purpose."""

from yugong.ground.notices.templates import Template, templates

PAID = templates.add(
    Template(
        "ledger.paid",
        1,
        "已付 {amount} 元",
        "{purpose}（{period}）{amount} 元已付到您{account}的账户，付款日期 {on}。",
        sms="已付 {amount} 元，请留意银行到账。详情见渝工“我的款项”。",
    )
)
FAILED = templates.add(
    Template(
        "ledger.failed",
        1,
        "有一笔款没有付成",
        "{purpose}（{period}）{amount} 元没有付成，原因：{reason}。请核对银行卡，改好会再付，不必再申请。",
        sms="有一笔款没有付成，请打开渝工核对银行卡，改好以后会再付。",
    )
)
RETURNED = templates.add(
    Template(
        "ledger.returned",
        1,
        "银行退回了一笔款",
        "{purpose}（{period}）{amount} 元被银行退回，原因：{reason}。请核对银行卡，改好会再付，不用再申请。",
        sms="有一笔款付出后被银行退回，请打开渝工核对银行卡，改好以后会再付。",
    )
)
HAND = templates.add(
    Template(
        "ledger.hand",
        1,
        "付款批次{step}",
        "{number}，{count} 笔，合计 {amount} 元，{step}。",
        personal=False,
    )
)
CARD = templates.add(
    Template(
        "ledger.card",
        1,
        "收款银行卡已更换",
        "{union}为您登记了收款银行卡：{account}。如果不是您的卡，请马上更改，或者拨打 12351。",
        sms="您的收款银行卡已更换，如不是本人的卡，请打开渝工更改或拨打 12351。",
        urgent=True,
    )
)
