"""What officers are told about rights that were lent."""

from yugong.ground.notices.templates import Template, templates

LENT = templates.add(
    Template(
        "signin.lent",
        1,
        "紧急权限已启用",
        "{asker}以“{role}”岗位在{unit}获得一小时紧急权限，{until} 到期，由{answerer}批准。原因：{reason}。"
        "所做的每一步都有记录，可随时收回。",
        urgent=True,
    )
)
RESET = templates.add(
    Template(
        "signin.reset",
        1,
        "工作台密码已重置",
        "{who}重置了你的工作台密码和动态码。请用这部手机重新设密码；不是你要求的，请马上告诉上级工会。",
        urgent=True,
    )
)
