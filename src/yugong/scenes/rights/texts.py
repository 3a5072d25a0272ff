"""What people are told by this scene."""

from yugong.ground.notices.templates import Template, templates

BADGE_ENDS = templates.add(
    Template(
        "rights.badge_ends",
        1,
        "工作证快到期",
        "{team}工作证（{number}）{ends} 到期。培训合格后由{union}换证。",
        personal=False,
    )
)
