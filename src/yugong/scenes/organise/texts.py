"""What officers are told by this scene."""

from yugong.ground.notices.templates import Template, templates

ROSTER_DONE = templates.add(
    Template(
        "organise.roster_done",
        1,
        "名册导入完成",
        "新入会 {joined} 人，补全资料 {filled} 人，无变化 {unchanged} 人，未导入 {left} 行。",
        personal=False,
    )
)
