"""What somebody is told whom a policy would help."""

from yugong.ground.notices.templates import Template, templates

OFFER = templates.add(
    Template(
        "aid.offer",
        1,
        "您可能符合一项帮扶政策",
        "您可能符合{policy}。{reason}点开确认就行，不用再填表；不需要的话也点一下，一年内不再提。",
        sms="您可能符合一项工会帮扶政策，请打开渝工查看，不用填表。",
    )
)
