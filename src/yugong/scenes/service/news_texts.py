"""What people are told about what they wrote or sent in."""

from yugong.ground.notices.templates import Template, templates


def _text(name: str, title: str, body: str) -> Template:
    return templates.add(Template(f"news.{name}", 1, title, body, personal=False))


BACK = _text("back", "稿子退回来了", "“{title}”在{step}退回：{remark}。改好后从一审重新开始。")
SHOWN = _text(
    "shown", "你的作品展出了", "“{title}”已经展出。什么时候不想展了，打开作品点撤回，马上就没有了。"
)
DECLINED = _text("declined", "你的作品这次没有展出", "“{title}”没有展出：{why}")
