"""Limits and lockouts, exact under concurrency: one PostgreSQL upsert counts an attempt before it is made.

Keys are the phone, account or name, and the pair of it with the network address. The address alone has wide
limits only, against one password tried on every name: no worker can lock out the factory he sits in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from yugong.ground.people import vault
from yugong.kernel.errors import Refused

SPEND = """
    INSERT INTO signin_allowance AS a (key_index, "limit", used, ends_at)
    VALUES (%(key)s, %(limit)s, 1, %(fresh)s)
    ON CONFLICT (key_index) DO UPDATE SET
        used = CASE WHEN a.ends_at <= %(at)s THEN 1 ELSE a.used + 1 END,
        ends_at = CASE WHEN a.ends_at <= %(at)s THEN %(fresh)s ELSE a.ends_at END
    RETURNING used, ends_at
"""
FORGET = "DELETE FROM signin_allowance WHERE key_index = %s"
PURGE = "DELETE FROM signin_allowance WHERE ends_at < %s"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` attempts under one key in `span`; `words` say so to the one who waits."""

    name: str
    most: int
    span: timedelta
    words: str


SEND_MINUTE = Limit("send.minute", 1, timedelta(minutes=1), "验证码刚刚发送过")
SEND_PAIR = Limit("send.pair", 4, timedelta(hours=1), "这个手机号获取验证码的次数过多")
SEND_PAIR_DAY = Limit("send.pairday", 6, timedelta(days=1), "这个手机号今天在这个网络获取验证码的次数过多")
SEND_HOUR = Limit("send.hour", 5, timedelta(hours=1), "这个手机号一小时内获取验证码的次数过多")
SEND_DAY = Limit("send.day", 10, timedelta(days=1), "这个手机号今天获取验证码的次数过多")
SEND_CEILING = Limit("send.ceiling", 20, timedelta(days=1), "这个手机号今天获取验证码的次数过多")
SEND_PLACE = Limit("send.place", 300, timedelta(hours=1), "您所在的网络获取验证码的次数过多")
SEND_ALL = Limit("send.all", 20_000, timedelta(hours=1), "现在获取验证码的人太多")
NAME_PAIR = Limit("name.pair", 5, timedelta(minutes=15), "登录名或密码已多次输错")
NAME_ALL = Limit("name.all", 30, timedelta(hours=1), "这个登录名尝试登录的次数过多")
NAME_PLACE = Limit("name.place", 300, timedelta(hours=1), "您所在的网络尝试登录的次数过多")
SECOND = Limit("second", 5, timedelta(minutes=15), "动态码已多次输错")
ONCE = Limit("once", 1, timedelta(minutes=2), "这个动态码已经用过")


@dataclass(frozen=True, slots=True)
class Spent:
    """The state of one key after an attempt was counted."""

    limit: Limit
    used: int
    ends_at: datetime

    @property
    def over(self) -> bool:
        return self.used > self.limit.most


def key_of(limit: Limit, *parts: object) -> bytes:
    """The blind key under which a limit counts: nobody reads a phone or an address from it."""
    return vault.blind("\0".join([limit.name, *map(str, parts)]), "limit")


def spend(limit: Limit, *parts: object, at: datetime) -> Spent:
    """Count one attempt and say how many there were in the window; it begins with its first attempt."""
    given: dict[str, Any] = {
        "key": key_of(limit, *parts),
        "limit": limit.name,
        "at": at,
        "fresh": at + limit.span,
    }
    with connection.cursor() as cursor:
        cursor.execute(SPEND, given)
        return Spent(limit, *cursor.fetchone())


def insist(limit: Limit, *parts: object, field: str = "", at: datetime) -> None:
    """Count one attempt; Refused with the waiting time when there were too many."""
    spent = spend(limit, *parts, at=at)
    if spent.over:
        raise Refused(f"{limit.words}，请 {wait(spent.ends_at - at)}后再试。", field=field, code="limited")


def forget(limit: Limit, *parts: object) -> None:
    """Give the attempts back after a success."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [key_of(limit, *parts)])


def purge(*, at: datetime) -> int:
    """Delete the counts of windows that are over."""
    with connection.cursor() as cursor:
        cursor.execute(PURGE, [at])
        return int(cursor.rowcount)


def wait(left: timedelta) -> str:
    """A waiting time in words, rounded up: 45 秒, 14 分钟, 3 小时."""
    seconds = max(1, -(-left // timedelta(seconds=1)))
    if seconds <= 90:
        return f"{seconds} 秒"
    if seconds <= 5400:
        return f"{-(-seconds // 60)} 分钟"
    return f"{-(-seconds // 3600)} 小时"
