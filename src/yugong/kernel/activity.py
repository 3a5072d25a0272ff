"""What is activity for its own sake and can never be a measure: words, tables and the reason for each.

The 2023 rules against "formalism at the fingertips" forbid rankings by use, log-in and click targets,
forced check-ins, points for using an app and compulsory photos. What is refused here is what a measure is
called, what it says it counts, and the columns and tables it reads.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Activity:
    """One sort of activity: the words by which it is known in Chinese and in identifiers, and the reason."""

    chinese: str
    tokens: str
    reason: str
    tables: str = ""


ACTIVITIES = (
    Activity("点击 点按 轻触", "click clicks clicked tap taps", "点击不是成效 (clicks)"),
    Activity(
        "登录 登陆 上线率 活跃 日活 月活 在线人数 使用率 使用次数",
        "login logins signin signins dau mau usage online",
        "登录和使用不是成效 (log-ins and use)",
        "signin_ django_session people_account usersessions_",
    ),
    Activity(
        "浏览 阅读 点阅 查看次数 访问量 访问次数 访客",
        "view views viewed viewers pageview pageviews reads visits visitors pv uv",
        "浏览和阅读不是成效 (views)",
    ),
    Activity("转发 分享", "shares shared forwards reposts", "转发不是成效 (shares)"),
    Activity("点赞 收藏 评论数 评论量", "likes upvotes favourites comments", "点赞和评论不是成效 (likes)"),
    Activity(
        "排名 排行 名次 位次 榜单", "rank ranks ranking leaderboard", "不按使用情况排名 (rankings)"
    ),
    Activity(
        "打卡 签到天数 签到次数 连续签到 签到率",
        "streak streaks clockin checkin checkins",
        "打卡和连续签到是强制留痕 (forced check-ins)",
    ),
    Activity(
        "照片 拍照 相片 截图 录像 留痕", "photo photos picture pictures screenshot screenshots",
        "照片和留痕不是成效 (compulsory photos)", "files_",
    ),
    Activity(
        "发帖 发稿 稿件 推文 信息条数 简报 发布条数 推送",
        "posted posts articles drafts pushes",
        "发了多少不是成效 (posts written)",
        "notices_",
    ),
    Activity("短信条数 消息条数 通知条数 群发", "messages sms", "发出多少通知不是成效 (messages sent)"),
    Activity(
        "下载量 下载次数 安装 激活 注册量 注册用户 注册率 开通率",
        "downloads installs activations registrations signups",
        "装机和注册不是成效 (installs and registrations)",
    ),
    Activity("粉丝 关注量 关注人数 订阅量", "followers fans subscribers", "关注量不是成效 (followers)"),
    Activity("积分 经验值 活跃度 热度", "points score scores karma", "使用积分不是成效 (points for use)"),
    Activity("在线时长 使用时长 停留", "dwell duration seconds", "停留多久不是成效 (time spent)"),
    Activity("扫码次数 扫码量 扫码率", "scans scanned", "扫码不是成效 (scans)"),
    Activity("搜索次数 搜索量", "searches queries", "搜索不是成效 (searches)"),
    Activity(
        "开会次数 会议次数 会议数 发文数 发文量 文件份数 台账 报表份数 填报次数 填表",
        "meetings memos documents reports forms",
        "会议、发文和填表不是成效 (meetings, papers and forms)",
    ),
    Activity(
        "检查次数 督导次数 调研次数 督查次数", "inspections patrols",
        "检查了多少次不是成效，数整改好的 (inspections instead of what was mended)",
    ),
    Activity("操作次数 操作日志 操作量", "actions events operations", "操作日志不是成效 (the log)", "audit_"),
)  # fmt: skip


@cache
def _known() -> tuple[tuple[Activity, frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    return tuple(
        (one, frozenset(one.chinese.split()), frozenset(one.tokens.split()), tuple(one.tables.split()))
        for one in ACTIVITIES
    )


def activity(*texts: str) -> tuple[str, ...]:
    """The reasons why a declaration with these texts counts activity; none when it does not."""
    whole = " ".join(texts)
    names = re.findall(r"[a-z_][a-z_0-9]*", whole.lower())
    tokens = {token for name in names for token in (name, *name.split("_"))}
    found = []
    for one, chinese, words, tables in _known():
        hit = next((word for word in sorted(chinese) if word in whole), "")
        hit = hit or next(iter(sorted(words & tokens)), "")
        hit = hit or next((name for name in names if tables and name.startswith(tables)), "")
        if hit:
            found.append(f"“{hit}”：{one.reason}")
    return tuple(found)
