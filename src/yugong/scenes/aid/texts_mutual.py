"""What members are told of mutual aid."""

from yugong.ground.notices.templates import Template, templates

LEAD = templates.add(
    Template(
        "aid.mutual_lead",
        1,
        "有一笔住院津贴可以领",
        "您参加了职工互助保障，可以领 {amount} 元。点开确认一下，不用交材料。",
        sms="渝工：您有一笔互助保障住院津贴可以领，请打开渝工确认。",
    )
)
REFUND = templates.add(
    Template("aid.mutual_refund", 1, "互助退费{step}", "一笔互助保障退费 {amount} 元，{step}。")
)
