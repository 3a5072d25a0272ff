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
