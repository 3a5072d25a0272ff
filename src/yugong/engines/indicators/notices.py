"""What officers are told about their lists."""

from yugong.ground.notices.templates import Template, templates

LIST_DONE = templates.add(
    Template(
        "indicators.list_done",
        1,
        "清单导出好了",
        "“{name}”的清单共 {count} 条，已经生成，{until} 前可以下载，过时自动删除。",
        personal=False,
    )
)
