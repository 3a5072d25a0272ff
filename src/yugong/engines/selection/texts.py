"""What people are told about contests."""

from yugong.ground.notices.templates import Template, templates


def _text(name: str, title: str, body: str, sms: str = "") -> Template:
    return templates.add(Template(f"selection.{name}", 1, title, body, sms=sms, personal=False))


BACK = _text("back", "评选没有通过审核", "“{title}”审核退回：{reason}。改好后可以再提交。")
OPENED = _text("opened", "投票开始了", "“{title}”开始投票，{until} 截止，一人一票，谁投给谁查不到。")
JUROR = _text("juror", "请你当评委", "请你为“{title}”评分，{until} 前完成。与自己单位有关的会自动回避。")
ANSWERED = _text("answered", "你反映的评选问题有结果了", "“{title}”：{answer}")
