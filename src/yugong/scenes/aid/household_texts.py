"""What people are told by this scene."""

from yugong.ground.notices.templates import Template, templates

REVIEW = templates.add(
    Template(
        "aid.review",
        1,
        "困难档案一年一复核",
        "您家的困难档案 {day} 到期。情况没变的，点一下「没有变化」就行；有变化的，只填变了的那几项。",
        sms="困难档案快到期，请打开渝工点一下复核。",
        personal=False,
    )
)
ASKED = "{name}请你同意工会核对家庭经济状况（困难职工建档），打开 {link} ，授权码 {code}。不同意不用理会。"
